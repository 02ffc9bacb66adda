from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.actuals.numbers import MOST_DIGITS, _kept, read_bare, read_bare_members, read_member, read_number
from ledger.actuals.refusals import CellRefused


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *(("1200", "1200"), ("1,200", "1200"), ("1,234,567.5", "1234567.5"), (" 12 ", "12"), ("0", "0"), ("-0", "0")),
        *(
            ("+12", "12"),
            (".5", "0.5"),
            ("12.", "12"),
            ("3.2e-05", "0.000032"),
            ("1E3", "1000"),
            ("$1,234.50", "1234.5"),
        ),
        *(("12 €", "12"), ("+$3", "3"), ("true", "1"), ("No", "0")),
    ],
)
def test_a_number_is_read_as_exports_and_spreadsheets_write_it(cell, value):
    assert read_number(cell).value == Decimal(value)


@pytest.mark.parametrize("cell", ["", "  ", "-", "null", "None", "NaN", "n/a", "\\N"])
def test_an_empty_cell_is_not_counted_and_never_nought(cell):
    assert read_number(cell).value is None


def test_the_currency_sign_beside_it_is_kept():
    assert read_number("€ 3").sign == "€"
    assert read_number("3$").sign == "$"
    assert read_number("3").sign == ""


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|' /C calc'!A0", "-SUM(A1)", "@x", '=HYPERLINK("http://x")'])
def test_a_formula_is_called_one(cell):
    with pytest.raises(CellRefused, match="is a formula"):
        read_number(cell)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        *(("1.234,56", "comma for its decimal point"), ("1,5", "comma for its decimal point"), ("-3", "below zero")),
        *(("12%", "share"), ("gpt-4o", "not a number"), ("12,34,567", "not a number"), ("1e99", "too large")),
        *(("9" * 20, "too large"), ("1" * 61, "not a number"), ("٣", "not a number"), ("-+3", "not a number")),
    ],
)
def test_what_is_no_number_that_can_be_counted_says_why(cell, words):
    with pytest.raises(CellRefused, match=words):
        read_number(cell)


def test_a_breakdown_gives_its_members():
    assert read_member('{"input":500,"output":120.5}', "input").value == 500
    assert read_member('{"input":500,"output":120.5}', "output").value == Decimal("120.5")
    assert read_member("{}", "input").value is None
    assert read_member("", "input").value is None


@pytest.mark.parametrize(
    "cell", ["[1]", "5", '{"input":"5"}', '{"input":-1}', '{"input":NaN}', "[" * 5000, '{"input":true}', "{", "x" * 99]
)
def test_a_breakdown_that_is_none_is_refused(cell):
    with pytest.raises(CellRefused):
        read_member(cell, "input")


@given(st.text(max_size=80) | st.from_regex(r"[-+$€0-9.,eE ]{1,20}", fullmatch=True))
def test_any_text_is_a_number_or_a_sentence(cell):
    for read in (read_number, lambda text: read_member(text, "input")):
        try:
            value = read(cell).value
        except CellRefused:
            continue
        assert value is None or 0 <= value < 10**MOST_DIGITS


@given(st.lists(st.from_regex(r"[0-9. ]{1,20}", fullmatch=True), max_size=4))
def test_a_column_read_at_once_holds_what_its_cells_hold(cells):
    values = read_bare(cells)
    assert values is None or values == [read_number(cell).value for cell in cells]


OBJECTS = ['{"input": 500}', ' {"input": 0.5} ', '{"input": 1, "input": 2}', '{"input": 0}', '{"output": 1}', "", "-"]
REFUSED = [
    '{"input": -1}',
    '{"input": NaN}',
    '{"input": 1e15}',
    '{"input": "5"}',
    "[1]",
    '"input"',
    "{",
    '{"input": 1} 2',
]


@given(st.lists(st.sampled_from([*OBJECTS, *REFUSED]), max_size=4))
@example(OBJECTS[:1] * 3)
def test_a_column_of_breakdowns_read_at_once_holds_what_its_cells_hold(cells):
    values = read_bare_members(cells, "input")
    assert values is None or values == [read_member(cell, "input").value for cell in cells]
    assert values is not None or set(cells) - {OBJECTS[0]}


def test_a_long_breakdown_is_read_and_not_kept_in_memory():
    before = _kept.cache_info().currsize
    long = f'{{"input": 7, "note": "{"x" * 2000}"}}'
    assert read_member(long, "input").value == 7
    assert _kept.cache_info().currsize == before


@pytest.mark.parametrize("cell", ["1000000000000000", "1e15", "1,000,000,000,000,000"])
def test_a_number_of_sixteen_digits_is_too_large(cell):
    with pytest.raises(CellRefused, match="too large"):
        read_number(cell)
    assert read_number("999999999999999.9").value < 10**15
    assert read_member('{"input": 0e99}', "input").value == 0


@given(st.decimals(0, 10**12, places=6))
def test_every_amount_is_read_back(amount):
    assert read_number(f"{amount:f}").value == amount
    assert read_number(f"{amount:,f}").value == amount
