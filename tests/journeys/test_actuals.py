"""What was counted is imported, held against the estimate, and changes it only where a person accepts that."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from ledger.models import Actual, Line
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_for_everybody
from tests.ledger.conftest import EARNING
from tests.ledger.parts import part_url

DAYS = range(1, 11)
TABLE = "day;used;spend;reviewed by hand\n" + "".join(
    f"{n:02d}.11.2026;33;{3 + n / 10:.1f};{3 + n % 2}\n" for n in DAYS
)
CALLS = "traceId,startTime,totalCost,inputUsage,outputUsage\n" + "".join(
    f"t{n},2026-11-{day:02d}T10:00:00Z,0.002,500,120\n" for day in DAYS for n in range(day * 10, day * 10 + 5)
)


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def section(page):
    return page.get_by_role("region", name="Estimate against actuals")


def read_table(page, table=TABLE):
    page.get_by_label("Or the table itself").fill(table)
    page.get_by_role("button", name="Read the table").click()


def go_on(page):
    page.get_by_role("button", name="Hold against the estimates").click()
    expect(page.get_by_text("Step 2 of 2")).to_be_visible()


def test_a_table_is_understood_held_against_the_estimates_and_taken_in_one_step(open_page, edda, earner):
    page = open_page(edda)
    page.goto(part_url(earner, "actuals"))
    page.get_by_role("link", name="Import actuals").first.click()
    file = {"name": "usage.csv", "mimeType": "text/csv", "buffer": TABLE.encode("utf-8-sig")}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the table").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A table: 10 days, cost $35.50")
    page.get_by_label("used", exact=True).select_option(label="Uses")
    expect(page.get_by_role("heading", level=1)).to_have_text("A table: 10 days, 330 uses, cost $35.50")
    page.get_by_label("reviewed by hand").select_option(label="Reviewed")
    expect(page.get_by_role("row", name=re.compile("reviewed by hand"))).to_contain_text("you chose this")
    assert_accessible(page)
    go_on(page)
    row = page.get_by_role("row", name=re.compile("Human review: Share reviewed"))
    expect(row.get_by_role("checkbox")).to_be_checked()
    assert_accessible(page)
    page.get_by_role("button", name="Take what is ticked").click()
    expect(page.locator("#toasts")).to_contain_text("10 days imported, 1–10 Nov 2026; 1 range taken")
    line = Line.objects.get(kind="human_review")
    assert (line.evidence_level, line.evidence_source) == ("measured", "usage.csv, 1–10 Nov 2026")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(section(page)).to_be_hidden()
    assert not Actual.objects.exists()
    assert Line.objects.get(kind="human_review").share_reviewed == "1%"


def test_an_export_of_calls_is_added_up_and_taken_out_again_without_javascript(open_page, edda, earner):
    page = open_page(edda, javascript=False)
    page.goto(reverse("ledger:actuals", args=[earner.canvas_id, earner.pk]))
    read_table(page, CALLS)
    expect(page.get_by_role("heading", level=1)).to_have_text("A Langfuse export: 10 days, 50 uses, cost $0.10")
    page.get_by_label("Where no column counts uses").select_option(label="Each row is one use")
    page.get_by_role("button", name="Read it so").click()
    expect(page.locator(".told")).to_contain_text("rows are taken, each as one use.")
    go_on(page)
    page.get_by_role("button", name="Keep the table only").click()
    expect(section(page)).to_contain_text("10 days were counted")
    assert Actual.objects.count() == 10
    section(page).get_by_role("link", name="How the estimate and the actuals moved over time").click()
    expect(page.get_by_role("heading", name="Cost per use, over time")).to_be_visible()
    page.goto(reverse("ledger:actuals", args=[earner.canvas_id, earner.pk]))
    page.get_by_role("button", name="Take out November 2026").click()
    expect(page.locator(".actuals-held")).to_contain_text("None yet.")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    assert Actual.objects.count() == 10


def test_what_a_table_leaves_open_is_answered_by_keyboard(open_page, edda, earner):
    page = open_page(edda)
    page.goto(reverse("ledger:actuals", args=[earner.canvas_id, earner.pk]))
    read_table(page, "date;uses;cost\n2026-11-01;5;1,125\n2026-11-02;5;2,250\n")
    expect(page.get_by_role("heading", level=1)).to_contain_text("cost $3.375")
    page.get_by_role("radio", name="1.125: a decimal comma").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", level=1)).to_contain_text("cost $3,375")
    expect(page.get_by_role("radio", name="1,125: a decimal point")).to_be_focused()


def test_what_is_too_large_is_not_even_sent(open_page, edda, earner):
    page = open_page(edda)
    page.goto(reverse("ledger:actuals", args=[earner.canvas_id, earner.pk]))
    page.get_by_label("File").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"a,b\n" * 2_600_000})
    page.get_by_role("button", name="Read the table").click()
    assert "more than 10 MB" in page.get_by_label("File").evaluate("field => field.validationMessage")
    expect(page.get_by_role("heading", name="Import actuals")).to_be_visible()


def test_it_fits_every_screen_and_everybody(open_page, edda, earner):
    page = open_page(edda)
    page.goto(reverse("ledger:actuals", args=[earner.canvas_id, earner.pk]))
    assert_for_everybody(page)
    read_table(page, TABLE.replace("used", "uses").replace("reviewed by hand", "reviewed"))
    expect(page.get_by_text("Step 1 of 2")).to_be_visible()
    assert_for_everybody(page)
    go_on(page)
    assert_for_everybody(page)
    page.get_by_role("button", name="Keep the table only").click()
    page.locator(".actuals .behind summary").first.scroll_into_view_if_needed()
    expect(page.get_by_role("heading", name="Uses a month, over time")).to_be_visible()
    assert_for_everybody(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
