"""The advice as a whole: all of it at once, stored and read again, whatever is typed."""

import json
import math
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import Advice, Limit, advise, evaluate
from economics.numbers import Number
from tests.economics.features import complete_feature, worked_examples
from tests.economics.test_laws import EXTREMES, numbers_in

SUMMARY, SEARCH = worked_examples()
TAILED = replace(
    SEARCH,
    per_user={"median": "3", "p90": "8", "p99": "30"},
    limits={
        Number("human_review-1", "hourly_rate"): Limit(least="x"),
        Number("usage", "active_users"): Limit(most="20k"),
    },
)


def stored(advice):
    return json.loads(json.dumps(advice.as_json(), allow_nan=False))


@pytest.mark.parametrize(
    "feature", [SUMMARY, SEARCH, TAILED, complete_feature(costs=()), complete_feature(value=())], ids=range(5)
)
def test_advice_survives_being_stored_as_json(feature):
    advice = advise(feature, evaluate(feature))
    assert Advice.from_json(stored(advice)) == advice


def test_advice_holds_what_each_part_says():
    advice = advise(TAILED, evaluate(TAILED))
    assert advice.tornado.base == pytest.approx(-0.0555)
    assert not advice.gate.ready
    assert str(advice.nearest.input.number) == "monetization-1:impressions_per_use"
    assert (advice.nearest.target, advice.nearest.change) == pytest.approx((7.16667, 258.3333), rel=1e-5)
    assert {str(move.input.number): move.typed for move in advice.moves.plan.moves} == {
        "monetization-1:impressions_per_use": "3.9",
        "monetization-1:revenue_per_thousand": "35",
    }
    assert advice.scale.present == 40_000
    assert (advice.tail.median, advice.tail_problem) == (3, "")
    assert advice.stick.kept == pytest.approx(-0.0555)
    assert [problem.field for problem in advice.problems] == ["hourly_rate"]


def test_the_nearest_lever_breaks_even_where_none_is_healthy():
    limits = {
        Number("monetization-1", name): Limit(most="6") for name in ("impressions_per_use", "revenue_per_thousand")
    }
    advice = advise(replace(SEARCH, limits=limits), evaluate(SEARCH))
    nearest = advice.nearest
    assert str(nearest.input.number) == "monetization-1:impressions_per_use"
    assert nearest.target == nearest.break_even
    assert nearest.change == pytest.approx(100 * (nearest.break_even - nearest.now) / nearest.now)


def test_an_open_question_leaves_out_what_hangs_on_it():
    feature = complete_feature(costs=())
    advice = advise(feature, evaluate(feature))
    assert (advice.tornado, advice.levers, advice.moves.aim) == (None, (), "open")
    assert (advice.checks, advice.scale, advice.tail) == ((), None, None)
    assert advice.nearest is None
    assert not advice.gate.ready


def test_the_same_feature_gives_the_same_advice():
    assert len({json.dumps(advise(SUMMARY, evaluate(SUMMARY)).as_json()) for _ in range(3)}) == 1


def test_stored_advice_is_read_without_numpy():
    program = "import sys; from economics import Advice, advise; assert 'numpy' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


@settings(max_examples=40)
@given(st.data())
def test_every_figure_is_finite_whatever_is_typed(data):
    def retyped(each):
        return replace(each, inputs={name: data.draw(EXTREMES | st.just(text)) for name, text in each.inputs.items()})

    feature = replace(
        SUMMARY,
        active_users=data.draw(EXTREMES | st.just("2k")),
        uses_per_user_per_month=data.draw(EXTREMES | st.just("10")),
        costs=tuple(retyped(each) for each in SUMMARY.costs),
        value=tuple(retyped(each) for each in SUMMARY.value),
        per_user={name: data.draw(EXTREMES) for name in ("median", "p90", "p99")},
        limits={Number("inference-1", "input_tokens"): Limit(False, data.draw(EXTREMES), data.draw(EXTREMES))},
    )
    advice = advise(feature, evaluate(feature))
    assert all(math.isfinite(number) for number in numbers_in(advice.as_json()))
    assert Advice.from_json(stored(advice)) == advice
