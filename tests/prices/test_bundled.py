"""The package's own prices are read as it means them."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from prices.bundled import bundled_entries, bundled_price, price_on

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
    # Half past five: outside the hours of every price that holds for a part of the day only.
    noon = datetime(on.year, on.month, on.day, 17, 30, tzinfo=UTC)
    compared = 0
    for provider in providers:
        for model in provider.models:
            theirs = model.get_prices(noon)
            mine = ours[provider.id, model.id]
            if theirs.requests_kcount is not None or theirs.input_mtok is theirs.output_mtok is None:
                assert mine is None
                continue
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


def test_importing_the_module_does_not_import_the_package():
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'; django.setup();"
        "import prices.catalogue; sys.exit('genai_prices' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
