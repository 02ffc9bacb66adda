"""What a document says beside its lines: limits, scenarios, shared costs, kept prices, actuals, the next check."""

from datetime import date
from decimal import Decimal

import pytest

from document import content
from document.evaluating import as_data as evaluated_data
from document.evaluating import evaluate_document
from document.features import to_evaluate
from document.parsing import DocumentRefused
from document.reading import read
from document.schema import CATALOGUE_LENGTH
from document.writing import as_data
from economics import Limit, Price
from economics.evaluation import evaluate
from economics.numbers import Number
from prices.rules import VERSION_LENGTH
from tests.document.documents import HEAD, a_document, a_feature

USAGE = {"active_users": "1000", "uses_per_user_per_month": "4"}
PLAIN = {"usage": USAGE, "uses_ai": False}
AMOUNT = {"key": "gpu", "kind": "other", "amount": "400", "basis": "per_month"}
MODEL = {"kind": "inference", "provider": "openai", "model": "gpt-5", "input_tokens": "6000", "output_tokens": "500"}
PRICES = {
    "date": "2025-03-31",
    "catalogue": "0.2.3",
    "input": [{"above_tokens": 0, "price": 3}, {"above_tokens": 200000, "price": "6"}],
    "output": [{"above_tokens": 0, "price": 15}],
}


def a_usage(**keys):
    return a_feature(usage=keys)


def a_line(**keys):
    return a_feature(costs=[{**AMOUNT, **keys}])


def a_scenario(*inputs, name="Cheaper", **feature):
    return a_feature(costs=[AMOUNT], scenarios=[{"name": name, "inputs": list(inputs)}], **feature)


def shared(*split, **feature):
    return a_document(
        features=[
            {"name": "Search", **PLAIN, "costs": [{**AMOUNT, "split": list(split)}], **feature},
            {"name": "Summary", **PLAIN},
            {"name": "Chat", **PLAIN},
        ]
    )


def a_check(**keys):
    return a_document(canvas={**HEAD, "check_next": keys}, features=[{"name": "Search", "costs": [AMOUNT]}])


def priced(**keys):
    return a_feature(costs=[{**MODEL, "prices": {**PRICES, **keys}}])


def refusal(source) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as refused:
        read(source)
    return refused.value


