"""Every kind of line and every result, worked out by hand."""

from dataclasses import replace

import pytest

from economics import Limit, Price, evaluate
from economics.break_even import BreakEven
from economics.numbers import Number
from tests.economics.features import complete_feature, line, worked_examples


def cost_of(given, **changes):
    """Mean and unit of a cost line in an otherwise complete feature with 1,000 users and 10 uses each a month."""
    result = evaluate(complete_feature(costs=(given,), **changes)).line(given.key)
    return result.summary and result.summary.mean, result.per


def value_of(given):
    """Mean per use of a value line, alone beside a complete perceived or monetization line."""
    rest = tuple(each for each in complete_feature().value if each.kind != given.kind)
    return evaluate(complete_feature(value=(given, *rest))).line(given.key).summary.mean


def own_prices(**typed):
    return line(
        "inference",
        **{
            "price_per_million_input": "3",
            "price_per_million_output": "15",
            "input_tokens": "6000",
            "output_tokens": "500",
        }
        | typed,
    )


def test_inference_at_own_prices_with_its_defaults():
    assert cost_of(own_prices()) == (pytest.approx((6000 * 3 + 500 * 15) / 1e6), "use")


def test_inference_counts_calls_and_retries():
    expected = 3 * 1.1 * (6000 * 3 + 500 * 15) / 1e6
    assert cost_of(own_prices(calls_per_use="3", retry_rate="10%")) == (pytest.approx(expected), "use")


def test_cached_input_costs_its_own_price_or_the_input_price():
    cached = own_prices(cached_share="40%", price_per_million_cached_input="0.3")
    assert cost_of(cached)[0] == pytest.approx((3600 * 3 + 2400 * 0.3 + 500 * 15) / 1e6)
    assert cost_of(own_prices(cached_share="40%"))[0] == pytest.approx((6000 * 3 + 500 * 15) / 1e6)


TIERED = Price(
    input=((0, 1.25), (200_000, 2.5)), cached_input=((0, 0.125), (200_000, 0.25)), output=((0, 10), (200_000, 15))
)


@pytest.mark.parametrize(
    ("tokens", "per_million_in", "per_million_cached", "per_million_out"),
    [("199,999", 1.25, 0.125, 10), ("200,000", 1.25, 0.125, 10), ("200,001", 2.5, 0.25, 15)],
)
def test_a_tier_holds_for_every_token_of_a_call_above_its_threshold_cached_ones_included(
    tokens, per_million_in, per_million_cached, per_million_out
):
    given = line("inference", price=TIERED, model="m", input_tokens=tokens, output_tokens="1000", cached_share="25%")
    count = int(tokens.replace(",", ""))
    expected = (count * 0.75 * per_million_in + count * 0.25 * per_million_cached + 1000 * per_million_out) / 1e6
    assert cost_of(given)[0] == pytest.approx(expected)


def test_a_tier_is_chosen_for_each_point_of_the_sample():
    price = Price(input=((0, 0.0), (100, 1e6)), output=((0, 0.0),))
    given = line("inference", price=price, model="m", input_tokens="50 / 100 / 150", output_tokens="1")
    above = evaluate(complete_feature(costs=(given,))).line("inference-1").summary
    assert above.p5 == 0
    assert above.p95 > 100
    assert above.mean == pytest.approx(57.8, abs=0.5)  # half of the points, a PERT's mean above its middle


def test_catalogue_prices_are_dollars_and_own_prices_are_not():
    catalogued = line(
        "inference", model="m", price=Price(((0, 3.0),), ((0, 15.0),)), input_tokens="6000", output_tokens="500"
    )
    euros = {"currency": "EUR", "usd_rate": 0.9}
    assert cost_of(catalogued, **euros)[0] == pytest.approx(0.9 * 0.0255)
    assert cost_of(own_prices(), **euros)[0] == pytest.approx(0.0255)


