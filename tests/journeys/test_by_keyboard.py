"""A canvas filled and worked on by keyboard alone: any use of a pointer is a fault."""

import pypdf
import pytest
from playwright.sync_api import expect

from canvas.actions import notes, segments
from tests.factories import PASSWORD, feature_with_lines
from tests.journeys.browser import has_visible_focus
from tests.journeys.canvas import announced, block, card, editor, notes_in, open_canvas, tab_to
from tests.journeys.ledger import add_line, done, line_link
from tests.ledger.conftest import LOSING

# A pointer that rests is said to move where the page beneath it changes, so moving alone does not count.
NO_POINTER = """for (const type of ["pointerdown", "touchstart", "wheel"])
  addEventListener(type, (event) => event.isTrusted && console.error("a pointer was used: " + type), true);"""


@pytest.fixture
def open_page(open_page):
    def without_pointer(*args, **options):
        page = open_page(*args, **options)
        page.add_init_script(NO_POINTER)
        return page

    return without_pointer


@pytest.fixture
def page(open_page, canvas, olga):
    """The canvas page, with three notes in Cost Structure, one in Key Resources and two segments."""
    for text in ("Model calls", "Labelling", "Reviewers"):
        notes.add_note(canvas=canvas, block="cost_structure", text=text, by=olga)
    notes.add_note(canvas=canvas, block="key_resources", text="Rated replies", by=olga)
    for name in ("Leads", "Agents"):
        segments.add_segment(canvas=canvas, name=name, by=olga)
    return open_canvas(open_page(olga), canvas)


def texts(page, block_id):
    return notes_in(page, block_id).locator(".note-text")


def test_a_canvas_is_filled_without_a_mouse(open_page, olga, workspace):
    page = open_page()
    page.goto("/")
    press, write = page.keyboard.press, page.keyboard.type
    tab_to(page, page.get_by_label("Email"))
    write("olga@example.com")
    press("Tab")
    write(PASSWORD)
    press("Enter")

    tab_to(page, page.get_by_role("link", name="Start with six questions"))
    press("Enter")
    tab_to(page, page.get_by_label("Title"))
    write("Reply drafts")
    press("Enter")

    tab_to(page, page.get_by_label("Who are the target customers?"))
    write("Support leads with a backlog")
    tab_to(page, page.get_by_label("What does it cost to deliver?"))
    write("Model calls")
    tab_to(page, page.get_by_role("button", name="Save and go on"))
    press("Enter")
    tab_to(page, page.get_by_role("button", name="Add these notes"))
    press("Enter")

    expect(page.get_by_role("heading", level=1, name="Reply drafts")).to_be_visible()
    expect(texts(page, "target_market")).to_have_text(["Support leads with a backlog"])
    expect(texts(page, "cost_structure")).to_have_text(["Model calls"])
    tab_to(page, card(page, "Model calls"))
    press("n")
    write("Human review")
    press("Control+Enter")
    expect(card(page, "Human review")).to_be_focused()
    for text in ("Labelling", "Storage"):
        press("n")
        write(text)
        press("Control+Enter")
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Human review", "Labelling", "Storage"])
    expect(card(page, "Storage")).to_be_focused()

    page.reload()
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Human review", "Labelling", "Storage"])
    expect(page.locator("#count-cost_structure")).to_have_text("4")


def test_a_linked_feature_loses_on_every_use_on_the_canvas_and_on_paper(page, canvas, olga, faults):
    faults.expect("htmx:sendAbort|htmx:afterRequest")
    feature = feature_with_lines(canvas, by=olga, **{**LOSING, "lines": LOSING["lines"][:-1]})
    page.reload()
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("l")
    panel = page.get_by_role("dialog", name="Link to the ledger")
    tab_to(page, panel.get_by_role("checkbox", name="Loser"))
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(card(page, "Model calls")).to_contain_text("1 linked ledger feature")

    tab_to(page, page.get_by_role("complementary", name="Ledger").get_by_role("link", name="Loser"), most=60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Loser")).to_be_visible()
    add_line(page, "value we capture", "Price per use")
    page.keyboard.type("0.05")
    done(page)
    expect(line_link(page, "Price per use")).to_be_focused()
    assert feature.lines.get(method="price_per_use").amount == "0.05"

    tab_to(page, page.get_by_role("link", name="Canvas", exact=True), most=90)
    page.keyboard.press("Enter")
    strip = page.get_by_role("complementary", name="Ledger")
    expect(strip.get_by_role("link", name="Loser")).to_contain_text("Loses money on every use — redesign")
    tab_to(page, page.get_by_role("link", name="Export PDF"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="Page 1 of")).to_be_visible(timeout=90_000)
    tab_to(page, page.get_by_role("button", name="Download PDF"), most=60)
    with page.expect_download(timeout=90_000) as download:
        page.keyboard.press("Enter")
    paper = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(download.value.path()).pages)
    for words in ("Model calls", "Reviewers", "Rated replies", "Loser", "Loses money on every use"):
        assert words in paper