class TestReading:
    def test_how_use_spreads_between_users_is_kept_as_typed(self):
        usage = read(a_usage(per_user={"median": "4", "p99": "80 to 90"})).features[0].usage
        assert usage.per_user == {"median": "4", "p99": "80 to 90"}

    def test_limits_stand_by_their_field_and_one_that_says_nothing_is_none(self):
        limits = {"amount": {"least": "0", "most": "1k"}, "months": {"fixed": True}}
        line = read(a_line(limits=limits)).features[0].costs[0]
        assert line.limits == {"amount": content.Limit(least="0", most="1k"), "months": content.Limit(fixed=True)}
        assert read(a_usage(limits={"active_users": {}})).features[0].usage.limits == {}

    def test_the_inputs_of_a_scenario_stand_in_the_order_of_the_document(self):
        told = a_scenario(
            {"line": "gpu", "field": "amount", "value": "200 to 300"},
            {"field": "uses_per_user_per_month", "value": 8},
        )
        assert read(told).features[0].scenarios == (
            content.Scenario(
                "Cheaper",
                (
                    content.ScenarioInput("uses_per_user_per_month", "8"),
                    content.ScenarioInput("amount", "200 to 300", "gpu"),
                ),
            ),
        )

    def test_a_scenario_may_name_a_key_that_is_only_made_on_reading(self):
        line = {"kind": "other", "amount": "1"}
        source = a_feature(costs=[line], scenarios=[{"name": "A", "inputs": [{"line": "other-1", "field": "amount"}]}])
        assert read(source).features[0].scenarios[0].inputs[0].line == "other-1"

    @pytest.mark.parametrize("typed", ["40%", " 40 % ", "0.4", 0.4, "40.00%"])
    def test_a_share_is_kept_in_per_cent(self, typed):
        split = read(shared({"feature": "Chat", "share": typed})).features[0].costs[0].split
        assert split == (content.Share("Chat", "40%"),)

    def test_who_bears_a_cost_stands_in_the_order_of_the_document(self):
        split = read(shared({"feature": "Chat", "share": "40%"}, {"feature": "Summary", "share": "60%"}))
        assert [share.feature for share in split.features[0].costs[0].split] == ["Summary", "Chat"]

    def test_the_prices_of_a_line_are_read_to_their_last_digit(self):
        prices = read(priced()).features[0].costs[0].prices
        assert (prices.date, prices.catalogue) == (date(2025, 3, 31), "0.2.3")
        assert prices.input == (content.Tier(Decimal(0), Decimal(3)), content.Tier(Decimal(200000), Decimal(6)))
        assert prices.cached_input == ()

    def test_what_was_counted_stands_by_its_date(self):
        rows = [{"date": "2025-02-01", "uses": 1200, "cost": "12.50"}, {"date": "2025-01-01", "reviewed": 0}]
        first, second = read(a_feature(actuals=rows)).features[0].actuals
        assert first == content.Actual(date(2025, 1, 1), reviewed=Decimal(0))
        assert second == content.Actual(date(2025, 2, 1), uses=Decimal(1200), cost=Decimal("12.5"))

    def test_the_one_number_to_check_next_is_named(self):
        assert read(a_check(feature="Search", line="gpu", field="amount")).canvas.check_next == content.CheckNext(
            "Search", "amount", "gpu"
        )

    def test_all_of_it_is_written_again_as_it_was_read(self):
        source = a_document(
            canvas={**HEAD, "check_next": {"feature": "Search", "field": "active_users"}},
            features=[
                {
                    "name": "Search",
                    "usage": {**USAGE, "per_user": {"p90": "12"}, "limits": {"active_users": {"fixed": True}}},
                    "costs": [{**AMOUNT, "split": [{"feature": "Chat", "share": "0.5%"}]}],
                    "scenarios": [{"name": "A", "inputs": [{"line": "gpu", "field": "amount", "value": "2"}]}],
                    "actuals": [{"date": "2025-01-01", "uses": "1200"}],
                },
                {"name": "Chat"},
            ],
        )
        written = as_data(read(source))
        assert written["canvas"]["check_next"] == {"feature": "Search", "field": "active_users"}
        first = written["features"][0]
        assert first["usage"]["limits"] == {"active_users": {"fixed": True}}
        assert first["costs"][0]["split"] == [{"feature": "Chat", "share": "0.5%"}]
        assert first["scenarios"] == [{"name": "A", "inputs": [{"line": "gpu", "field": "amount", "value": "2"}]}]
        assert first["actuals"] == [{"date": "2025-01-01", "uses": "1200"}]