def test_a_model_price_without_a_rate_to_the_dollar_is_not_quantified():
    given = line("inference", model="m", price=Price(((0, 3.0),), ((0, 15.0),)), input_tokens="1", output_tokens="1")
    evaluation = evaluate(complete_feature(costs=(given,), currency="EUR"))
    assert evaluation.line("inference-1").summary is None
    assert evaluation.results.variable_cost_per_use is None
    assert "EUR" in evaluation.problems[0].sentence


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"basis": "per_use", "amount": "0.5"}, (0.5, "use")),
        ({"basis": "per_month", "amount": "1500"}, (1500, "month")),
        ({"basis": "one_off", "amount": "24000", "months": "24"}, (1000, "month")),
    ],
)
@pytest.mark.parametrize("kind", ["data_acquisition", "other"])
def test_an_amount_is_per_use_per_month_or_spread_over_months(kind, typed, expected):
    assert cost_of(line(kind, **typed)) == (pytest.approx(expected[0]), expected[1])


@pytest.mark.parametrize(("basis", "per"), [("per_use", "use"), ("per_month", "month")])
def test_a_shared_cost_counts_for_the_share_that_the_feature_bears(basis, per):
    shared = replace(line("other", basis=basis, amount="0.5"), share=0.3)
    assert cost_of(shared) == (pytest.approx(0.15), per)


def test_limits_and_the_spread_between_users_change_no_figure_and_open_no_question():
    wrong = complete_feature(
        limits={
            Number("other-1", "amount"): Limit(least="x", most="-1"),
            Number("no such line", "amount"): Limit(fixed=True),
        },
        per_user={"median": "x", "p90": "-1"},
    )
    assert evaluate(wrong) == evaluate(complete_feature())


def test_human_review():
    given = line("human_review", share_reviewed="1%", minutes_per_review="3", hourly_rate="30")
    assert cost_of(given) == (pytest.approx(0.015), "use")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (line("perceived", "time_saved", minutes_saved_per_use="15", hourly_value="40"), 10),
        (line("perceived", "willingness_to_pay", amount="0.1"), 0.1),
        (line("perceived", "money_saved", amount="2"), 2),
        (line("monetization", "price_per_use", amount="0.25"), 0.25),
        (line("monetization", "subscription", price_per_month="12", attach_rate="5%"), 12 * 0.05 / 10),
        (line("monetization", "conversion", conversion_uplift="1%", value_per_conversion="80"), 0.01 * 80 / 10),
        (line("monetization", "advertising", impressions_per_use="2", revenue_per_thousand="18"), 0.036),
        (line("monetization", "cost_saving", amount="5000"), 5000 / 10_000),
        (
            line("retention", margin_per_user_per_month="10", churn_without="5%", churn_with="4%"),
            10 * (1 - 0.04 / 0.05) / 10,
        ),
        (
            line("retention", margin_per_user_per_month="-10", churn_without="5%", churn_with="4%"),
            -10 * (1 - 0.04 / 0.05) / 10,
        ),
    ],
    ids=lambda given: given.method or given.kind if hasattr(given, "kind") else "",
)
def test_each_kind_of_value_per_use(given, expected):
    assert value_of(given) == pytest.approx(expected)


FULL = complete_feature(
    costs=(
        line("other", basis="per_use", amount="0.02"),
        line("other", key="other-2", basis="per_month", amount="300"),
        line("data_acquisition", basis="one_off", amount="2400", months="12"),
    ),
    value=(
        line("perceived", "willingness_to_pay", amount="1"),
        line("monetization", "price_per_use", amount="0.10"),
        line("monetization", "subscription", key="monetization-2", price_per_month="5", attach_rate="10%"),
        line("retention", margin_per_user_per_month="2", churn_without="5%", churn_with="4%"),
    ),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("monthly_uses", 10_000),
        ("variable_cost_per_use", 0.02),
        ("fixed_cost_per_month", 500),
        ("fixed_cost_per_use", 0.05),
        ("loaded_cost_per_use", 0.07),
        ("perceived_value_per_use", 1),
        ("captured_value_per_use", 0.10 + 0.05 + 0.04),
        ("price_to_payer_per_use", 0.10 + 0.5),
        ("user_gain_per_use", 0.4),
        ("contribution_per_use", 0.17),
        ("monthly_contribution", 1700),
        ("monthly_profit", 1200),
        ("loaded_margin_per_use", 0.12),
    ],
)
def test_each_result_of_a_feature_made_of_points_is_exact(name, expected):
    summary = getattr(evaluate(FULL).results, name)
    assert [summary.mean, summary.p5, summary.p50, summary.p95] == pytest.approx([expected] * 4, rel=1e-9)


def test_the_totals_of_a_canvas_are_means_alone():
    means = evaluate(FULL).results.means
    assert (means.monthly_captured_value, means.monthly_cost) == pytest.approx((1900, 700))


