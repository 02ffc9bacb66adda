"""The package's own prices are read as it means them."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from prices.bundled import bundled_entries, bundled_price
from prices.rates import price_on

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def bundled():
    return bundled_entries()


@pytest.mark.parametrize(
    "on", [date(2025, 1, 1), date(2026, 3, 12), date(2026, 3, 13), date(2026, 11, 22), date(2027, 1, 1)]
)
def test_the_packages_own_prices_are_ours_on_any_day(bundled, on):
    from genai_prices.data import providers

    ours = {(entry.provider, entry.model): price_on(entry.rates, on) for entry in bundled}
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    compared = 0
    for provider in providers:
        for model in provider.models:
            theirs = model.get_prices(noon)
            mine = ours[provider.id, model.id]
            if mine.hours:
                continue
            assert mine.is_of_nothing == (not any(value is not None for value in vars(theirs).values()))
            assert mine.request == float(theirs.requests_kcount or 0) / 1000
            compared += 1
            for measure, tiers in ((theirs.input_mtok, mine.input), (theirs.output_mtok, mine.output)):
                if measure is None:
                    assert tiers == ()
                    continue
                assert tiers[0] == (0, float(getattr(measure, "base", measure)))
                theirs_at = {float(tier.start): float(tier.price) for tier in getattr(measure, "tiers", ())}
                assert theirs_at.items() <= dict(tiers[1:]).items()
    assert compared > 1500


def test_the_package_answers_for_one_model_without_a_database():
    known = bundled_price(provider="openai", model="gpt-4o", on=TODAY)
    assert known.input == ((0, 2.5),)
    assert bundled_price(provider="openai", model="no-such", on=TODAY) is None
    assert bundled_price(provider="nobody", model="gpt-4o", on=TODAY) is None


@pytest.mark.parametrize(
    ("provider", "typed", "meant"),
    [
        ("mistral", "mistral-large-latest", ("mistral", "mistral-large")),
        ("google", "GEMINI-2.5-FLASH-PREVIEW-05-20", ("google", "gemini-2.5-flash-preview")),
        ("", "claude-sonnet-4-5-20250929", ("anthropic", "claude-sonnet-4-5")),
        ("azure", "claude-haiku-4-5", ("anthropic", "claude-haiku-4-5")),
        ("litellm", "openai/gpt-4o-20240806", ("openai", "gpt-4o")),
    ],
)
def test_a_name_as_people_write_it_is_taken_for_what_the_package_takes_it_for(provider, typed, meant):
    from genai_prices.data_snapshot import get_snapshot

    ours = bundled_price(provider=provider, model=typed, on=TODAY)
    seller, model = get_snapshot().find_provider_model(typed, None, provider or None, None)
    assert (ours.model, ours.provider in (seller.id, meant[0])) == (model.id, True)
    assert (ours.provider, ours.model) == meant


def test_prices_that_differ_by_hour_are_averaged_over_a_day_and_said():
    price = bundled_price(provider="deepseek", model="deepseek-chat", on=TODAY)
    assert price.input == ((0, pytest.approx(0.225)),)
    assert price.hours == ((16, 0.27, 1.1), (8, 0.135, 0.55))


def test_importing_the_module_does_not_import_the_package():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup();"
        "import prices.catalogue; sys.exit('genai_prices' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
