"""A feature is priced to each of the five verdicts, its figures changing as one types."""

import pytest
from playwright.sync_api import expect

from ledger.models import Line
from tests.factories import feature_with_lines
from tests.journeys.browser import assert_accessible, assert_fits
from tests.journeys.canvas import announced, tab_to
from tests.journeys.ledger import (
    BELOW,
    FRAGILE,
    LOSES,
    NOT_QUANTIFIED,
    add_line,
    choose_basis,
    done,
    figure,
    group,
    line_link,
    open_line,
    verdict,
    write,
)
from tests.ledger.conftest import EARNING, LOSING


@pytest.fixture(autouse=True)
def previews_may_be_overtaken(faults):
    """A preview that a newer one overtakes is given up on purpose; htmx calls that an error."""
    faults.expect("^htmx:(sendAbort|afterRequest), ")


def test_a_feature_is_priced_by_keyboard_to_each_verdict(open_page, canvas, olga):
    page = open_page(olga)
    page.goto(f"{canvas.get_absolute_url()}ledger/")
    tab_to(page, page.get_by_label("Name"))
    page.keyboard.type("Reply drafts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Reply drafts")).to_be_visible()
    expect(verdict(page)).to_contain_text(NOT_QUANTIFIED)

    tab_to(page, page.get_by_role("link", name="Say what does not apply"), most=80)
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="This feature uses AI")).to_be_focused()
    page.keyboard.press("Space")
    done(page)
    tab_to(page, page.get_by_role("link", name="Say how much it is used"), most=80)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Active users")).to_be_focused()
    page.keyboard.type("100")
    page.keyboard.press("Tab")
    page.keyboard.type("10")
    done(page)
    expect(page.get_by_text("1,000 uses a month")).to_be_visible()
    expect(page.get_by_role("link", name="Edit usage")).to_be_focused()

    add_line(page, "worth to the user", "Willingness to pay")
    page.keyboard.type("1")
    done(page)
    add_line(page, "variable costs", "Other cost")
    page.keyboard.type("0.10")
    choose_basis(page, "per use")
    done(page)
    expect(verdict(page)).to_contain_text(NOT_QUANTIFIED)

    add_line(page, "value we capture", "Price per use")
    page.keyboard.type("0.05")
    expect(verdict(page)).to_contain_text(LOSES)
    announced(page, f"Verdict: {LOSES}")
    assert_accessible(page)
    write(page, "0.05 to 0.3")
    expect(verdict(page)).to_contain_text(FRAGILE)
    write(page, "0.25")
    expect(verdict(page)).to_contain_text("Healthy")
    announced(page, "Verdict: Healthy")
    done(page)

    add_line(page, "variable costs", "Other cost")
    page.keyboard.type("1000")
    choose_basis(page, "per month")
    expect(verdict(page)).to_contain_text(BELOW)
    done(page)

    page.reload()
    expect(verdict(page)).to_contain_text(BELOW)
    page.goto(canvas.get_absolute_url())
    strip = page.get_by_role("complementary", name="Ledger")
    expect(strip.get_by_role("link", name="Reply drafts")).to_contain_text(BELOW)


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def page(open_page, feature, olga):
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    page.wait_for_load_state("networkidle")
    return page


def test_figures_change_while_one_types_and_nothing_is_written(page, feature):
    held = []
    page.route(
        "**/ledger/lines/*/", lambda route: held.append(route) if route.request.method == "POST" else route.continue_()
    )
    price = feature.lines.get(method="price_per_use")
    open_line(page, "Price per use")
    write(page, "0.01")
    expect(verdict(page)).to_contain_text(LOSES)
    expect(page.locator(f"#line-{price.pk}")).to_contain_text("$0.010")
    expect(page.locator("[data-save-state]")).to_contain_text("Saving…")
    assert Line.objects.get(pk=price.pk).amount == "0.25"
    held[0].continue_()
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    assert Line.objects.get(pk=price.pk).amount == "0.01"


def test_escape_brings_back_the_old_figures_even_after_a_save(page, feature):
    open_line(page, "Price per use")
    write(page, "0.01")
    expect(page.locator("[data-save-state]")).to_contain_text("Saved")
    expect(verdict(page)).to_contain_text(LOSES)
    page.keyboard.press("Escape")
    expect(page.locator(".editor")).to_have_count(0)
    expect(verdict(page)).to_contain_text("Healthy")
    expect(line_link(page, "Price per use")).to_be_focused()
    assert feature.lines.get(method="price_per_use").amount == "0.25"


