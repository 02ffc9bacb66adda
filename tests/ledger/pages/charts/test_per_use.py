"""The data behind the waterfall and the histogram."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import evaluate
from economics.histogram import histogram
from economics.waterfall import draw
from ledger.pages.charts import draw_waterfall
from tests.economics.features import worked_examples


def rows(**amounts):
    return [(name, name, amount) for name, amount in amounts.items()]


@pytest.mark.parametrize(
    ("value", "costs", "finding"),
    [
        ({"a": 1}, {"b": 0.2, "c": 0.2}, "Of what a use brings in, variable costs take 40%. 60% stays."),
        ({"a": 1}, {"b": 1}, "Of what a use brings in, variable costs take 100%. Nothing stays."),
        ({"a": 1}, {"b": 0.5, "c": 1, "d": 1}, "Value runs out partway through c. Everything after it is loss."),
        ({"a": 1}, {"b": 0.5, "c": 1}, "Value runs out partway through c. The rest of it is loss."),
        ({"a": 1}, {"b": 1, "c": 1, "d": 1}, "Value runs out before c. Everything from there on is loss."),
        ({}, {"b": 1}, "No value is captured. Every cost is loss."),
        ({"a": -1}, {"b": 1}, "No value is captured. Every cost is loss."),
        ({"a": -1}, {}, "No value is captured. Every cost is loss."),
        ({"a": 1}, {}, "All of what a use brings in stays."),
        ({}, {}, "Nothing comes in, and no use costs anything."),
    ],
)
def test_the_finding_says_where_value_runs_out(value, costs, finding):
    assert draw(rows(**value), rows(**costs)).finding == finding


@pytest.mark.parametrize(
    ("cost", "fixed", "finding"),
    [
        (0.49, 0.12, "Of what a use brings in, variable costs take 49% and fixed costs take 12%. 39% stays."),
        (0, 0.12, "Of what a use brings in, fixed costs take 12%. 88% stays."),
        (0.1 + 0.2, 0.7, "Of what a use brings in, variable costs take 30% and fixed costs take 70%. Nothing stays."),
        (0.49, 0.6, "Variable costs take 49% of what a use brings in, and fixed costs more than the rest."),
        (1.5, 0.6, "Value runs out partway through model. Everything after it is loss."),
    ],
)
def test_fixed_costs_are_costs_too(cost, fixed, finding):
    found = draw(rows(price=1), rows(model=cost), fixed)
    assert found.finding == finding
    assert [(bar.role, bar.amount) for bar in found.bars[-3:]] == [
        ("contribution", pytest.approx(1 - cost)),
        ("fixed", pytest.approx(-fixed)),
        ("margin", pytest.approx(1 - cost - fixed)),
    ]


def test_the_bars_lead_from_value_to_contribution():
    bars = draw(rows(price=0.3), rows(model=0.2, review=0.2)).bars
    assert [(bar.role, bar.label) for bar in bars] == [
        ("value", "price"),
        ("captured", "Value captured"),
        ("cost", "model"),
        ("cost", "review"),
        ("contribution", "Contribution"),
    ]
    assert [bar.amount for bar in bars] == pytest.approx([0.3, 0.3, -0.2, -0.2, -0.1])


def test_the_waterfall_of_a_feature_ends_at_its_margin_and_leaves_out_what_is_no_income():
    evaluation = evaluate(worked_examples()[0])
    bars = evaluation.waterfall.bars
    assert bars[-3].amount == pytest.approx(evaluation.results.contribution_per_use.mean, rel=1e-9)
    assert bars[-1].amount == pytest.approx(evaluation.results.loaded_margin_per_use.mean, rel=1e-9)
    drawn = draw_waterfall(evaluation.waterfall).rows
    assert [(row.role, row.is_sum, row.is_end) for row in drawn[-3:]] == [
        ("contribution", True, False),
        ("fixed", False, False),
        ("margin", False, True),
    ]
    assert [bar.key for bar in bars if bar.key] == [
        "monetization-1",
        "retention-1",
        "inference-1",
        "human_review-1",
        "other-1",
    ]


def test_the_histogram_splits_at_zero_by_the_probability_of_a_loss():
    evaluation = evaluate(worked_examples()[0])
    edges, shares = evaluation.histogram.edges, evaluation.histogram.shares
    assert 0 in edges
    assert evaluation.histogram.ticks == pytest.approx((-0.2, 0, 0.2, 0.4, 0.6))
    assert set(evaluation.histogram.ticks) <= set(edges)
    losing = sum(share for edge, share in zip(edges, shares, strict=False) if edge < 0)
    assert losing == pytest.approx(evaluation.probability_of_loss_per_use, rel=1e-12)
    assert sum(shares) == pytest.approx(1)


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_any_spread_is_drawn_with_zero_between_what_loses_and_what_earns(middle, width):
    sample = middle + width * np.random.default_rng(1).normal(size=2000)
    drawn = histogram(sample)
    assert len(drawn.edges) == len(drawn.shares) + 1 <= 40
    assert sum(drawn.shares) == pytest.approx(1)
    assert list(drawn.edges) == sorted(drawn.edges)
    if sample.min() < 0 <= sample.max():
        losing = sum(share for edge, share in zip(drawn.edges, drawn.shares, strict=False) if edge < 0)
        assert losing == pytest.approx(np.mean(sample < 0))


def test_one_value_has_no_histogram():
    assert histogram(np.full(100, 2.0)) is None
