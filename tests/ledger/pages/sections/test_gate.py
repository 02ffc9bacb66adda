"""Ready to pitch: what the gate says of a feature, and where each failing check leads."""

import pytest

from ledger.figures.sheets import row_of
from ledger.pages.feature_table import Target
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


def test_a_feature_that_passes_every_check_is_ready(canvas, ready):
    gate = gate_of(canvas, ready)
    assert gate.ready
    assert gate.heading == "Ready to pitch"
    assert {check.state for check in gate.checks} == {"passes"}
    assert not any(check.next_step or check.target for check in gate.checks)


def test_one_that_does_not_says_how_many_fail(canvas, loser, olga):
    assert gate_of(canvas, loser).heading == "Not ready to pitch: 2 of 6 checks fail"
    guessed = feature_with_lines(canvas, by=olga, **EARNING)
    assert gate_of(canvas, guessed).heading == "Not ready to pitch: 1 of 6 checks fails"


def test_each_failing_check_leads_to_what_mends_it(canvas, loser):
    failing = [check for check in gate_of(canvas, loser).checks if check.state == "fails"]
    assert [check.target for check in failing] == [Target(anchor=f"moves-{loser.pk}"), Target(loser)]
    assert all(check.next_step for check in failing)


def test_while_a_question_is_open_nothing_fails_but_is_open(canvas, olga):
    empty = feature_with_lines(canvas, by=olga, name="Empty")
    checks = gate_of(canvas, empty).checks
    assert {check.state for check in checks} == {"open"}
    assert checks[0].target == Target(empty)
    assert checks[-1].target == Target(anchor=f"questions-{empty.pk}")


def panel_of(client, feature):
    return client.get(feature.get_absolute_url()).text.partition('<section class="gate')[2].partition("</section>")[0]


def test_the_page_says_each_check_in_words_with_its_way_on(loser, edda_client, victor_client):
    panel = panel_of(edda_client, loser)
    assert panel.count(">Passes</span>") == 4
    assert panel.count(">Fails</span>") == 2
    assert f'href="#moves-{loser.pk}" data-mends>Move a number or two until it is healthy, or redesign it.</a>' in panel
    readers = panel_of(victor_client, loser)
    assert "Move a number or two until it is healthy, or redesign it." in readers
    assert "<a " not in readers


def test_the_gate_stands_after_the_verdict(ready, victor_client):
    page = victor_client.get(ready.get_absolute_url()).text
    assert page.index('<aside class="verdict') < page.index('<section class="gate gain"')
    assert "Ready to pitch</h2>" in page
    assert f'href="#gate-{ready.pk}">Ready to pitch</a>' in page.partition('<aside class="verdict')[2]
