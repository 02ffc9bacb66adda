"""Every model of the installed package costs here what the package itself says, over its units and sizes of calls."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from economics import Feature, Line, units
from economics.lines import inference
from economics.reading import read_feature
from prices.bundled import bundled_entries
from prices.rates import price_on

TODAY = date(2026, 11, 28)
HOURS = [datetime(2026, 11, 28, tzinfo=UTC) + timedelta(minutes=30 * n) for n in range(48)]

# By our name: that of the package, and how much of it one of ours is.
THEIRS = {
    **{name: (name, 1) for name in units.UNITS},
    "cached_audio_tokens": ("cache_audio_read_tokens", 1),
    "cached_image_tokens": ("cache_image_read_tokens", 1),
    "reasoning_tokens": ("output_reasoning_tokens", 1),
    "citation_tokens": ("output_citation_tokens", 1),
    "audio_hours": ("audio_seconds", 3600),
    "input_audio_hours": ("input_audio_seconds", 3600),
    "document_pages": ("input_document_pages", 1),
    "annotated_document_pages": ("input_annotated_document_pages", 1),
}
NOTHING = dict.fromkeys(units.UNITS, 0)
SOME = {
    **{unit.name: 300 if unit.parent else 700 for unit in units.TABLE},
    "audio_hours": 2,
    "input_audio_hours": 0.5,
    "web_searches": 3,
    "storage_searches": 2,
}
A_MOMENT = NOTHING | {"audio_hours": 0.001, "input_audio_hours": 0.001, "input_characters": 1, "document_pages": 1}
# Tokens in, the share of its text that is cached, tokens out, and how much of each unit that the model has.
SIZES = [
    (1000, 0, 500, NOTHING),
    (12_000, 0.4, 3000, SOME),
    (250_000, 0, 8000, SOME),
    (250_000, 0.9, 0, NOTHING),
    (0, 0, 0, A_MOMENT),
]


@pytest.fixture(scope="module")
def bundled():
    return {(entry.provider, entry.model): entry for entry in bundled_entries()}


@pytest.mark.parametrize("size", SIZES)
def test_every_model_costs_what_the_package_says(bundled, size):
    from genai_prices.data import providers

    wrong, compared = [], 0
    for seller in providers:
        for model in seller.models:
            price = price_on(bundled[seller.id, model.id].rates, TODAY)
            amounts = {name: size[3][name] for name in price.units}
            ours, theirs = _ours(price, size, amounts), _theirs(seller, model, price, size, amounts)
            compared += 1
            if ours != pytest.approx(theirs, rel=1e-9, abs=1e-15):
                wrong.append((seller.id, model.id, ours, theirs))
    assert not wrong
    assert compared == len(bundled) > 2000


def _ours(price, size, amounts) -> float:
    tokens_in, cached, tokens_out, _ = size
    typed = {f"units.{name}": f"{amount:f}" for name, amount in amounts.items()}
    typed |= {"input_tokens": str(tokens_in), "output_tokens": str(tokens_out), "cached_share": f"{cached:.0%}"}
    line = Line("inference-1", "inference", provider="any", model="any", inputs=typed, price=price)
    (read,) = read_feature(Feature(costs=(line,))).costs
    assert read.is_complete, read.problems
    return float(inference(line, {name: np.float64(each.mid) for name, each in read.estimates.items()}, 1.0))


def _theirs(seller, model, price, size, amounts) -> float:
    from genai_prices import Usage

    tokens_in, cached, tokens_out, _ = size
    usage = {theirs: amounts[ours] * factor for ours, (theirs, factor) in THEIRS.items() if ours in amounts}
    parts = sum(amounts[name] for name in units.roots(amounts) if units.UNITS[name].whole == "input_tokens")
    usage["cache_read_tokens"] = round((tokens_in - parts) * cached) + sum(
        amounts.get(name, 0) for name in ("cached_audio_tokens", "cached_image_tokens")
    )
    told = Usage(input_tokens=tokens_in, output_tokens=tokens_out, **usage)
    moments = HOURS if price.hours else HOURS[:1]
    found = [model.calc_price(told, seller, genai_request_timestamp=at).total_price for at in moments]
    return float(sum(found) / len(found))
