"""Ready to pitch: what the gate says of a feature, and where each failing check leads."""

import pytest

from ledger.figures.sheets import row_of
from ledger.pages.open_questions import Target
from ledger.pages.sections import Sections
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING

MEASURED = {"evidence_level": "measured"}


def gate_of(canvas, feature):
    return Sections(canvas, row_of(canvas, feature.pk)).gate


@pytest.fixture
def ready(canvas, olga):
    lines = [line | MEASURED for line in EARNING["lines"]]
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines}, **MEASURED)


@pytest.fixture
def loser(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


def said(check):
    return f"{check.state}: {check.sentence}"


def test_a_feature_that_meets_every_check_may_be_pitched(canvas, ready):
    gate = gate_of(canvas, ready)
    assert gate.ready
    assert (gate.answer, gate.score, gate.reason) == ("Yes", "all 6 met", "Nothing is open.")
    assert gate.heading == "Ready to pitch"
    assert not any(check.next_step or check.target for check in gate.checks)


def test_each_check_that_is_met_has_a_sentence_of_its_own(canvas, ready):
    assert [said(check) for check in gate_of(canvas, ready).checks] == [
        "met: Cost per use is known, line by line.",
        "met: Worth to the user is $6.67 per use.",
        "met: It earns by price per use.",
        "met: Healthy on these estimates.",
        "met: Worth at least what it costs the payer, $6.67 against $0.250 per use.",
        "met: Evidence is more than a guess for the numbers it hangs on.",
    ]


def test_one_that_does_not_says_what_is_open_and_never_that_it_failed(canvas, loser, olga):
    gate = gate_of(canvas, loser)
    assert (gate.answer, gate.score) == ("No", "4 met, 2 open")
    assert gate.reason == "Open: it loses on every use and evidence for the numbers it hangs on."
    guessed = gate_of(canvas, feature_with_lines(canvas, by=olga, **EARNING))
    assert (guessed.answer, guessed.score) == ("Not yet", "5 met, 1 open")
    assert guessed.heading == "Not ready to pitch: 1 of 6 checks open"
    assert guessed.reason == "Open: evidence for the numbers it hangs on."
    assert not [check for check in (*gate.checks, *guessed.checks) if "fail" in check.sentence]


def test_many_that_are_open_are_counted_behind_the_first_two(canvas, olga):
    empty = gate_of(canvas, feature_with_lines(canvas, by=olga, name="Empty"))
    assert empty.reason == "Open: what a use costs, what it is worth to the user and 4 more."
    assert empty.answer == "Not yet"


def test_a_price_above_the_worth_is_open_with_both_figures(canvas, olga):
    dear = {**EARNING["lines"][3], "amount": "50"}
    checks = gate_of(canvas, feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"][:3], dear]}))
    assert "open: The payer pays more than it is worth, $50.00 against $6.67 per use." in map(said, checks.checks)


def test_each_open_check_leads_to_what_mends_it(canvas, loser):
    lacking = [check for check in gate_of(canvas, loser).checks if check.state == "open"]
    assert [check.target for check in lacking] == [Target(anchor=f"moves-{loser.pk}"), Target(loser)]
    assert all(check.next_step for check in lacking)


def test_while_a_question_is_open_its_check_leads_to_what_it_misses(canvas, olga):
    empty = feature_with_lines(canvas, by=olga, name="Empty")
    checks = gate_of(canvas, empty).checks
    assert {check.state for check in checks} == {"open"}
    assert checks[0].target == Target(empty)
    assert checks[-1].target is None


def gate_on(client, feature):
    return (
        client.get(feature.get_absolute_url())
        .text.partition('<section class="figure gate')[2]
        .partition("</section>")[0]
    )


def test_the_page_says_each_check_in_words_with_its_way_on(loser, edda_client, victor_client):
    panel = gate_on(edda_client, loser)
    assert panel.count("Met:") == 4
    assert panel.count("Open:") == 2
    assert f'href="#moves-{loser.pk}" data-mends>See what would make it so</a>' in panel
    readers = gate_on(victor_client, loser)
    assert "See what would make it so" in readers
    assert "<a " not in readers


def test_the_first_screen_says_whether_it_may_be_pitched_and_leads_to_the_six(ready, victor_client):
    page = victor_client.get(ready.get_absolute_url()).text
    first = page.partition('<section class="pitch"')[2].partition("</section>")[0]
    assert "May it be pitched? Yes</h2>" in first
    assert f'href="#gate-{ready.pk}"' in first
    assert first.count('<rect class="met"') == 6