def test_an_estimate_is_read_back_and_a_wrong_one_says_what_to_type(page):
    open_line(page, "Price per use")
    write(page, "0.2 to 0.4")
    expect(page.locator(".editor")).to_contain_text("middle $0.2828")
    write(page, "0.4 to 0.2")
    expect(page.locator(".editor .fld-err")).to_be_visible()
    expect(figure(page)).to_have_value("0.4 to 0.2")
    expect(figure(page)).to_have_attribute("aria-invalid", "true")
    assert_accessible(page)
    write(page, "a lot")
    expect(page.locator(".editor .fld-err")).to_be_visible()
    write(page, "0.3")
    expect(page.locator(".editor .fld-err")).to_have_count(0)


def test_lines_move_go_and_come_back_by_key(page, feature):
    rows = page.locator("table.lines tr.row th .strong")
    before = rows.all_text_contents()
    assert before.index("Human review") + 1 == before.index("Storage")
    line_link(page, "Human review").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.nth(before.index("Human review"))).to_have_text("Storage")
    page.get_by_role("button", name="Remove Storage").press("Enter")
    expect(rows).to_have_count(len(before) - 1)
    line_link(page, "Human review").focus()
    page.keyboard.press("Control+z")
    expect(rows).to_have_count(len(before))
    page.keyboard.press("Control+z")
    expect(rows).to_have_text(before)


def test_an_open_question_leads_to_what_mends_it(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, name="Drafts", uses_ai=False)
    page = open_page(olga)
    page.goto(feature.get_absolute_url())
    questions = page.get_by_role("list", name="The three questions")
    expect(questions.locator("> li.is-open")).to_have_count(3)
    questions.get_by_role("link").first.press("Enter")
    expect(page.locator(".editor, details[open]").first).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (1024, "light"), (390, "light")])
def test_an_open_editor_is_for_everybody(open_page, canvas, olga, width, scheme):
    feature = feature_with_lines(canvas, by=olga, **{**LOSING, "uses_ai": True})
    inference = feature_with_lines(canvas, by=olga, name="Calls", lines=[{"kind": "inference"}])
    page = open_page(olga, width=width, scheme=scheme)
    for one in (feature, inference):
        page.goto(one.get_absolute_url())
        page.wait_for_load_state("networkidle")
        assert_accessible(page)
        assert_fits(page)
    open_line(page, "Inference")
    page.locator(".est input").last.fill("nonsense")
    expect(page.locator(".editor .fld-err").first).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def test_a_feature_is_priced_without_javascript(open_page, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, name="Drafts", uses_ai=False)
    page = open_page(olga, javascript=False)

    def line(to, choice, amount, basis=None):
        page.goto(feature.get_absolute_url())
        group(page, to).locator("summary").click()
        group(page, to).get_by_role("button", name=choice).click()
        page.locator(".est input").first.fill(amount)
        if basis:
            page.get_by_role("radio", name=basis).check()
        page.get_by_role("button", name="Done").click()

    page.goto(feature.get_absolute_url())
    page.get_by_role("link", name="Say how much it is used").click()
    page.get_by_label("Active users").fill("a few")
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".fld-err").first).to_be_visible()
    expect(page.get_by_label("Active users")).to_have_value("a few")
    page.get_by_label("Active users").fill("100")
    page.get_by_label("Uses per user per month").fill("10")
    page.get_by_role("button", name="Done").click()
    line("worth to the user", "Willingness to pay", "1")
    line("variable costs", "Other cost", "0.1", "per use")
    line("value we capture", "Price per use", "0.05")
    expect(verdict(page)).to_contain_text(LOSES)
    line_link(page, "Price per use").click()
    page.locator(".est input").first.fill("0.25")
    page.get_by_role("button", name="Show what it gives, without saving").click()
    expect(verdict(page)).to_contain_text("Healthy")
    assert feature.lines.get(method="price_per_use").amount == "0.05"
    page.get_by_role("button", name="Done").click()
    expect(verdict(page)).to_contain_text("Healthy")
    page.get_by_role("button", name="Remove Price per use").click()
    expect(verdict(page)).to_contain_text(NOT_QUANTIFIED)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.goto(feature.get_absolute_url())
    expect(verdict(page)).to_contain_text("Healthy")


def test_two_people_on_one_figure_see_both_and_choose(open_page, feature, olga, edda):
    hers = open_page(edda)
    hers.goto(feature.get_absolute_url())
    open_line(hers, "Price per use")
    his = open_page(olga)
    his.goto(feature.get_absolute_url())
    open_line(his, "Price per use")
    write(his, "0.30")
    done(his)
    write(hers, "0.40")
    hers.keyboard.press("Control+Enter")
    expect(hers.get_by_role("alert").filter(has_text="Olga changed this while you were editing.")).to_be_visible()
    expect(hers.locator(".conflict-side p:not(.who)")).to_have_text(["0.30", "0.40"])
    assert_accessible(hers)
    hers.get_by_role("button", name="Keep mine").click()
    expect(hers.locator(".editor")).to_have_count(0)
    assert feature.lines.get(method="price_per_use").amount == "0.40"
