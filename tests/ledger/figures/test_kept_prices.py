"""A line keeps the prices that it was priced with, so that its figures stand when the catalogue moves."""

import uuid
from datetime import date

import pytest

from ledger.actions import lines as actions
from ledger.figures.kept_prices import kept
from ledger.figures.sheets import row_of
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, MODEL_LINE, priced

# 1,000 tokens in at 3 and 100 out at 15 a million.
COST = 0.003 + 0.0015


@pytest.fixture
def line(canvas, olga):
    priced(version="1")
    blank = {**MODEL_LINE, "provider": "", "model": ""}
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [blank]})
    [line] = feature.lines.all()
    return actions.edit_line(canvas=canvas, line_id=line.pk, version=1, provider="acme", model="large", by=olga)


def cost_of(canvas, line) -> float:
    return row_of(canvas, line.feature_id).evaluation.line(line.key).summary.mean


def test_a_line_that_is_given_a_model_keeps_its_prices_of_today(line):
    found = kept(line)
    assert found.price.input == ((0.0, 3.0),)
    assert found.catalogue == "1"
    assert found.on <= date.today()


def test_a_moved_catalogue_leaves_its_figures_alone(canvas, line):
    priced(input="30", output="150", version="2")
    assert cost_of(canvas, line) == pytest.approx(COST)


def test_kept_prices_of_another_model_do_not_count(canvas, olga, line):
    line.provider = "other"
    assert kept(line) is None


def test_a_model_that_is_given_back_in_the_same_step_keeps_what_it_was_priced_with(canvas, olga, line):
    priced(input="30", version="2")
    step = uuid.uuid4()
    chosen = [("acme", "another"), ("acme", "large")]
    for version, (provider, model) in enumerate(chosen, start=line.version):
        actions.edit_line(
            canvas=canvas, line_id=line.pk, version=version, provider=provider, model=model, by=olga, step=step
        )
    line.refresh_from_db()
    assert kept(line).price.input == ((0.0, 3.0),)


def test_a_model_that_is_given_back_later_keeps_the_prices_of_then(canvas, olga, line):
    priced(input="30", version="2")
    for version, model in enumerate(("another", "large"), start=line.version):
        actions.edit_line(canvas=canvas, line_id=line.pk, version=version, provider="acme", model=model, by=olga)
    line.refresh_from_db()
    assert kept(line).price.input == ((0.0, 30.0),)


def test_a_line_without_a_model_keeps_nothing(canvas, olga, line):
    cleared = actions.edit_line(canvas=canvas, line_id=line.pk, version=2, provider="", model="", by=olga)
    assert cleared.kept_prices is None
