"""Scenarios beside the base: what they change, what they come to, and which leaves the most."""

import pytest

import economics
from economics.inputs import describe
from economics.numbers import USAGE, Number
from ledger.actions import scenarios as actions
from ledger.actions.lines import edit_line
from ledger.figures.numbers import changeable_numbers
from ledger.figures.scenarios import composed_name, free_name, tried
from ledger.figures.sheets import row_of
from ledger.pages.sections.scenarios import ScenariosSection
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, TIME_SAVED

OWN_PRICES = {
    "kind": "inference",
    "price_per_million_input": "3",
    "price_per_million_output": "15",
    "input_tokens": "1000",
    "output_tokens": "100",
}


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def try_price(canvas, feature, olga):
    """Try another price per use as a scenario."""
    price = feature.lines.get(kind="monetization")

    def run(value, name="Dearer"):
        inputs = [(Number(price.key, "amount"), value)]
        return actions.add_scenario(canvas=canvas, feature_id=feature.pk, name=name, inputs=inputs, by=olga)

    return run


def section(feature):
    return ScenariosSection(feature.canvas, row_of(feature.canvas, feature.pk))


def names(found):
    return [column.name for column in found.columns]


def line_of(found, words):
    return next(line for line in found.results if line.words == words)


def test_the_base_comes_first_then_what_was_tried_then_the_ready_made(feature, try_price):
    try_price("0.3")
    assert names(section(feature)) == ["As it is", "Dearer", "Ten times the users"]


def test_a_feature_with_a_model_is_tried_at_half_and_double_the_prices(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [OWN_PRICES, *EARNING["lines"]]})
    found = section(feature)
    assert names(found)[1:3] == ["Model prices halved", "Model prices doubled"]
    base, half, double = (column.evaluation.results.variable_cost_per_use.mean for column in found.columns[:3])
    # A call costs 1000 x 3 + 100 x 15 = 4500 a million: 0.0045.
    assert base - half == pytest.approx(0.00225)
    assert double - base == pytest.approx(0.0045)


def test_a_scenario_comes_to_what_the_feature_would_with_its_numbers_typed_in(canvas, feature, try_price, olga):
    try_price("0.3")
    tried_out = section(feature).columns[1].evaluation
    price = feature.lines.get(kind="monetization")
    edit_line(canvas=canvas, line_id=price.pk, version=price.version, by=olga, amount="0.3")
    typed = row_of(canvas, feature.pk).evaluation
    assert tried_out.results == typed.results
    assert tried_out.verdict == typed.verdict


def test_what_is_changed_stands_beside_what_is_typed_now(feature, try_price):
    try_price("0.3")
    (line,) = section(feature).changes
    assert line.words == "Price per use"
    assert [(cell.text, cell.is_changed) for cell in line.cells] == [("0.05", False), ("0.3", True), ("–", False)]


def test_figures_that_differ_from_the_base_say_by_how_much(feature, try_price):
    try_price("0.3")
    base, dearer, tenfold = line_of(section(feature), "Contribution per use").cells
    assert (base.text, base.is_changed) == ("−$0.065", False)
    assert (dearer.text, dearer.how, dearer.is_changed) == ("+$0.185", "$0.250 more", True)
    assert not tenfold.is_changed
    assert line_of(section(feature), "Margin a month").cells[2].how == "$585 less"


def test_a_spread_is_shown_by_its_middle_90_per_cent(feature, try_price):
    try_price("0.2 to 0.4")
    assert " to " in line_of(section(feature), "Contribution per use").cells[1].how


def test_the_finding_names_the_scenario_that_leaves_the_most(feature, try_price):
    try_price("0.3")
    try_price("0.2", name="A bit dearer")
    assert section(feature).finding == (
        "Dearer leaves the most per use, +$0.185 instead of −$0.065, and the verdict is “healthy”."
    )


def test_the_finding_says_where_none_is_better_than_the_base(feature, try_price):
    try_price("0.01", name="Cheaper")
    assert section(feature).finding == (
        "No scenario leaves more per use than the −$0.065 of now. Cheaper comes closest, at −$0.105."
    )


def test_with_nothing_tried_it_says_what_a_price_shock_would_do(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [OWN_PRICES, *EARNING["lines"]]})
    assert section(feature).finding == (
        "Nothing has been tried yet. With model prices doubled, a use would leave +$0.216 instead of +$0.221."
    )


def test_before_costs_and_value_are_known_there_is_nothing_to_compare(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, name="New", lines=[TIME_SAVED])
    assert "once its costs and the value captured are known" in section(feature).finding


def test_each_case_is_worked_out_once(feature, try_price, monkeypatch, django_assert_num_queries):
    try_price("0.3")
    first = section(feature).columns
    monkeypatch.setattr(economics, "evaluate", lambda plain: pytest.fail("It was worked out before."))
    again = section(feature)
    assert [column.evaluation for column in again.columns] == [column.evaluation for column in first]


def test_a_changed_scenario_is_worked_out_anew_and_the_others_are_not(canvas, feature, try_price, olga, monkeypatch):
    held = try_price("0.3").inputs.get()
    _ = section(feature).columns
    actions.edit_input(canvas=canvas, input_id=held.pk, version=held.version, value="0.4", by=olga)
    worked_out = []
    real = economics.evaluate
    monkeypatch.setattr(economics, "evaluate", lambda plain: worked_out.append(plain) or real(plain))
    assert section(feature).columns[1].margin.mean == pytest.approx(0.285)
    assert len(worked_out) == 1


def test_numbers_that_can_be_tried_are_those_of_usage_and_lines_without_prices_of_a_named_model(canvas, olga):
    named = {"kind": "inference", "provider": "acme", "model": "large", "input_tokens": "9", "output_tokens": "9"}
    feature = feature_with_lines(canvas, by=olga, name="F", lines=[named])
    found, key = set(map(str, changeable_numbers(row_of(canvas, feature.pk)))), feature.lines.get().key
    assert {"usage:active_users", f"{key}:input_tokens"} <= found
    assert f"{key}:price_per_million_input" not in found


def test_a_scenario_that_changes_nothing_is_the_base(feature):
    plain = row_of(feature.canvas, feature.pk).plain
    assert tried(plain, []) == plain


@pytest.mark.parametrize(
    ("name", "taken", "free"),
    [
        ("Dearer", [], "Dearer"),
        ("Dearer", ["dearer"], "Dearer 2"),
        ("Dearer", ["Dearer", "Dearer 2"], "Dearer 3"),
        ("A long name", ["A long n"], "A long 2"),
    ],
)
def test_a_name_that_nobody_chose_is_one_of_its_own(name, taken, free):
    assert free_name(name, taken, length=8) == free


def test_a_scenario_without_a_name_is_called_by_its_change(feature):
    held = describe(row_of(feature.canvas, feature.pk).plain, Number(USAGE, "active_users"))
    assert composed_name([(held, "500")]) == "Active users 500"
    assert composed_name([(held, "500"), (held, "9")]) == "Active users 500 and 1 more"
