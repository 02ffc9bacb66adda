"""What was counted is imported, held against the estimate, and changes it only where a person accepts that."""

import re

import pytest
from playwright.sync_api import expect

from ledger.models import Actual, Line
from tests.factories import feature_with_lines
from tests.journeys.browser import arrive, assert_accessible, assert_for_everybody
from tests.ledger.conftest import EARNING

DAYS = range(1, 11)
TABLE = "day;used;spend;reviewed by hand\n" + "".join(
    f"{n:02d}.11.2026;{90 + n};{3 + n / 10:.1f};{9 + n % 2}\n" for n in DAYS
)
CALLS = "traceId,startTime,totalCost,inputUsage,outputUsage\n" + "".join(
    f"t{n},2026-11-{day:02d}T10:00:00Z,0.002,500,120\n" for day in DAYS for n in range(day * 10, day * 10 + 5)
)


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def section(page):
    return page.get_by_role("region", name="Estimate against actuals")


def cost_of_review(page):
    return page.locator("tr.row", has_text="Human review").first.locator("td.expected")


def read_table(page, table=TABLE):
    page.get_by_label("Or the table itself").fill(table)
    page.get_by_role("button", name="Read the table").click()


def test_a_range_is_proposed_by_what_was_counted_and_accepted_by_a_person(open_page, edda, earner):
    page = open_page(edda)
    page.goto(earner.get_absolute_url())
    section(page).get_by_role("link", name="Import actuals").click()
    file = {"name": "usage.csv", "mimeType": "text/csv", "buffer": TABLE.encode("utf-8-sig")}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the table").click()
    arrive(page, page.get_by_label("Uses", exact=False).first)
    page.get_by_label("Uses").select_option(label="used")
    expect(page.locator(".actuals-preview")).to_contain_text("955")
    page.get_by_label("Reviewed").select_option(label="reviewed by hand")
    preview = page.locator(".actuals-preview")
    expect(preview).to_contain_text("10 days, 1–10 Nov 2026, from 10 rows. None of these days is here yet.")
    expect(preview.get_by_role("row", name=re.compile("Reviewed 95"))).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Import 10 days").click()
    row = section(page).get_by_role("row", name=re.compile("Human review: Share reviewed 1%"))
    expect(row).to_contain_text("Above the estimate")
    expect(cost_of_review(page)).to_have_text("$0.015")
    section(page).get_by_role("button", name=re.compile("Accept .* for Human review")).click()
    expect(page.locator("#toasts")).to_contain_text("accepted as measured")
    expect(cost_of_review(page)).to_have_text("$0.150")
    expect(page.locator("tr.row", has_text="Human review").first).to_contain_text("Actuals 1–10 Nov 2026")
    assert Line.objects.get(kind="human_review").evidence_level == "measured"
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(cost_of_review(page)).to_have_text("$0.015")
    assert Line.objects.get(kind="human_review").share_reviewed == "1%"


def test_an_export_of_calls_is_added_up_and_taken_out_again_without_javascript(open_page, edda, earner):
    page = open_page(edda, javascript=False)
    page.goto(f"{earner.get_absolute_url()}actuals/")
    read_table(page, CALLS)
    expect(page.locator(".actuals-preview")).to_contain_text("10 days, 1–10 Nov 2026, from 50 rows.")
    page.get_by_label("Uses").select_option(label="Each row is one use")
    page.get_by_role("button", name="Import 10 days").click()
    expect(page.get_by_role("alert")).to_contain_text("The columns were changed after this was shown.")
    page.get_by_role("button", name="Import 10 days").click()
    expect(section(page)).to_contain_text("10 days were counted")
    assert Actual.objects.count() == 10
    section(page).get_by_role("link", name="How the estimate and the actuals moved over time").click()
    expect(page.get_by_role("heading", name="Cost per use, over time")).to_be_visible()
    page.goto(f"{earner.get_absolute_url()}actuals/")
    page.get_by_role("button", name="Take out November 2026").click()
    expect(page.locator(".actuals-held")).to_contain_text("None yet.")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    assert Actual.objects.count() == 10


def test_what_is_too_large_is_not_even_sent(open_page, edda, earner):
    page = open_page(edda)
    page.goto(f"{earner.get_absolute_url()}actuals/")
    page.get_by_label("File").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": b"a,b\n" * 2_600_000})
    page.get_by_role("button", name="Read the table").click()
    assert "more than 10 MB" in page.get_by_label("File").evaluate("field => field.validationMessage")
    expect(page.get_by_role("heading", name="Import actuals")).to_be_visible()


def test_it_fits_every_screen_and_everybody(open_page, edda, earner):
    page = open_page(edda)
    page.goto(f"{earner.get_absolute_url()}actuals/")
    assert_for_everybody(page)
    read_table(page, TABLE.replace("used", "uses").replace("reviewed by hand", "reviewed"))
    expect(page.get_by_role("button", name="Import 10 days")).to_be_visible()
    assert_for_everybody(page)
    page.get_by_role("button", name="Import 10 days").click()
    page.locator(".actuals .behind summary").first.scroll_into_view_if_needed()
    expect(page.get_by_role("heading", name="Uses a month, over time")).to_be_visible()
    assert_for_everybody(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
