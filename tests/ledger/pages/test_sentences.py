"""The sentences say what the figures say, whatever the figures are."""

import pytest

from ledger.figures.sheets import sheet_of
from ledger.pages import sentences
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING


@pytest.fixture
def ledger_of(canvas, olga):
    """A function that makes features of these kinds and returns the sheet; each earns 225 or loses 65 a month."""

    def make(*kinds):
        for number, kind in enumerate(kinds):
            kind = {"earns": EARNING, "loses": LOSING, "open": {"name": "Open"}}[kind]
            feature_with_lines(canvas, by=olga, **{**kind, "name": f"{kind['name']} {number + 1}"})
        return sheet_of(canvas)

    return make


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ([], "What does a use cost, and what does it earn?"),
        (["open"], "Open 1 is not quantified yet"),
        (["open", "open"], "Nothing is quantified yet"),
        (["earns"], "Earner 1 is expected to earn $225 a month"),
        (["earns", "open"], "Earner 1 is expected to earn $225 a month"),
        (["earns", "earns"], "The quantified features are expected to earn $450 a month"),
        (["loses"], "Loser 1 loses $65 a month"),
        (["loses", "loses"], "Every quantified feature loses money: $130 a month in all"),
        (["earns", "loses"], "Loser 2 takes back $65 a month of what the others earn"),
        (["earns", "loses", "loses"], "Loser 2 and Loser 3 take back $130 a month of what the others earn"),
        (["earns", *["loses"] * 3], "Three features take back $195 a month of what the others earn"),
        (["earns", *["loses"] * 4], "Four features lose more than the others earn: $35 a month"),
    ],
)
def test_the_heading_is_the_finding(ledger_of, kinds, said):
    assert sentences.finding(ledger_of(*kinds)) == said


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["open"], "0 of 1 feature"),
        (["earns"], "1 feature"),
        (["earns", "loses", "open"], "2 of 3 features"),
    ],
)
def test_the_coverage_counts_what_the_sums_count(ledger_of, kinds, said):
    assert sentences.coverage(ledger_of(*kinds)) == said


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (["open"], "Nothing is summed until a feature is quantified."),
        (["earns"], ""),
        (["loses"], ""),
        (["earns", "open"], "1 of 2 features counted."),
        (["earns", "loses"], "Loser 2 takes back $65 of it."),
        (["earns", "loses", "loses"], "Loser 2 and Loser 3 take back $130 of it."),
        (["earns", *["loses"] * 4], "Without four features it would be $225."),
    ],
)
def test_the_strip_says_what_is_not_counted_and_who_takes_back_how_much(ledger_of, kinds, said):
    assert sentences.strip_note(ledger_of(*kinds)) == said


def test_invented_figures_are_said_to_be_illustrative(ledger_of, canvas):
    canvas.illustration = "An invented product."
    assert sentences.strip_note(ledger_of("earns")) == "Illustrative figures."


def test_beneath_a_name_stand_its_uses_or_how_much_is_missing(ledger_of):
    [earns, empty] = ledger_of("earns", "open").rows
    assert sentences.volume_or_missing(earns) == "1,000 uses"
    assert sentences.volume_or_missing(empty) == f"{len(empty.missing)} things missing"
