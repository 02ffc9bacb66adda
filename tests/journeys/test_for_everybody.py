"""Every page in every state: nothing for axe to find, the focus in sight, nothing lost at 320 pixels."""

import pytest
from playwright.sync_api import expect

from canvas.actions import canvases, notes
from tests.factories import canvas_with_notes, feature_with_lines
from tests.journeys.browser import assert_accessible, assert_fits, assert_for_everybody, has_visible_focus
from tests.journeys.canvas import card, editor, open_canvas
from tests.ledger.conftest import EARNING, LOSING

# Each state in two of the six combinations, so that all widths and both schemes meet each kind of page.
looks = pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])


@pytest.fixture
def filled(workspace, olga):
    """A canvas with notes in every block, three segments, a statement, links and features of three verdicts."""
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=12, title="Reply drafts", segments=3)
    feature_with_lines(canvas, by=olga, **LOSING)
    feature_with_lines(canvas, by=olga, **EARNING)
    feature_with_lines(canvas, by=olga, name="Translation")
    canvases.edit_canvas(
        canvas=canvas, version=canvas.version, by=olga, value_statement="Answers the same day.", summary="For leads."
    )
    first = canvas.notes.in_order().first()
    notes.cycle_status(canvas=canvas, note_id=first.pk, version=first.version, by=olga)
    return canvas


def test_the_canvas(open_page, filled, olga):
    page = open_canvas(open_page(olga), filled)
    assert_for_everybody(page)


@looks
def test_an_open_note(open_page, filled, olga, width, scheme):
    page = open_canvas(open_page(olga, width=width, scheme=scheme), filled)
    card(page, "Note 2").first.locator(".note-text").click()
    expect(editor(page)).to_be_focused()
    assert_accessible(page)
    assert_fits(page)


@looks
def test_an_empty_canvas(open_page, canvas, olga, width, scheme):
    page = open_canvas(open_page(olga, width=width, scheme=scheme), canvas)
    assert_accessible(page)
    assert_fits(page)


