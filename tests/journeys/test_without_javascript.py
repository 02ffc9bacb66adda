"""All of it with JavaScript turned off: each control is a form or a link of its own."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD, feature_with_lines
from tests.journeys.canvas import block, card, editor, notes_in
from tests.ledger.conftest import LOSING


@pytest.fixture
def page(open_page, canvas, note, olga):
    """The canvas page with one note in Target Market, in a browser without JavaScript."""
    page = open_page(olga, javascript=False)
    page.goto(canvas.get_absolute_url())
    return page


def texts(page, block_id):
    return notes_in(page, block_id).locator(".note-text")


def open_menu(page, item):
    page.locator("#canvas-menu summary").click()
    page.locator("#canvas-menu .menu-items").get_by_text(item).first.click()


def test_a_canvas_is_made_and_filled(open_page, olga, workspace):
    page = open_page(javascript=False)
    page.goto("/")
    page.get_by_label("Email").fill("olga@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Start with six questions").click()
    page.get_by_role("button", name="Create the canvas").click()
    expect(page.get_by_label("Title")).to_have_accessible_description(
        "The product or the business case. This is empty. Fill it in."
    )
    page.get_by_label("Title").fill("Reply drafts")
    page.get_by_role("button", name="Create the canvas").click()
    page.get_by_label("Who are the target customers?").fill("Support leads")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Add these notes").click()
    expect(texts(page, "target_market")).to_have_text(["Support leads"])
    block(page, "cost_structure").get_by_role("link", name="Add the first note").click()
    editor(page).fill("Model calls\nand retries")
    page.get_by_role("button", name="Save note").click()
    assert texts(page, "cost_structure").inner_text() == "Model calls\nand retries"


def test_a_note_is_edited_moved_deleted_and_brought_back(page):
    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    editor(page).fill("Music lovers in Berlin")
    page.locator("summary", has_text="Assumption").click()
    page.get_by_role("radio", name="Validated", exact=True).check()
    page.get_by_role("button", name="Save note").click()
    expect(card(page, "Music lovers in Berlin")).to_have_attribute("data-status", "validated")

    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    page.get_by_role("link", name="Move to…").click()
    page.get_by_role("radio", name="Key Activities").check()
    page.get_by_role("button", name="Move", exact=True).click()
    expect(texts(page, "key_activities")).to_have_text(["Music lovers in Berlin"])

    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".toast")).to_contain_text("Note deleted")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(texts(page, "key_activities")).to_have_text(["Music lovers in Berlin"])
    open_menu(page, "Undo")
    expect(texts(page, "target_market")).to_have_text(["Music lovers in Berlin"])
    open_menu(page, "Redo")
    expect(texts(page, "key_activities")).to_have_text(["Music lovers in Berlin"])


def test_an_edit_can_be_left_without_saving(page):
    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    editor(page).fill("A mistake")
    page.get_by_role("button", name="Cancel").click()
    expect(texts(page, "target_market")).to_have_text(["Music lovers"])


def test_an_empty_note_is_refused_with_a_sentence(page):
    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    editor(page).fill("")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved; your text is kept.")


def test_a_conflict_shows_both_texts_and_three_ways(page, open_page, canvas, edda):
    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    other = open_page(edda, javascript=False)
    other.goto(canvas.get_absolute_url())
    card(other, "Music lovers").get_by_role("link", name="Edit or move").click()
    editor(other).fill("Music lovers on a budget")
    other.get_by_role("button", name="Save note").click()
    editor(page).fill("Music lovers in Berlin")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("alert")).to_contain_text("Edda changed this while you were editing.")
    expect(page.locator(".conflict-side p:not(.who)")).to_have_text(
        ["Music lovers on a budget", "Music lovers in Berlin"]
    )
    page.get_by_role("button", name="Edit again").click()
    expect(editor(page)).to_have_value("Music lovers in Berlin")
    editor(page).fill("Music lovers in Berlin on a budget")
    page.get_by_role("button", name="Save note").click()
    expect(texts(page, "target_market")).to_have_text(["Music lovers in Berlin on a budget"])


def test_segments_are_made_put_on_notes_renamed_and_deleted(page):
    page.get_by_role("link", name="Add segments").click()
    page.get_by_label("Name of a new segment").fill("Leads")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Back to the canvas").click()
    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    page.locator("summary", has_text="No segment").click()
    page.get_by_role("checkbox", name="Leads").check()
    page.get_by_role("button", name="Save note").click()
    expect(card(page, "Music lovers").locator(".seg")).to_have_text(["Leads"])
    page.get_by_role("link", name="Edit segments").click()
    page.get_by_label("Name of the segment").fill("Team leads")
    page.get_by_role("button", name="Save Leads").click()
    expect(page.get_by_label("Name of the segment")).to_have_value("Team leads")
    page.get_by_role("button", name="Delete Team leads").click()
    expect(page.get_by_label("Name of the segment")).to_have_count(0)


def test_the_statement_and_the_settings_are_written(page):
    page.get_by_role("link", name="Write the value statement").click()
    page.get_by_role("textbox", name="Value statement").fill("Answers the same day.")
    page.get_by_role("button", name="Save statement").click()
    expect(page.locator(".statement .lead")).to_have_text("Answers the same day.")
    open_menu(page, "Settings")
    page.get_by_label("Title").fill("Tandem Replies")
    page.get_by_label("Currency", exact=True).select_option("EUR")
    page.get_by_label("One US dollar in this currency").fill("nine")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_label("One US dollar in this currency")).to_have_value("nine")
    expect(page.locator(".fld-err")).to_contain_text("This is not a number. Write it like 0.92.")
    page.get_by_label("One US dollar in this currency").fill("0.92")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_role("heading", level=1, name="Tandem Replies")).to_be_visible()


def test_a_note_is_linked_to_the_ledger(page, canvas, olga):
    feature_with_lines(canvas, by=olga, **LOSING)
    card(page, "Music lovers").get_by_role("link", name="Edit or move").click()
    page.get_by_role("link", name="Link", exact=True).click()
    page.get_by_role("checkbox", name="Loser").check()
    page.get_by_role("button", name="Save links").click()
    expect(card(page, "Music lovers")).to_contain_text("1 linked ledger feature")
    card(page, "Music lovers").locator(".tag.ledger").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Loser")


def test_a_canvas_is_found_renamed_copied_archived_and_restored(page, workspace):
    page.goto(workspace.get_absolute_url())
    page.get_by_role("searchbox", name="Search canvases").fill("nothing like it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No canvas says “nothing like it”.")).to_be_visible()
    page.get_by_role("link", name="Show all canvases").click()
    choose(page, "Tandem Meetings", "Rename")
    page.get_by_label("Title").fill("Tandem Replies")
    page.get_by_role("button", name="Rename").click()
    choose(page, "Tandem Replies", "Duplicate")
    page.goto(workspace.get_absolute_url())
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("article").last.locator("summary").click()
    page.get_by_role("article").last.get_by_text("Archive", exact=True).click()
    page.goto(workspace.get_absolute_url())
    expect(page.get_by_role("article")).to_have_count(1)
    page.get_by_role("link", name="1 archived canvas").click()
    page.get_by_role("article").locator("summary").click()
    page.get_by_role("article").get_by_text("Restore", exact=True).click()
    page.goto(workspace.get_absolute_url())
    expect(page.get_by_role("article")).to_have_count(2)


def choose(page, title, item):
    found = page.get_by_role("article").filter(has_text=title)
    found.locator("summary").click()
    found.get_by_text(item, exact=True).click()


def test_features_are_added_ordered_copied_deleted_and_brought_back(page, canvas):
    page.get_by_role("link", name="Ledger", exact=True).first.click()
    for name in ("Summary", "Draft replies"):
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Add feature").click()
        page.goto(f"{canvas.get_absolute_url()}ledger/")
    names = page.locator("table.features tbody th a")
    expect(names).to_have_text(["Summary", "Draft replies"])
    page.get_by_role("button", name="Move Draft replies up").click()
    expect(names).to_have_text(["Draft replies", "Summary"])
    page.get_by_role("button", name="Duplicate Summary").click()
    page.goto(f"{canvas.get_absolute_url()}ledger/")
    expect(names).to_have_count(3)
    page.get_by_role("button", name="Delete Draft replies").click()
    expect(names).to_have_count(2)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.goto(f"{canvas.get_absolute_url()}ledger/")
    expect(names).to_have_count(3)


def test_a_canvas_is_exported_as_a_document_and_imported_again(page, workspace, tmp_path):
    page.locator("#canvas-menu summary").click()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Export document").click()
    assert downloaded.value.suggested_filename == "tandem-meetings.canvas.json"
    file = tmp_path / "tandem-meetings.canvas.json"
    downloaded.value.save_as(file)

    page.goto(workspace.get_absolute_url())
    page.get_by_role("link", name="Import a document").click()
    page.get_by_role("button", name="Import the canvas").click()
    expect(page.get_by_label("File")).to_have_accessible_description(re.compile("Choose a file, or paste"))
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Import the canvas").click()
    expect(page.get_by_text("Tandem Meetings (copy) is imported")).to_be_visible()
    expect(texts(page, "target_market")).to_have_text(["Music lovers"])