def test_the_brief_can_be_left_for_later(open_page, olga, workspace):
    page = open_page(olga)
    page.goto("/")
    tab_to(page, page.get_by_role("link", name="Start with six questions"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Title"))
    page.keyboard.type("Reply drafts")
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Skip for now"))
    page.keyboard.press("Enter")
    tab_to(page, block(page, "cost_structure").get_by_role("link", name="Add the first note"))
    page.keyboard.press("Enter")
    page.keyboard.type("Model calls")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Model calls")).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "F2"])
def test_a_note_is_edited_where_it_stands(page, key):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press(key)
    expect(editor(page)).to_be_focused()
    page.keyboard.type(" and retries")
    page.keyboard.press("Enter")
    page.keyboard.type("a second line")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Model calls and retries")).to_be_focused()
    assert card(page, "Model calls").locator(".note-text").inner_text() == "Model calls and retries\na second line"


def test_escape_brings_back_the_old_text_even_after_a_save(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("Enter")
    page.keyboard.type(" and a mistake")
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    page.keyboard.press("Escape")
    expect(card(page, "Model calls")).to_be_focused()
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Labelling", "Reviewers"])
    page.reload()
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Labelling", "Reviewers"])


@pytest.mark.parametrize("typed", ["", "half a thought"])
def test_a_new_note_given_up_leaves_nothing_behind(page, typed):
    tab_to(page, card(page, "Rated replies"))
    page.keyboard.press("n")
    expect(editor(page)).to_be_focused()
    page.keyboard.type(typed)
    if typed:
        expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    page.keyboard.press("Escape")
    expect(editor(page)).to_have_count(0)
    expect(card(page, "Rated replies")).to_be_focused()
    page.reload()
    expect(texts(page, "key_resources")).to_have_text(["Rated replies"])


def test_leaving_the_field_saves(page):
    tab_to(page, card(page, "Rated replies"))
    page.keyboard.press("Enter")
    page.keyboard.type(" of three years")
    page.keyboard.press("Shift+Tab")
    expect(editor(page)).to_have_count(0)
    expect(texts(page, "key_resources")).to_have_text(["Rated replies of three years"])
    page.reload()
    expect(texts(page, "key_resources")).to_have_text(["Rated replies of three years"])


def test_each_block_is_one_tab_stop_and_arrows_go_between_notes(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("ArrowDown")
    expect(card(page, "Labelling")).to_be_focused()
    assert has_visible_focus(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(card(page, "Reviewers")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(card(page, "Labelling")).to_be_focused()
    page.keyboard.press("Tab")
    assert not block(page, "cost_structure").evaluate("block => block.contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    expect(card(page, "Labelling")).to_be_focused()


def test_arrows_go_to_the_block_at_the_side(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("ArrowRight")
    beside = page.locator(":focus")
    expect(beside).to_have_count(1)
    box, here = beside.bounding_box(), card(page, "Model calls").bounding_box()
    assert box["x"] >= here["x"] + here["width"]
    page.keyboard.press("ArrowLeft")
    assert block(page, "cost_structure").evaluate("block => block.contains(document.activeElement)")


def test_alt_and_arrows_move_a_note_and_say_where_it_stands(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("Alt+ArrowDown")
    announced(page, "Moved to position 2 of 3 in Cost Structure")
    expect(texts(page, "cost_structure")).to_have_text(["Labelling", "Model calls", "Reviewers"])
    expect(card(page, "Model calls")).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    announced(page, "Moved to position 1 of 3 in Cost Structure")
    page.keyboard.press("Alt+ArrowUp")
    announced(page, "Moved to position 2 of 2 in Key Resources")
    expect(texts(page, "key_resources")).to_have_text(["Rated replies", "Model calls"])
    expect(card(page, "Model calls")).to_be_focused()
    page.reload()
    expect(texts(page, "key_resources")).to_have_text(["Rated replies", "Model calls"])
    expect(texts(page, "cost_structure")).to_have_text(["Labelling", "Reviewers"])


def test_keys_pressed_in_a_row_all_count(page):
    tab_to(page, card(page, "Model calls"))
    for key in ("Alt+ArrowDown", "Alt+ArrowDown", "s", "1", "2"):
        page.keyboard.press(key)
    expect(texts(page, "cost_structure")).to_have_text(["Labelling", "Reviewers", "Model calls"])
    expect(card(page, "Model calls")).to_have_attribute("data-status", "validated")
    expect(card(page, "Model calls").locator(".seg")).to_have_text(["Leads", "Agents"])
    expect(card(page, "Model calls")).to_be_focused()


def test_notes_stand_in_the_order_in_which_they_were_written_however_late_an_editor_comes(page):
    late = []

    def hold_the_first(route):
        if route.request.method == "GET" and not late:
            late.append(route)
        else:
            route.continue_()

    page.route("**/notes/**", hold_the_first)
    card(page, "Rated replies").focus()
    for text in ("First", "Second"):
        page.keyboard.press("n")
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
    # A request of another kind goes and comes back: whatever else could be answered by now has been.
    assert page.request.get("/").ok
    late[0].continue_()
    expect(texts(page, "key_resources")).to_have_text(["Rated replies", "First", "Second"])
    page.reload()
    expect(texts(page, "key_resources")).to_have_text(["Rated replies", "First", "Second"])


def test_s_goes_round_the_statuses(page):
    tab_to(page, card(page, "Model calls"))
    for status in ("validated", "invalidated", "assumption"):
        page.keyboard.press("s")
        expect(card(page, "Model calls")).to_have_attribute("data-status", status)
        announced(page, status.capitalize())
        expect(card(page, "Model calls")).to_be_focused()


def test_digits_put_segments_on_and_off(page):
    tab_to(page, card(page, "Model calls"))
    segments = card(page, "Model calls").locator(".seg")
    page.keyboard.press("2")
    announced(page, "Agents added")
    expect(segments).to_have_text(["Agents"])
    page.keyboard.press("1")
    announced(page, "Leads added")
    expect(segments).to_have_text(["Leads", "Agents"])
    page.keyboard.press("2")
    announced(page, "Agents taken off")
    expect(segments).to_have_text(["Leads"])
    expect(card(page, "Model calls")).to_be_focused()


def test_what_is_deleted_comes_back_by_key_and_by_toast(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Reviewers"])
    expect(page.get_by_role("status").filter(has_text="Note deleted")).to_be_visible()
    expect(card(page, "Reviewers")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Labelling", "Reviewers"])
    expect(card(page, "Labelling")).to_be_focused()
    page.keyboard.press("Control+Shift+z")
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Reviewers"])
    page.keyboard.press("Control+z")
    expect(card(page, "Labelling")).to_be_focused()
    page.keyboard.press("Delete")
    tab_to(page, page.locator(".toast").get_by_role("button", name="Undo"), most=60)
    page.keyboard.press("Enter")
    expect(texts(page, "cost_structure")).to_have_text(["Model calls", "Labelling", "Reviewers"])
    expect(card(page, "Labelling")).to_be_focused()


def test_the_last_note_of_a_block_leaves_the_focus_where_the_next_can_be_added(page):
    tab_to(page, card(page, "Rated replies"))
    page.keyboard.press("Delete")
    expect(notes_in(page, "key_resources")).to_have_count(0)
    assert block(page, "key_resources").evaluate("block => block.contains(document.activeElement)")
    page.keyboard.press("n")
    page.keyboard.type("Labels")
    page.keyboard.press("Control+Enter")
    expect(texts(page, "key_resources")).to_have_text(["Labels"])


def test_an_editing_session_is_undone_in_one_step(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("Enter")
    for words in (" and", " retries"):
        page.keyboard.type(words)
        expect(page.locator("[data-save-state]")).to_contain_text("Saved")
        expect(page.locator("[data-save-state].ok")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(card(page, "Model calls and retries")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(texts(page, "cost_structure").first).to_have_text("Model calls")
    announced(page, "Undone: Model calls and retries")


def test_the_question_mark_lists_all_keys_and_gives_the_focus_back(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="All keys")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(card(page, "Model calls")).to_be_focused()


def test_l_links_a_note_to_a_feature_and_to_its_line(page, canvas, olga):
    feature_with_lines(canvas, by=olga, **LOSING)
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("l")
    panel = page.get_by_role("dialog", name="Link to the ledger")
    tab_to(page, panel.get_by_role("checkbox", name="Loser"))
    page.keyboard.press("Space")
    tab_to(page, panel.get_by_role("checkbox", name="Storage"))
    page.keyboard.press("Space")
    tab_to(page, panel.get_by_role("button", name="Save links"))
    page.keyboard.press("Enter")
    expect(panel).to_be_hidden()
    expect(card(page, "Model calls")).to_contain_text("1 linked ledger feature")
    expect(card(page, "Model calls")).to_contain_text("$0.100 a use: Storage, Loser")
    expect(card(page, "Model calls")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(card(page, "Model calls")).not_to_contain_text("linked ledger feature")


def test_single_keys_can_be_turned_off(open_page, canvas, note, olga):
    olga.single_key_shortcuts = False
    olga.save()
    page = open_canvas(open_page(olga), canvas)
    tab_to(page, card(page, "Music lovers"))
    page.keyboard.press("s")
    page.keyboard.press("n")
    page.keyboard.press("Delete")
    expect(page.get_by_role("status").filter(has_text="Note deleted")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(card(page, "Music lovers")).to_have_attribute("data-status", "assumption")
    expect(editor(page)).to_have_count(0)


def test_the_value_statement_is_written_by_keyboard(page):
    tab_to(page, page.get_by_role("link", name="Write the value statement"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Value statement")).to_be_focused()
    page.keyboard.type("Leads answer the same day, in every language.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".statement .lead")).to_have_text("Leads answer the same day, in every language.")
    expect(page.get_by_role("link", name="Edit the value statement")).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page.locator(".statement .lead")).to_have_count(0)


def test_segments_are_made_and_changed_in_their_panel(page):
    tab_to(page, page.get_by_role("link", name="Edit segments"), most=60)
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Segments")
    tab_to(page, panel.get_by_label("Name of a new segment"))
    page.keyboard.type("Customers")
    page.keyboard.press("Enter")
    expect(page.locator("#legend")).to_contain_text("Customers")
    announced(page, "Customers added")
    expect(panel).to_be_visible()
    first = panel.get_by_label("Name of the segment").first
    tab_to(page, first)
    page.keyboard.press("Control+a")
    page.keyboard.type("Team leads")
    page.keyboard.press("Enter")
    expect(page.locator("#legend")).to_contain_text("Team leads")
    tab_to(page, panel.get_by_role("button", name="Delete Agents"))
    page.keyboard.press("Enter")
    expect(page.locator("#legend")).not_to_contain_text("Agents")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("link", name="Edit segments")).to_be_focused()


def test_a_note_gets_its_status_and_segments_in_the_editor(page):
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("Enter")
    expect(editor(page)).to_be_focused()
    tab_to(page, page.locator("summary", has_text="No segment"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Leads")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("summary.pick", has_text="Leads")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, page.locator("summary.pick", has_text="assumption"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Assumption")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("summary.pick", has_text="validated")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Model calls")).to_have_attribute("data-status", "validated")
    expect(card(page, "Model calls").locator(".seg")).to_have_text(["Leads"])
    expect(card(page, "Model calls")).to_be_focused()


def test_a_choice_in_the_editor_is_saved_once_and_the_focus_stays_where_it_is(page):
    saves = []
    page.on("request", lambda request: request.method == "POST" and saves.append(request.post_data))
    tab_to(page, card(page, "Model calls"))
    page.keyboard.press("Enter")
    expect(editor(page)).to_be_focused()
    pick = page.locator("summary", has_text="No segment")
    tab_to(page, pick)
    pick.evaluate("summary => (window.pick = summary)")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.locator("summary.pick", has_text="Leads")).to_be_focused()
    assert page.evaluate("window.pick === document.activeElement")
    page.keyboard.press("Control+Enter")
    expect(card(page, "Model calls").locator(".seg")).to_have_text(["Leads"])
    assert len([save for save in saves if "keep_open" in save]) == 1
