"""The heavy users, against numbers drawn from the same spread."""

from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics.reading import read_feature
from economics.tail import Spread, tail
from tests.economics.features import complete_feature, line

FLAT = complete_feature(
    value=(
        complete_feature().value[0],
        line("monetization", "subscription", price_per_month="10", attach_rate="5%"),
        line("monetization", "advertising", key="monetization-2", impressions_per_use="1", revenue_per_thousand="2"),
    ),
    per_user={"median": "6", "p90": "30", "p99": "150"},
)


def tail_of(**changes):
    return tail(read_feature(replace(FLAT, **changes)))


def per_user(median, p90, p99):
    return {"per_user": {"median": median, "p90": p90, "p99": p99}}


def drawn(spread, count=400_001):
    return np.array([spread.quantile((n + 0.5) / count) for n in range(count)])


def test_the_spread_goes_through_the_three_users():
    spread = Spread(6, 30, 150)
    assert [spread.quantile(share) for share in (0.5, 0.9, 0.99)] == pytest.approx([6, 30, 150])
    assert [spread.share_up_to(uses) for uses in (6, 30, 150)] == pytest.approx([0.5, 0.9, 0.99])
    assert spread.share_up_to(0) == 0


@given(st.floats(0.1, 100), st.floats(1.01, 20), st.floats(1.01, 20), st.floats(0.001, 0.999))
def test_the_share_of_users_and_their_uses_are_inverse(median, factor, further, share):
    spread = Spread(median, median * factor, median * factor * further)
    assert spread.share_up_to(spread.quantile(share)) == pytest.approx(share, abs=1e-9)


def test_the_figures_agree_with_drawn_users():
    found, problem = tail_of()
    assert problem == ""
    users = drawn(Spread(6, 30, 150))
    income, cost = 0.5 + 0.002 * users, 0.02 * users
    assert (found.income_per_user, found.income_per_use, found.cost_per_use) == pytest.approx((0.5, 0.002, 0.02))
    assert found.below_water == pytest.approx(np.mean(cost > income), abs=1e-5)
    assert found.mean_uses == pytest.approx(users.mean(), rel=1e-3)
    top = cost[users > np.quantile(users, 0.9)]
    assert found.top_tenth_cost == pytest.approx(1000 * 0.1 * top.mean(), rel=1e-3)
    assert found.top_tenth_share == pytest.approx(top.sum() / cost.sum(), rel=1e-3)
    assert found.covered_uses == pytest.approx(0.5 / 0.018)
    assert found.cap == 27
    assert found.finding == (
        "The tenth of users who use it most cause 55% of the cost, and 11% of users cost more than they "
        "bring in: a cap at 27 uses a month would put that right."
    )
    for point in found.points:
        assert (point.cost > point.income) == (point.uses > found.covered_uses)


def test_the_tail_beyond_the_last_user_is_a_lognormal():
    spread = Spread(6, 30, 150)
    normal = NormalDist()
    slope = np.log(5) / (normal.inv_cdf(0.99) - normal.inv_cdf(0.9))
    assert spread.quantile(0.9999) == pytest.approx(30 * np.exp(slope * (normal.inv_cdf(0.9999) - normal.inv_cdf(0.9))))


def test_users_who_are_all_alike():
    found, _ = tail_of(**per_user("10", "10", "10"))
    assert (found.mean_uses, found.below_water, found.cap) == (pytest.approx(10), 0, None)
    assert found.top_tenth_share == pytest.approx(0.1)
    heavy, _ = tail_of(**per_user("40", "40", "40"))
    assert (heavy.below_water, heavy.cap) == (1, 27)


def test_where_each_use_pays_for_itself_nobody_is_below_water():
    found, _ = tail_of(value=complete_feature().value)
    assert (found.covered_uses, found.below_water, found.cap) == (None, 0, None)
    assert "Practically nobody costs more" in found.finding


def test_where_nothing_comes_in_everybody_is():
    found, _ = tail_of(value=FLAT.value[:1], neither_driver="an internal tool")
    assert (found.covered_uses, found.below_water, found.cap) == (0, 1, None)
    loses = line("retention", margin_per_user_per_month="-10", churn_without="5%", churn_with="4%")
    light, _ = tail_of(value=(*complete_feature().value, loses))
    assert light.below_water == pytest.approx(Spread(6, 30, 150).share_up_to(2 / 0.08))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"per_user": {}}, "Uses of the middle user: type an estimate such as 10."),
        (per_user("6", "", "150"), "Uses of the user at the top tenth: type an estimate such as 40."),
        (per_user("x", "30", "150"), "Uses of the middle user is not a number that can be read."),
        (per_user("6", "5", "150"), "The middle user uses it less than the top tenth"),
        (per_user("0.000000000001", "1,000,000,000,000,000", "1,000,000,000,000,000"), "too far apart"),
        ({"costs": ()}, "This waits for the usage"),
        ({"active_users": ""}, "This waits for the usage"),
    ],
)
def test_what_the_tail_waits_for_is_said(changes, says):
    found, problem = tail_of(**changes)
    assert found is None
    assert says in problem


def test_the_three_users_may_be_uncertain():
    assert tail_of(**per_user("4 to 9", "20 / 30 / 40", "150"))[0].median == pytest.approx(6)