REFUSED = [
    (a_usage(per_user={"p50": "4"}), "features.0.usage.per_user.p50"),
    (a_usage(per_user={"median": "many"}), "features.0.usage.per_user.median"),
    (a_usage(limits={"amount": {"fixed": True}}), "features.0.usage.limits.amount"),
    (a_usage(limits={"active_users": {"fixed": "yes"}}), "features.0.usage.limits.active_users.fixed"),
    (a_line(limits={"hourly_rate": {"fixed": True}}), "features.0.costs.0.limits.hourly_rate"),
    (a_line(limits={"amount": {"fixed": True, "most": "5"}}), "features.0.costs.0.limits.amount"),
    (a_line(limits={"amount": {"least": "9", "most": "5"}}), "features.0.costs.0.limits.amount"),
    (a_line(limits={"amount": {"least": "4 to 5"}}), "features.0.costs.0.limits.amount.least"),
    (a_line(limits={"amount": {"most": "lots"}}), "features.0.costs.0.limits.amount.most"),
    (a_line(limits={"amount": {"owner": "Olga"}}), "features.0.costs.0.limits.amount.owner"),
    (a_feature(scenarios=[{"inputs": []}]), "features.0.scenarios.0.name"),
    (a_feature(scenarios=[{"name": "A"}, {"name": "a"}]), "features.0.scenarios.1.name"),
    (a_feature(scenarios=[{"name": f"S{n}"} for n in range(9)]), "features.0.scenarios"),
    (a_scenario({"line": "gpu"}), "features.0.scenarios.0.inputs.0.field"),
    (a_scenario({"line": "cpu", "field": "amount"}), "features.0.scenarios.0.inputs.0.line"),
    (a_scenario({"field": "amount"}), "features.0.scenarios.0.inputs.0.field"),
    (a_scenario({"line": "gpu", "field": "basis"}), "features.0.scenarios.0.inputs.0.field"),
    (a_scenario({"line": "gpu", "field": "amount", "value": "-4"}), "features.0.scenarios.0.inputs.0.value"),
    (a_scenario({"line": "gpu", "field": "amount", "value": "1" * 61}), "features.0.scenarios.0.inputs.0.value"),
    (a_scenario(*[{"line": "gpu", "field": "amount"}] * 2), "features.0.scenarios.0.inputs.1.field"),
    (shared({"feature": "Search", "share": "1%"}), "features.0.costs.0.split.0.feature"),
    (shared({"feature": "Else", "share": "1%"}), "features.0.costs.0.split.0.feature"),
    (shared(*[{"feature": "Chat", "share": "1%"}] * 2), "features.0.costs.0.split.1.feature"),
    (shared({"feature": "Chat"}), "features.0.costs.0.split.0.share"),
    (shared({"feature": "Chat", "share": "0%"}), "features.0.costs.0.split.0.share"),
    (shared({"feature": "Chat", "share": "101%"}), "features.0.costs.0.split.0.share"),
    (shared({"feature": "Chat", "share": "1.234%"}), "features.0.costs.0.split.0.share"),
    (shared({"feature": "Chat", "share": "1% to 2%"}), "features.0.costs.0.split.0.share"),
    (
        shared({"feature": "Chat", "share": "60%"}, {"feature": "Summary", "share": "40.01%"}),
        "features.0.costs.0.split",
    ),
    (a_feature(value=[{"kind": "retention", "split": []}]), "features.0.value.0.split"),
    (a_line(prices=PRICES), "features.0.costs.0.prices"),
    (priced(date=""), "features.0.costs.0.prices.date"),
    (priced(input=[{"above_tokens": 5, "price": 1}]), "features.0.costs.0.prices.input"),
    (priced(input=[{"above_tokens": 0, "price": 1}] * 2), "features.0.costs.0.prices.input"),
    (priced(output=[{"above_tokens": 0, "price": -1}]), "features.0.costs.0.prices.output.0.price"),
    (priced(output=[{"above_tokens": 0}]), "features.0.costs.0.prices.output.0.price"),
    (priced(token="x"), "features.0.costs.0.prices.token"),
    (
        a_feature(costs=[{"kind": "inference", "price_per_million_input": "1", "prices": PRICES}]),
        "features.0.costs.0.prices",
    ),
    (a_feature(actuals=[{"uses": 1}]), "features.0.actuals.0.date"),
    (a_feature(actuals=[{"date": "2025-01-01"}] * 2), "features.0.actuals.1.date"),
    (a_feature(actuals=[{"date": "soon"}]), "features.0.actuals.0.date"),
    (a_feature(actuals=[{"date": "9999-12-31"}]), "features.0.actuals.0.date"),
    (a_feature(actuals=[{"date": "1999-12-31"}]), "features.0.actuals.0.date"),
    (a_feature(actuals=[{"date": "2025-01-01"}] * 4001), "features.0.actuals"),
    (a_feature(actuals=[{"date": "2025-01-01", "uses": 1.5}]), "features.0.actuals.0.uses"),
    (a_feature(actuals=[{"date": "2025-01-01", "uses": "1e5"}]), "features.0.actuals.0.uses"),
    (a_feature(actuals=[{"date": "2025-01-01", "uses": -1}]), "features.0.actuals.0.uses"),
    (a_feature(actuals=[{"date": "2025-01-01", "cost": "0.0000001"}]), "features.0.actuals.0.cost"),
    (a_feature(actuals=[{"date": "2025-01-01", "by": "Olga"}]), "features.0.actuals.0.by"),
    (a_check(feature="Chat", field="active_users"), "canvas.check_next.feature"),
    (a_check(feature="Search", line="cpu", field="amount"), "canvas.check_next.line"),
    (a_check(feature="Search", line="gpu", field="active_users"), "canvas.check_next.field"),
    (a_check(feature="Search", field="amount"), "canvas.check_next.field"),
    (a_check(feature="Search"), "canvas.check_next.field"),
]


