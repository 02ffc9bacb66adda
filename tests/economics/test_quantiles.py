"""Quantiles of a sample are those of sorting it."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from economics.quantiles import quantiles

finite = st.floats(-1e100, 1e100)


@given(arrays.arrays(np.float64, st.integers(1, 300), elements=finite | st.sampled_from([0.0, 1.0])))
def test_they_agree_with_numpy_on_small_samples(sample):
    expected = np.quantile(sample, [0.05, 0.5, 0.95])
    assert quantiles(sample) == pytest.approx(expected, rel=1e-9, abs=np.abs(sample).max() * 1e-12)


@pytest.mark.parametrize("shape", ["normal", "wide", "few values", "one value", "one outlier", "every 32nd apart"])
def test_they_agree_with_numpy_on_large_samples(shape):
    normal = np.random.default_rng(7).normal(size=49_729)
    sample = {
        "normal": normal,
        "wide": np.exp(20 * normal),
        "few values": np.round(normal),
        "one value": np.full(49_729, 3.0),
        "one outlier": np.where(np.arange(49_729) == 9, 1e300, normal),
        "every 32nd apart": np.where(np.arange(49_729) % 32 == 0, 1e6, normal),
    }[shape]
    assert quantiles(sample) == pytest.approx(np.quantile(sample, [0.05, 0.5, 0.95]), rel=1e-12)


def test_infinite_members_rank_last():
    assert quantiles(np.arange(60.0), total=100) == pytest.approx((4.95, 49.5, math.inf))


def test_all_members_may_be_infinite():
    assert quantiles(np.array([]), total=10) == (math.inf, math.inf, math.inf)
