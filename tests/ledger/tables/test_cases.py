"""Tables in the layouts that people really have; each went wrong once, and stands for a whole kind."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.tables import left_out, taken_sentences
from tests.ledger.tables.tables import counted, taken

CASES = Path(__file__).parent / "cases"
AUGUST, MARCH, MAY, APRIL = (2026, 8), (2026, 3), (2025, 5), (2026, 4)


@pytest.mark.parametrize(
    ("file", "canvas", "days", "totals"),
    [
        (
            "langfuse-cache-7days.csv",
            ("USD",),
            (date(*AUGUST, 11), date(*AUGUST, 17)),
            {"uses": 7, "cost": Decimal("0.392"), "input_tokens": 121_380, "output_tokens": 3850},
        ),
        (
            "german-3-decimals.csv",
            ("EUR",),
            (date(*MARCH, 1), date(*MARCH, 3)),
            {"uses": 300, "cost": Decimal("0.75")},
        ),
        ("cost-usd-min.csv", ("EUR", "0.9"), (date(*MARCH, 1), date(*MARCH, 2)), {"cost": Decimal("1.8")}),
        ("focus-usage.csv", ("USD",), (date(*MAY, 1), date(*MAY, 3)), {"cost": Decimal("150.5")}),
        ("credit.csv", ("USD",), (date(*MAY, 1), date(*MAY, 2)), {"cost": Decimal(37)}),
        (
            "openai-usage.tsv",
            ("USD",),
            (date(*APRIL, 1), date(*APRIL, 3)),
            {"uses": 46, "input_tokens": 186_000, "output_tokens": 276_000},
        ),
        ("aws-cost-explorer.csv", ("USD",), (date(*MARCH, 1), date(*MARCH, 2)), {"cost": Decimal("12.5")}),
        ("time-first.csv", ("USD",), (date(*APRIL, 12), date(*APRIL, 12)), {"cost": Decimal("0.0002")}),
    ],
)
def test_a_table_from_the_field_is_read_right_and_without_a_question(file, canvas, days, totals):
    found = taken((CASES / file).read_bytes(), *canvas)
    assert (found.since, found.until) == days
    assert counted(found) == totals
    assert found.asks == []


def test_what_was_netted_and_left_out_of_them_is_said():
    credit = taken((CASES / "credit.csv").read_bytes())
    assert [(each.count, each.sentence) for each in taken_sentences(credit)][1:] == [(1, "credit is netted, 5 in all.")]
    totals = taken((CASES / "aws-cost-explorer.csv").read_bytes())
    assert [(each.count, each.sentence) for each in left_out(totals)] == [(1, "It is a line of totals (row 2).")]