@looks
def test_its_menus_panels_and_dialogs(open_page, filled, olga, width, scheme):
    page = open_canvas(open_page(olga, width=width, scheme=scheme), filled)
    page.locator("#canvas-menu summary").click()
    assert_accessible(page)
    page.locator("#canvas-menu").get_by_role("link", name="All keys").click()
    expect(page.get_by_role("dialog", name="All keys")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Edit segments").click()
    expect(page.get_by_role("dialog", name="Segments")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    card(page, "Note 2").first.focus()
    page.keyboard.press("l")
    expect(page.get_by_role("dialog", name="Link to the ledger")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    card(page, "Note 2").first.locator(".note-text").click()
    expect(editor(page)).to_be_focused()
    page.locator(".note-tools summary").first.click()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Move to…").click()
    expect(page.get_by_role("dialog", name="Move to…")).to_be_visible()
    assert_accessible(page)


@looks
def test_a_refusal_beside_the_field(open_page, filled, olga, width, scheme):
    page = open_canvas(open_page(olga, width=width, scheme=scheme), filled)
    card(page, "Note 2").first.locator(".note-text").click()
    expect(editor(page)).to_be_focused()
    editor(page).fill("x" * 2001)
    expect(page.locator(".edit-notice .bad")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    page.goto(f"{filled.get_absolute_url()}settings/")
    page.get_by_label("Title").fill("")
    page.get_by_label("Rate as of").evaluate("field => { field.type = 'text'; field.value = 'yesterday' }")
    page.get_by_role("button", name="Save settings").click()
    expect(page.locator(".fld-err")).to_have_count(2)
    assert_accessible(page)
    assert_fits(page)


@looks
def test_the_dashboard(open_page, filled, workspace, olga, width, scheme):
    canvases.archive_canvas(canvas=canvas_with_notes(workspace=workspace, by=olga, count=3, title="Old"), by=olga)
    page = open_page(olga, width=width, scheme=scheme)
    page.goto(workspace.get_absolute_url())
    assert_accessible(page)
    assert_fits(page)
    page.get_by_label("What to do with Reply drafts").click()
    assert_accessible(page)
    page.get_by_role("link", name="Rename").click()
    expect(page.get_by_label("Title")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Title").press("Enter")
    expect(page.locator("#canvas-cards").get_by_role("link", name="Reply drafts", exact=True)).to_be_focused()
    page.goto(f"{workspace.get_absolute_url()}?q=zebra")
    expect(page.get_by_text("No canvas says “zebra”.")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{workspace.get_absolute_url()}?archived=1")
    assert_accessible(page)


@looks
def test_the_search_keeps_the_focus_while_the_cards_change(open_page, filled, workspace, olga, width, scheme):
    page = open_page(olga, width=width, scheme=scheme)
    page.goto(workspace.get_absolute_url())
    field = page.get_by_role("searchbox", name="Search canvases")
    field.click()
    page.keyboard.type("zebra")
    expect(page.get_by_text("No canvas says “zebra”.")).to_be_visible()
    expect(field).to_be_focused()
    for _ in "zebra":
        page.keyboard.press("Backspace")
    expect(page.get_by_role("article")).to_have_count(1)
    expect(field).to_be_focused()


PAGES = (
    "settings/",
    "brief/",
    "brief/notes/",
    "segments/",
    "statement/",
    "notes/new/",
    "export/",
    "ledger/",
)


@looks
def test_the_other_pages_of_a_canvas(open_page, filled, olga, width, scheme):
    page = open_page(olga, width=width, scheme=scheme)
    note = filled.notes.in_order().first()
    feature = filled.features.in_order().first()
    more = (f"notes/{note.pk}/", f"notes/{note.pk}/move/", f"notes/{note.pk}/links/", f"ledger/features/{feature.pk}/")
    for path in (*PAGES, *more):
        page.goto(f"{filled.get_absolute_url()}{path}")
        expect(page.get_by_role("heading", level=1).first).to_be_attached()
        assert_accessible(page)
        assert_fits(page)


@looks
def test_the_pages_of_a_person(open_page, workspace, olga, faults, width, scheme):
    faults.expect("404")
    page = open_page(olga, width=width, scheme=scheme)
    for path in ("/account/", "/workspaces/", f"/workspaces/{workspace.pk}/name/", "/no/such/page/"):
        page.goto(path)
        assert_accessible(page)
        assert_fits(page)


def test_who_may_only_read_sees_all_and_no_control(open_page, filled, victor):
    page = open_canvas(open_page(victor), filled)
    expect(page.get_by_text("Read-only. Ask an owner of Tandem to make you an editor.")).to_be_visible()
    expect(page.locator(".poster .note")).to_have_count(12)
    for control in (".grip", ".block-add", "[data-add-note]", "#canvas-menu form", ".statement-edit", "#edit-segments"):
        expect(page.locator(control)).to_have_count(0)
    card(page, "Note 2").first.click()
    page.keyboard.press("n")
    page.keyboard.press("Delete")
    expect(editor(page)).to_have_count(0)
    expect(page.locator(".poster .note")).to_have_count(12)
    assert_accessible(page)
    page.goto(f"{filled.get_absolute_url()}ledger/")
    expect(page.get_by_role("link", name="Loser", exact=True).first).to_be_visible()
    expect(page.locator("main form")).to_have_count(0)
    assert_accessible(page)


def test_who_is_not_let_in_is_told_in_a_sentence(open_page, filled, victor, otto, faults):
    faults.expect("403|404")
    page = open_page(victor)
    page.goto(f"{filled.get_absolute_url()}settings/")
    expect(page.locator("[data-sentence]")).to_be_visible()
    assert_accessible(page)
    page = open_page(otto)
    page.goto(filled.get_absolute_url())
    expect(page.locator("[data-sentence]")).to_be_visible()
    assert_accessible(page)


def test_an_archived_canvas_can_be_read_and_restored(open_page, filled, olga):
    canvases.archive_canvas(canvas=filled, by=olga)
    page = open_canvas(open_page(olga), filled)
    expect(page.get_by_text("This canvas is archived.")).to_be_visible()
    expect(page.locator(".poster .note")).to_have_count(12)
    assert_accessible(page)
    page.get_by_role("button", name="Restore it").click()
    expect(page.locator(".toast")).to_contain_text("Reply drafts is back")
    open_canvas(page, filled)
    expect(page.locator(".grip").first).to_be_attached()


def test_the_focus_is_always_in_sight(open_page, filled, olga):
    page = open_canvas(open_page(olga, width=1024), filled)
    seen = 0
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert has_visible_focus(page), page.evaluate("document.activeElement.outerHTML")[:200]
        seen += 1
    assert seen > 20


def test_nothing_moves_for_who_wants_it_still(open_page, filled, olga):
    page = open_canvas(open_page(olga), filled)
    card(page, "Note 2").first.locator(".note-text").click()
    expect(editor(page)).to_be_focused()
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          const lasts = (times) => times.split(", ").some((time) => parseFloat(time) > 0.01);
          return (animationName !== "none" && lasts(animationDuration)) || lasts(transitionDuration);
        }).map((element) => element.className || element.tagName)"""
    )
    assert moving == []


@pytest.mark.parametrize("path", ["", "ledger/", "settings/", "brief/", "segments/"])
def test_at_four_times_the_size_the_page_flows_into_one_column(open_page, filled, olga, path):
    page = open_page(olga)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{filled.get_absolute_url()}{path}")
    assert_fits(page)


def test_at_twice_the_size_of_text_nothing_is_cut_off(open_page, filled, olga):
    page = open_page(olga)
    page.set_viewport_size({"width": 720, "height": 450})
    page.goto(filled.get_absolute_url())
    assert_fits(page)
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".note, .block, .strip, .bar")]
          .filter((box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1)
          .map((element) => element.className)"""
    )
    assert cut == []
