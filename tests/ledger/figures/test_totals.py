"""A total is the sum of the lines that it names, each part of a shared cost counted once."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import economics
from document.examples import load_examples
from economics import Feature, kinds
from economics import Line as PlainLine
from ledger.actions.shares import share_cost
from ledger.figures.sheets import sheet_of
from ledger.figures.totals import Total, captured, costs
from ledger.pages.totals import TotalsPage, most_sentence, part_words
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED

SERVER = {"kind": "other", "label": "Server", "amount": "300 to 500", "basis": "per_month"}
SUBSCRIPTION = {"kind": "monetization", "method": "subscription", "price_per_month": "12", "attach_rate": "3% to 8%"}
UNSURE = {
    **EARNING,
    "name": "Unsure",
    "active_users": "100 to 900",
    "uses_per_user_per_month": "2 to 20",
    "lines": [REVIEW, STORAGE, SERVER, TIME_SAVED, SUBSCRIPTION, PAID_PER_USE],
}


def share(canvas, line, by, **percents):
    features = {feature.name: feature.pk for feature in canvas.features.all()}
    given_out = {features[name]: Decimal(percent) for name, percent in percents.items()}
    share_cost(canvas=canvas, line_id=line.pk, version=line.version, percents=given_out, by=by)


@pytest.fixture
def three(canvas, olga):
    return [feature_with_lines(canvas, by=olga, **each) for each in (EARNING, LOSING, UNSURE)]


def monthly(total: Total) -> float:
    return sum(each.monthly for each in total.lines)


def assert_they_add_up(canvas):
    sheet = sheet_of(canvas)
    assert monthly(captured(sheet)) == pytest.approx(sheet.value_captured, rel=1e-9)
    assert monthly(costs(sheet)) == pytest.approx(sheet.cost, rel=1e-9)
    assert monthly(captured(sheet)) - monthly(costs(sheet)) == pytest.approx(sheet.margin, rel=1e-9)


def test_the_lines_add_up_to_the_totals_also_where_value_hangs_on_use(canvas, three):
    assert_they_add_up(canvas)


def test_they_do_in_every_example(workspace, olga):
    examples = load_examples(workspace=workspace, by=olga)
    quantified = [canvas for canvas in examples if sheet_of(canvas).quantified]
    assert quantified
    for canvas in quantified:
        assert_they_add_up(canvas)


def test_they_do_where_costs_are_shared(canvas, three, olga):
    unsure = three[2]
    share(canvas, unsure.lines.get(label="Server"), olga, Earner="30", Loser="12.5")
    share(canvas, unsure.lines.get(label="Storage"), olga, Earner="100")
    assert_they_add_up(canvas)
    server = [
        (each.feature.name, part_words(each)) for each in costs(sheet_of(canvas)).lines if str(each.line) == "Server"
    ]
    assert server == [
        ("Earner", "30% of it, shared by Unsure"),
        ("Loser", "12.5% of it, shared by Unsure"),
        ("Unsure", "57.5% of it, shared with others"),
    ]


def test_what_is_not_quantified_is_in_neither(canvas, three, olga):
    feature_with_lines(canvas, by=olga, name="Open", lines=[REVIEW])
    sheet = sheet_of(canvas)
    assert "Open" not in {each.feature.name for total in (captured(sheet), costs(sheet)) for each in total.lines}


def test_value_to_the_user_is_not_captured(canvas, three):
    assert "perceived" not in {each.line.kind for each in captured(sheet_of(canvas)).lines}


def test_the_lines_stand_by_feature_in_the_order_of_the_ledger(canvas, three):
    groups = costs(sheet_of(canvas)).groups
    assert [(feature.name, len(lines)) for feature, lines in groups] == [("Earner", 2), ("Loser", 2), ("Unsure", 3)]


def test_it_says_which_line_is_most_of_it(canvas, olga):
    feature_with_lines(canvas, by=olga, **EARNING)
    feature_with_lines(canvas, by=olga, **LOSING)
    sheet = sheet_of(canvas)
    # Of 300 a month 250 are the earner's; of 140 a month 100 are the loser's storage.
    assert TotalsPage(sheet).balance == "$300 a month comes in and $140 goes out"
    assert most_sentence(captured(sheet)) == "Price per use of Earner brings in the most, 83% of it."
    assert most_sentence(costs(sheet)) == "Storage of Loser costs the most, 71% of it."


@pytest.mark.parametrize("lines", [[], [PAID_PER_USE], [PAID_PER_USE, {**SUBSCRIPTION, "price_per_month": "0"}]])
def test_of_a_single_line_or_none_it_says_nothing(canvas, olga, lines):
    feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [REVIEW, TIME_SAVED, *lines]})
    said = most_sentence(captured(sheet_of(canvas)))
    assert said == "" if len(lines) < 2 else said.endswith("100% of it.")


def test_where_a_line_takes_away_no_line_is_said_to_be_a_share_of_the_total(canvas, olga):
    loses_users = {
        "kind": "retention",
        "margin_per_user_per_month": "10",
        "churn_without": "4%",
        "churn_with": "5%",
    }
    lines = [REVIEW, TIME_SAVED, PAID_PER_USE, loses_users]
    feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
    total = captured(sheet_of(canvas))
    # 250 a month of what is paid, less the 250 that those who leave for it would have brought.
    assert sorted(each.monthly for each in total.lines) == pytest.approx([-250, 250])
    assert most_sentence(total) == ""
    lines[3] = {**loses_users, "churn_with": "4.4%"}
    feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Second", "lines": lines})
    total = captured(sheet_of(canvas))
    assert total.amount > 0
    assert most_sentence(total) == ""


AMOUNTS = st.sampled_from(["0", "0.02", "1 to 3", "0.1 / 0.2 / 0.9", "12"])


def _other(number: int, amount: str, basis: str, share: float) -> PlainLine:
    return PlainLine(f"other-{number}", "other", inputs={"amount": amount, "months": "12"}, basis=basis, share=share)


COSTS = st.lists(st.tuples(AMOUNTS, st.sampled_from(list(kinds.BASES)), st.floats(0, 1)), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(costs=COSTS, users=st.sampled_from(["100", "10 to 900"]), uses=st.sampled_from(["4", "2 to 20"]))
def test_whatever_the_lines_are_what_they_come_to_a_month_adds_up(costs, users, uses):
    lines = tuple(_other(number, *each) for number, each in enumerate(costs))
    feature = Feature(uses_ai=False, active_users=users, uses_per_user_per_month=uses, costs=lines)
    found = economics.evaluate(feature)
    expected = found.results.means.monthly_cost
    assert sum(line.monthly for line in found.lines) == pytest.approx(expected, rel=1e-9, abs=1e-12)