def test_a_feature_made_of_points_is_one_point_without_spread():
    evaluation = evaluate(FULL)
    assert (evaluation.points, evaluation.is_exact, evaluation.histogram) == (1, True, None)
    assert (evaluation.probability_of_loss_per_use, evaluation.probability_of_monthly_loss) == (0, 0)


def break_even_of(*, fixed, per_use, price="0", saving="0"):
    value = (
        line("perceived", "willingness_to_pay", amount="1"),
        line("monetization", "price_per_use", amount=price),
        line("monetization", "cost_saving", key="monetization-2", amount=saving),
    )
    costs = (
        line("other", basis="per_use", amount=per_use),
        line("other", key="other-2", basis="per_month", amount=fixed),
    )
    return evaluate(complete_feature(costs=costs, value=value)).break_even_uses_per_month


@pytest.mark.parametrize(
    ("given", "kind", "uses", "sentence"),
    [
        ({"fixed": "500", "per_use": "0.02", "price": "0.12"}, "floor", 5000, "It breaks even at 5,000 uses a month."),
        ({"fixed": "0", "per_use": "0.02", "price": "0.12"}, "floor", 0, "It breaks even at any volume."),
        ({"fixed": "500", "per_use": "0.1", "price": "0.2", "saving": "200"}, "floor", 3000, None),
        ({"fixed": "500", "per_use": "0.1", "price": "0.2", "saving": "900"}, "floor", 0, None),
        ({"fixed": "500", "per_use": "0.2", "price": "0.1"}, None, None, "No volume breaks even."),
        ({"fixed": "500", "per_use": "0.2", "price": "0.2"}, None, None, None),
        ({"fixed": "500", "per_use": "0.2", "price": "0.1", "saving": "500"}, None, None, None),
        ({"fixed": "500", "per_use": "0.2", "price": "0.2", "saving": "500"}, "floor", 0, None),
        ({"fixed": "500", "per_use": "0.2", "price": "0.2", "saving": "900"}, "floor", 0, None),
        (
            {"fixed": "500", "per_use": "0.2", "price": "0.1", "saving": "900"},
            "ceiling",
            4000,
            "It earns only below 4,000 uses a month.",
        ),
    ],
)
def test_break_even_is_a_floor_a_ceiling_or_none(given, kind, uses, sentence):
    found = break_even_of(**given)
    expected = uses if uses is None else pytest.approx(uses)
    assert (found.kind, found.expected) == (kind, expected)
    assert (found.p5, found.p50, found.p95) == (expected, expected, expected)
    assert sentence in (None, found.sentence)


@pytest.mark.parametrize(
    ("kind", "expected", "ends", "sentence", "spread"),
    [
        ("floor", 5000, (5000, 5000, 5000), "It breaks even at 5,000 uses a month.", ""),
        ("floor", 0, (0, 0, 0), "It breaks even at any volume.", ""),
        (None, None, (None, None, None), "No volume breaks even.", ""),
        (
            "floor",
            3400.2,
            (2000, 3000, 4999.5),
            "It breaks even at 3,400 uses a month.",
            "As few as 2,000 uses may do, or it may take 5,000 uses.",
        ),
        (
            "floor",
            10,
            (0, 9, None),
            "It breaks even at 10 uses a month.",
            "Any volume may do; in 8% of cases no volume is enough.",
        ),
        (
            "floor",
            0.2,
            (0, 0, 70),
            "It breaks even at 1 use a month.",
            "Any volume may do, or it may take 70 uses.",
        ),
        (
            "ceiling",
            1000,
            (900, 980, 1200),
            "It earns only below 1,000 uses a month.",
            "It may be as few as 900 uses, or as many as 1,200 uses.",
        ),
    ],
)
def test_what_break_even_says_never_contradicts_itself(kind, expected, ends, sentence, spread):
    found = BreakEven(kind, expected, *ends, never=0.08)
    assert found.sentence == sentence
    assert found.spread == spread


def test_break_even_ranks_the_cases_that_never_break_even_last():
    uncertain = complete_feature(
        costs=(
            line("other", basis="per_use", amount="0.1"),
            line("other", key="other-2", basis="per_month", amount="10"),
        ),
        value=(
            line("perceived", "willingness_to_pay", amount="1"),
            line("monetization", "price_per_use", amount="0.05 to 0.5"),
        ),
    )
    found = evaluate(uncertain).break_even_uses_per_month
    assert found.p5 < found.p50
    assert found.p95 is None
    assert found.never == pytest.approx(evaluate(uncertain).probability_of_loss_per_use, abs=0.01)


