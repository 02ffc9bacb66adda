from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.tables.numbers import COMMA, POINT, read_cell


@pytest.mark.parametrize(
    ("cell", "value", "other", "proof"),
    [
        ("40", "40", None, ""),
        ("1,125", "1125", "1.125", ""),
        ("1.125", "1.125", "1125", ""),
        ("0,125", "0.125", None, COMMA),
        ("0.125", "0.125", None, POINT),
        ("1234,567", "1234.567", None, COMMA),
        ("1,5", "1.5", None, COMMA),
        (".5", "0.5", None, POINT),
        ("1.234,56", "1234.56", None, COMMA),
        ("1,234.56", "1234.56", None, POINT),
        ("1.234.567", "1234567", None, COMMA),
        ("1,234,567", "1234567", None, POINT),
        ("1,23,456.78", "123456.78", None, POINT),
        ("1'234.50", "1234.5", None, POINT),
        ("1 234,50", "1234.5", None, COMMA),
        ("1\u202f234", "1234", None, ""),
        ("(5.00)", "-5", None, POINT),
        ("5.00-", "-5", None, POINT),
        ("−$5.00", "-5", None, POINT),
        ("1e-05", "0.00001", None, ""),
        ("1.2k", "1200", None, POINT),
        ("3M", "3000000", None, ""),
        ("120 tokens", "120", None, ""),
        ("TRUE", "1", None, ""),
    ],
)
def test_a_number_is_read_with_what_it_proves(cell, value, other, proof):
    found = read_cell(cell)
    assert found.value == Decimal(value)
    assert found.other == (other and Decimal(other))
    assert found.proof == proof


@pytest.mark.parametrize(
    ("cell", "sign"),
    [
        ("$3", "$"),
        ("US$ 3", "US$"),
        ("3 €", "€"),
        ("EUR 1,20", "EUR"),
        ("12.5 USD", "USD"),
        ("R$ 5", "R$"),
        ("-£5", "£"),
    ],
)
def test_the_currency_beside_a_number_is_told(cell, sign):
    assert read_cell(cell).sign == sign


@pytest.mark.parametrize("cell", ["", " ", "-", "–", "Included", "free", "n/a", "NaN", "null", "No charge"])
def test_what_was_not_counted_is_nothing(cell):
    assert read_cell(cell) == read_cell("")


def test_words_are_told_from_what_is_wrong():
    assert read_cell("pending").is_word
    for cell, why in (
        ("12abc", "is not a number"),
        ("1,2,3", "is not a number"),
        ("=1+1", "is a formula"),
        ("5%", "is a share"),
        ("#REF!", "is a formula that failed"),
        ("9" * 16, "is too large"),
        ("(5", "is not a number"),
    ):
        assert why in read_cell(cell).wrong


@given(st.decimals(Decimal("-1e12"), Decimal("1e12"), places=4))
def test_every_way_to_write_a_number_is_read_alike(value):
    english = f"{value:,.4f}"
    german = english.replace(",", "x").replace(".", ",").replace("x", ".")
    assert read_cell(english).value == read_cell(german).value == value


@given(st.text(max_size=90) | st.from_regex(r"[-0-9.,' $€()eEkM]{1,40}", fullmatch=True))
def test_any_cell_is_a_number_nothing_or_a_reason(cell):
    found = read_cell(cell)
    assert found.value is None or found.value.is_finite()
    assert found.value is None or not (found.wrong or found.is_word)
