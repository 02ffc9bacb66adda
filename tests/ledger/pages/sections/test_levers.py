"""What the page says of levers: each rule by a lever made for it, and the whole of a feature of the cast."""

from dataclasses import replace

import pytest

from economics import kinds
from economics.advice_model import Lever, TypedTarget
from economics.bounds import PERCENT, PERCENTAGE_POINTS, UNITS
from economics.inputs import Input
from economics.numbers import Number
from ledger.actions.lines import edit_line
from ledger.figures.sheets import row_of
from ledger.pages.sections import Sections
from ledger.pages.sections.lever_sentences import change_words, destination, remedy, slip
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING

PRICE = kinds.line_type("monetization", "price_per_use").field("amount")
TOKENS = kinds.line_type("inference").field("input_tokens")
ATTACH = kinds.line_type("monetization", "subscription").field("attach_rate")


def lever(field=PRICE, text="0.05", **changes) -> Lever:
    """A price of 0.05 that is healthy from 0.115 on; each break-even is at 0.1."""
    name, label = field.name, field.label
    held = Input(Number("line-1", name), label, label, "", field.share, text, "guess")
    made = Lever(
        input=held,
        now=0.05,
        break_even=0.1,
        break_even_change=100,
        healthy_at=0.115,
        healthy_change=130,
        change_unit=PERCENT,
        side="at_least",
        healthy_now=False,
        distance=1.3,
        margin_at_healthy=0.015,
        best=None,
        margin=None,
        alone=True,
        covers=1.0,
        typed_certain=TypedTarget("0.115", 0.015),
        typed_spread=TypedTarget("0.115", 0.015),
    )
    return replace(made, **changes)


STUCK = {"healthy_at": None, "alone": False, "typed_certain": None, "typed_spread": None, "best": 0.08, "margin": -0.02}


def test_a_lever_that_is_enough_says_so_with_its_change_and_where_it_breaks_even():
    assert remedy(lever(), PRICE, "USD") == "Can do it alone: +130%. At $0.10 a use breaks even."


def test_an_uncertain_lever_says_what_is_enough_where_it_is_known():
    found = lever(text="0.03 to 0.08", typed_spread=TypedTarget("0.09 to 0.24", 0.1))
    assert "Known for certain, $0.115 is enough." in remedy(found, PRICE, "USD")
    assert destination(found, PRICE, "USD") == ("$0.09 to $0.24", 0.1)


def test_a_lever_that_no_spread_makes_healthy_has_to_be_known():
    found = lever(text="0.03 to 0.08", typed_spread=None)
    assert remedy(found, PRICE, "USD").startswith("Can do it alone only where it is known for certain.")
    assert destination(found, PRICE, "USD") == ("$0.115", 0.015)


def test_a_lever_that_is_not_enough_says_how_much_of_the_gap_it_covers():
    found = lever(**STUCK, covers=0.74, break_even=None)
    assert remedy(found, PRICE, "USD") == "Cannot do it alone: covers 74% of the gap."
    assert destination(found, PRICE, "USD") == ("$0.08", -0.02)


def test_where_a_use_earns_now_the_break_even_is_a_warning():
    assert "Below $0.03 a use loses money." in remedy(lever(break_even=0.03), PRICE, "USD")
    below = lever(break_even=0.07, side="at_most")
    assert "Above $0.07 a use loses money." in slip(below, PRICE, "USD")


def test_a_healthy_feature_says_how_far_a_number_can_slip():
    found = lever(now=0.25, text="0.25", break_even=0.1)
    assert slip(found, PRICE, "USD") == "Healthy down to there: \u221254%. Below $0.10 a use loses money."
    assert slip(replace(found, side="at_most", now=0.05, break_even=None), PRICE, "USD") == (
        "Healthy up to there: +130%."
    )


@pytest.mark.parametrize(
    ("change", "unit", "field", "words"),
    [
        (131.6, PERCENT, PRICE, "+132%"),
        (-57.4, PERCENT, PRICE, "\u221257%"),
        (-1.26, PERCENTAGE_POINTS, ATTACH, "\u22121.3 percentage points"),
        (1.0, PERCENTAGE_POINTS, ATTACH, "+1 percentage point"),
        (0.04474, PERCENTAGE_POINTS, ATTACH, "+0.045 percentage points"),
        (1200, UNITS, TOKENS, "+1,200 tokens"),
    ],
)
def test_a_change_has_its_sign_and_unit(change, unit, field, words):
    assert change_words(change, unit, field) == words


def test_a_text_with_more_digits_than_are_shown_is_said_as_it_is_typed():
    found = lever(typed_spread=TypedTarget("0.1150012", 0.015))
    assert destination(found, PRICE, "USD")[0] == "0.1150012"


def levers_of(canvas, feature):
    return Sections(canvas, row_of(canvas, feature.pk)).levers


def test_a_loser_is_told_what_would_break_even(canvas, olga):
    levers = levers_of(canvas, feature_with_lines(canvas, by=olga, **LOSING))
    assert levers.heading == "What would break even"
    assert levers.finding == "Two numbers can each make it healthy alone. The nearest is Storage: Amount."
    price = next(line for line in levers.rows if line.words == "Price per use")
    assert (price.now, price.to, price.ink, price.bar, price.tone) == ("$0.05", "$0.116", "gain", "100", "gain")
    assert price.margin > 0
    assert [line.ink for line in levers.rows] == ["gain", "gain", *["cost"] * (len(levers.rows) - 2)]
    covered = [float(line.bar) for line in levers.rows]
    assert covered == sorted(covered, reverse=True)
    assert [*levers.nearest, *levers.rest] == levers.rows
    assert len(levers.nearest) == 4


def test_what_changes_nothing_stands_in_the_table_alone(canvas, olga):
    levers = levers_of(canvas, feature_with_lines(canvas, by=olga, **LOSING))
    perceived = "Time saved: Minutes saved per use"
    assert perceived not in {line.words for line in levers.rows}
    held = next(data for data in levers.data if data.words == perceived)
    assert (held.break_even, held.healthy_at, held.change, held.margin) == ("never", "never", "", None)


def test_a_healthy_feature_is_told_how_far_it_can_slip(canvas, olga):
    levers = levers_of(canvas, feature_with_lines(canvas, by=olga, **EARNING))
    assert levers.heading == "How far it can slip"
    assert levers.finding.endswith("has the least room before it is healthy no more.")
    assert {line.ink for line in levers.rows} == {"ink"}
    assert not levers.pair


def test_below_break_even_it_is_the_month_that_has_to_be_carried(canvas, olga):
    fixed = {"kind": "other", "label": "Rent", "amount": "1000", "basis": "per_month"}
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], fixed]})
    levers = levers_of(canvas, feature)
    assert levers.heading == "What would carry the month"
    assert "Active users" in {line.words for line in levers.rows}


def test_a_pair_is_named_with_what_to_type_and_what_it_leaves(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **LOSING)
    levers = levers_of(canvas, feature)
    assert [move.words for move in levers.pair]
    for move in levers.pair:
        key, _, field = move.words.partition(": ")
        line = next(each for each in feature.lines.all() if str(each) == key)
        name = next(each.name for each in line.line_type.fields if each.label == field)
        version = line.version
        edit_line(canvas=canvas, line_id=line.pk, version=version, by=olga, **{name: move.to.replace("$", "")})
    row = row_of(canvas, feature.pk)
    assert row.evaluation.verdict.id == "healthy"
