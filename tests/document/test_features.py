from document.features import to_evaluate
from document.reading import read
from economics.evaluation import evaluate
from economics.model import Price
from tests.document.documents import HEAD, a_document, a_feature

MODEL = {"kind": "inference", "provider": "openai", "model": "gpt-5", "input_tokens": "6000", "output_tokens": "500"}
USAGE = {"active_users": "1000", "uses_per_user_per_month": "4"}


def priced(provider, model):
    assert (provider, model) == ("openai", "gpt-5")
    return Price(input=((0, 3.0),), output=((0, 15.0),))


def cost_of(source, **options):
    (line,) = evaluate(*to_evaluate(read(source), **options)).lines
    return line.summary and line.summary.mean


class TestFeaturesOfADocument:
    def test_a_model_costs_what_the_caller_says(self):
        assert round(cost_of(a_feature(usage=USAGE, costs=[MODEL]), price_of=priced), 12) == 0.0255

    def test_a_model_without_a_price_is_not_quantified(self):
        assert cost_of(a_feature(usage=USAGE, costs=[MODEL])) is None

    def test_catalogue_prices_are_counted_in_the_canvas_currency(self):
        source = a_document(
            canvas={**HEAD, "currency": "EUR", "usd_rate": "0.5"},
            features=[{"name": "Search", "usage": USAGE, "costs": [MODEL]}],
        )
        assert round(cost_of(source, price_of=priced), 12) == 0.01275

    def test_reasons_and_evidence_travel(self):
        (feature,) = to_evaluate(
            read(
                a_feature(
                    uses_ai=False,
                    usage={**USAGE, "evidence": {"level": "measured"}},
                    costs=[{"kind": "other", "amount": "2", "basis": "per_month"}],
                    not_applicable={"inference": "no model"},
                    neither_driver="internal",
                )
            )
        )
        assert (feature.uses_ai, feature.usage_evidence, feature.neither_driver) == (False, "measured", "internal")
        assert feature.not_applicable == {"inference": "no model"}
        assert (feature.costs[0].basis, feature.costs[0].evidence) == ("per_month", "guess")
        assert feature.costs[0].inputs == {"amount": "2"}