@pytest.mark.parametrize(("source", "where"), REFUSED)
def test_a_refusal_names_the_place_and_says_what_to_do(source, where):
    refused = refusal(source)
    assert refused.where == where
    assert refused.what.endswith((".", "?"))


def test_every_version_that_the_catalogue_can_have_fits():
    assert VERSION_LENGTH == CATALOGUE_LENGTH


class TestEvaluating:
    def test_each_feature_bears_its_part_of_a_shared_cost(self):
        features = to_evaluate(
            read(shared({"feature": "Chat", "share": "40%"}, {"feature": "Summary", "share": "0.5%"}))
        )
        assert {feature.name: [(line.key, line.share) for line in feature.costs] for feature in features} == {
            "Search": [("gpu", 0.595)],
            "Summary": [("gpu", 0.005)],
            "Chat": [("gpu", 0.4)],
        }
        fixed = {each.name: evaluate(each).results.fixed_cost_per_month.mean for each in features}
        assert fixed == pytest.approx({"Search": 238, "Summary": 2, "Chat": 160})

    def test_an_input_of_a_cost_of_another_feature_is_named_from_the_document(self):
        source = a_document(
            features=[
                {
                    "name": "Search",
                    "costs": [{**AMOUNT, "basis": "per_use", "split": [{"feature": "Chat", "share": "50%"}]}],
                },
                {
                    "name": "Chat",
                    "usage": USAGE,
                    "uses_ai": False,
                    "value": [{"kind": "monetization", "method": "price_per_use", "amount": "5 to 6"}],
                },
            ]
        )
        document = read(source)
        levers = evaluated_data(document, evaluate_document(document))["features"][1]["levers"]
        assert {"features.0.costs.0.amount", "value.0.amount"} <= {lever["input"] for lever in levers}

    def test_a_line_keeps_its_own_prices_whatever_the_catalogue_says(self):
        def unasked(provider, model):
            raise AssertionError

        (feature,) = to_evaluate(read(priced(units={})), price_of=unasked)
        assert feature.costs[0].price == Price(input=((0, 3.0), (200_000, 6.0)), output=((0, 15.0),))
        assert evaluate(feature).line("inference-1").summary.mean == pytest.approx(0.0255)

    def test_prices_that_do_not_say_what_is_billed_apart_are_completed_by_those_of_now(self):
        now = Price(input=((0, 9.0),), output=((0, 9.0),), units={"input_audio_tokens": ((0, 0.1),)}, request=0.01)
        (feature,) = to_evaluate(read(priced()), price_of=lambda provider, model: now)
        kept = feature.costs[0].price
        assert kept == Price(((0, 3.0), (200_000, 6.0)), ((0, 15.0),), units=now.units, request=0.01)

    def test_limits_and_the_spread_between_users_reach_the_arithmetic(self):
        (feature,) = to_evaluate(
            read(
                a_feature(
                    usage={**USAGE, "per_user": {"median": "4"}, "limits": {"active_users": {"most": "5k"}}},
                    costs=[{**AMOUNT, "limits": {"amount": {"fixed": True}}}],
                )
            )
        )
        assert feature.per_user == {"median": "4"}
        assert feature.limits == {
            Number("usage", "active_users"): Limit(most="5k"),
            Number("gpu", "amount"): Limit(fixed=True),
        }
