"""The random numbers: each input its own, the same in every run, spread evenly."""

import itertools
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import kinds
from economics.estimates import parse
from economics.normal import Z95, normal_quantiles
from economics.numbers import Number
from economics.pert import pert_median, pert_quantiles
from economics.sampling import LEVELS, POINTS, ranks, samples

HERE = Number("inference-1", "input_tokens")
NUMBERS = [
    Number("usage", "active_users"),
    Number("usage", "uses_per_user_per_month"),
    Number("inference-1", "input_tokens"),
    Number("inference-1", "output_tokens"),
    Number("inference-2", "input_tokens"),
    Number("inference-40", "input_tokens"),
    Number("human_review-1", "hourly_rate"),
    Number("other-1", "amount"),
    Number("data_acquisition-1", "amount"),
    Number("retention-7", "churn_with"),
    Number("a key of her own", "amount"),
    Number("another", "amount"),
    Number("another", "months"),
    Number("inference-1", "hourly_rate"),
    Number("inference-01", "input_tokens"),
]


def test_every_input_sees_every_stratum_once():
    for number in NUMBERS:
        assert np.array_equal(np.sort(ranks(number)), np.arange(POINTS)), number


def test_no_two_inputs_go_together():
    for one, other in itertools.combinations(NUMBERS, 2):
        assert abs(np.corrcoef(ranks(one), ranks(other))[0, 1]) < 0.02, (one, other)


def test_two_inputs_of_one_array_meet_in_every_cell_once():
    one, other = ranks(Number("inference-1", "input_tokens")), ranks(Number("retention-1", "churn_with"))
    assert len(set(zip((one // LEVELS).tolist(), (other // LEVELS).tolist(), strict=True))) == POINTS


def test_every_field_of_the_first_lines_has_a_stream_of_its_own():
    numbers = {
        Number(f"{each.kind}-{n}", field.name) for each in kinds.LINE_TYPES for field in each.fields for n in (1, 2)
    }
    assert len({ranks(number).tobytes() for number in numbers}) == len(numbers)


def test_another_process_draws_the_same_numbers():
    program = (
        "from economics.numbers import Number; from economics.sampling import ranks; import hashlib;"
        "print(hashlib.sha256(ranks(Number('other-1', 'amount')).tobytes()).hexdigest())"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(drawn) == 1


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("8k to 15k", False),
        ("-5 to 20", False),
        ("2% to 5%", True),
        ("50% to 99.9%", True),
        ("0.000001 to 1,000,000", False),
    ],
)
def test_the_ends_of_an_interval_are_its_p5_and_p95(typed, share):
    estimate = parse(typed, name="A", share=share, negative=True)
    drawn = np.quantile(samples(HERE, estimate), [0.05, 0.5, 0.95])
    assert drawn == pytest.approx([estimate.low, estimate.median, estimate.high], rel=1e-3)


@pytest.mark.parametrize(("typed", "share"), [("0 to 30", False), ("0% to 5%", True), ("90% to 100%", True)])
def test_a_uniform_reaches_its_ends_and_its_p5_lies_a_twentieth_of_the_way_in(typed, share):
    estimate = parse(typed, name="A", share=share)
    drawn, width = samples(HERE, estimate), estimate.high - estimate.low
    assert drawn.min() == pytest.approx(estimate.low, abs=width / 1e4)
    assert drawn.max() == pytest.approx(estimate.high, abs=width / 1e4)
    assert np.quantile(drawn, 0.05) == pytest.approx(estimate.low + width / 20, rel=1e-3)


def test_a_three_point_estimate_has_the_mean_of_its_pert():
    estimate = parse("10 / 14 / 30", name="A")
    drawn = samples(HERE, estimate)
    assert drawn.mean() == pytest.approx(estimate.mean, rel=1e-5)
    assert drawn.min() >= 10
    assert drawn.max() <= 30
    assert np.median(drawn) == pytest.approx(estimate.median, rel=1e-4)


@pytest.mark.parametrize(("likely", "median"), [(0, 1 - 0.5**0.2), (1, 0.5**0.2), (0.5, 0.5)])
def test_the_median_of_a_pert_where_it_is_known(likely, median):
    assert pert_median(0, likely, 1) == pytest.approx(median, abs=1e-7)


@given(st.floats(0, 1))
def test_the_quantiles_of_a_pert_rise_from_least_to_most(likely):
    quantiles = pert_quantiles(0, likely, 1, np.linspace(0, 1, 101))
    assert (quantiles[0], quantiles[-1]) == (0, 1)
    assert (np.diff(quantiles) >= 0).all()


shares = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(shares)
def test_a_share_never_leaves_0_to_1(ends):
    low, high = ends
    estimate = parse(f"{low:.6f} to {high:.6f}", name="A", share=True)
    if not estimate.is_point:
        drawn = samples(HERE, estimate)
        assert drawn.min() >= 0
        assert drawn.max() <= 1


@pytest.mark.parametrize(
    ("probability", "quantile"),
    [
        (0.5, 0.0),
        (0.95, Z95),
        (0.975, 1.959963984540054),
        (0.001, -3.090232306167813),
        (1e-10, -6.361340902404056),
        (1e-20, -9.262340089798408),
    ],
)
def test_the_inverse_normal_distribution(probability, quantile):
    assert normal_quantiles(np.array([probability]))[0] == pytest.approx(quantile, rel=1e-12, abs=1e-15)