def test_the_break_even_that_is_named_is_where_the_expected_month_leaves_nothing():
    """By the month's own means: the expected gap over the expected contribution per use, no quantile of the cases."""
    evaluation = evaluate(worked_examples()[0])
    found, results = evaluation.break_even_uses_per_month, evaluation.results
    assert found.kind == "floor"
    assert found.expected * results.contribution_per_use.mean == pytest.approx(results.fixed_cost_per_month.mean)
    assert found.p5 < found.expected < results.monthly_uses.mean


def test_a_ceiling_counts_the_cases_that_have_one():
    value = (
        line("perceived", "willingness_to_pay", amount="1"),
        line("monetization", "cost_saving", amount="500 to 2000"),
    )
    costs = (line("other", basis="per_use", amount="0.1"), line("other", key="o", basis="per_month", amount="600"))
    found = evaluate(complete_feature(costs=costs, value=value)).break_even_uses_per_month
    assert found.kind == "ceiling"
    assert 0 < found.p5 < found.p50 < found.p95
    assert 0 < found.never < 0.5


@pytest.mark.parametrize("feature", worked_examples(), ids=["summary", "search"])
def test_expected_per_use_times_expected_uses_is_the_expected_month(feature):
    evaluation = evaluate(feature)
    results = evaluation.results
    uses = results.monthly_uses.mean
    assert results.contribution_per_use.mean * uses == pytest.approx(results.monthly_contribution.mean)
    assert results.loaded_margin_per_use.mean * uses == pytest.approx(results.monthly_profit.mean)
    assert results.captured_value_per_use.mean * uses == pytest.approx(results.means.monthly_captured_value)
    assert results.loaded_cost_per_use.mean * uses == pytest.approx(results.means.monthly_cost)
    for each in evaluation.lines:
        assert each.summary.mean * (uses if each.per == "use" else 1) == pytest.approx(each.monthly)


def test_one_who_pays_pays_one_plan():
    plans = [
        line("monetization", "subscription", key=f"plan-{price}", price_per_month=price, attach_rate=share)
        for price, share in (("20", "3%"), ("16", "2%"))
    ]
    paid = line("monetization", "price_per_use", amount="0.10")
    results = evaluate(complete_feature(value=(complete_feature().value[0], *plans, paid))).results
    assert results.price_to_payer_per_use.mean == pytest.approx(1.84 + 0.10)


def test_plans_that_nobody_takes_cost_their_plain_mean():
    plans = [
        line("monetization", "subscription", key=f"plan-{price}", price_per_month=price, attach_rate="0%")
        for price in ("20", "16")
    ]
    results = evaluate(complete_feature(value=(complete_feature().value[0], *plans))).results
    assert results.price_to_payer_per_use.mean == pytest.approx(1.8)


def test_what_covers_its_cost_to_the_last_digit_is_no_loss():
    costs = (
        line("other", basis="per_use", amount="0.1"),
        line("other", key="other-2", basis="per_use", amount="0.2"),
    )
    value = (
        line("perceived", "willingness_to_pay", amount="1"),
        line("monetization", "price_per_use", amount="0.3"),
    )
    evaluation = evaluate(complete_feature(costs=costs, value=value))
    assert evaluation.results.contribution_per_use.mean == 0
    assert evaluation.probability_of_loss_per_use == 0


def test_neither_driver_captures_nothing():
    feature = complete_feature(value=complete_feature().value[:1], neither_driver="an internal proof")
    results = evaluate(feature).results
    assert (results.captured_value_per_use.mean, results.price_to_payer_per_use.mean) == (0, 0)
    assert results.contribution_per_use.mean == pytest.approx(-0.02)


def test_savings_make_up_for_a_loss_that_volume_makes_worse():
    evaluation = evaluate(
        replace(
            FULL,
            value=(
                line("perceived", "willingness_to_pay", amount="1"),
                line("monetization", "cost_saving", amount="900"),
            ),
        )
    )
    assert evaluation.results.contribution_per_use.mean == pytest.approx(0.07)
    assert evaluation.volume_makes_it_worse is True
