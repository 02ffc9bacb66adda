from datetime import date, timedelta

import pytest

from canvas.ageing import Ageing
from ledger.models import Line

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (212, "ageing: 212 days old"),
        (181, "ageing: 181 days old"),
        (180, ""),
        (0, ""),
        (-400, ""),
        (2000, "ageing: 2,000 days old"),
    ],
)
def test_evidence_is_ageing_beyond_the_half_life(days, words):
    assert Ageing(180, TODAY).of(Line(evidence_date=TODAY - timedelta(days=days))) == words


def test_evidence_without_a_date_is_not():
    assert Ageing(1, TODAY).of(Line(evidence_level="measured")) == ""
