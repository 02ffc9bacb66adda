"""What a person may type as an estimate, and what she is told when it can't be read."""

import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics.estimates import MAX_LENGTH, EstimateError, number_text, parse


def read(text, **rules):
    return parse(text, name="Amount", **rules)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0.02", 0.02),
        (".5", 0.5),
        ("8k", 8000),
        ("8K", 8000),
        ("2.3k", 2300),
        ("1.5m", 1_500_000),
        ("1.5 M", 1_500_000),
        ("2B", 2_000_000_000),
        ("15,000", 15_000),
        ("1,234,567.5", 1_234_567.5),
        ("15 000", 15_000),
        ("$12", 12),
        ("€ 0.10", 0.1),
        ("US$5", 5),
        ("  7  ", 7),
        ("+3", 3),
        ("1,000,000,000,000,000", 1e15),
        ("5 to 5", 5),
        ("5 / 5 / 5", 5),
    ],
)
def test_a_point_is_read_as_typed(typed, value):
    estimate = read(typed)
    assert (estimate.form, estimate.low, estimate.mid, estimate.high) == ("point", value, value, value)
    assert (estimate.text, estimate.median, estimate.readback) == (typed, value, (value, value, value))


@pytest.mark.parametrize("typed", ["-5", "−5", "-$5", "$-5", "- 5", "-€ 5"])
def test_a_sign_stands_before_or_after_the_currency_where_a_number_may_be_negative(typed):
    assert read(typed, negative=True).mid == -5


@pytest.mark.parametrize("typed", ["8k to 15k", "8k-15k", "8k–15k", "8000 TO 15,000", "$8k - $15k", " 8 k to 15 k "])
def test_an_interval_takes_to_a_hyphen_or_an_en_dash(typed):
    estimate = read(typed)
    assert (estimate.form, estimate.low, estimate.high) == ("interval", 8000, 15000)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("-5--3", -5, -3),
        ("-5 to 3", -5, 3),
        ("-5-3", -5, 3),
        ("-2k – 0", -2000, 0),
        ("−$5 to −$3", -5, -3),
        ("−5−3", -5, 3),
    ],
)
def test_a_leading_minus_is_a_sign_and_the_next_one_a_range(typed, low, high):
    estimate = read(typed, negative=True)
    assert (estimate.low, estimate.mid, estimate.high) == (low, (low + high) / 2, high)
    assert estimate.distribution == "normal"


def test_an_interval_above_zero_is_lognormal_about_the_geometric_mean_of_its_ends():
    estimate = read("4 to 9")
    assert estimate.distribution == "lognormal"
    assert estimate.readback == pytest.approx((4, 6, 9))


def test_an_interval_from_zero_is_uniform_and_read_back_with_its_midpoint():
    estimate = read("0 to 30")
    assert (estimate.distribution, estimate.readback) == ("uniform", (0, 15, 30))


def test_a_share_inside_its_range_is_logit_normal_about_its_logit_midpoint():
    estimate = read("20% to 80%", share=True)
    assert estimate.distribution == "logit_normal"
    assert estimate.readback == pytest.approx((0.2, 0.5, 0.8))


@pytest.mark.parametrize(("typed", "middle"), [("0% to 5%", 0.025), ("40% to 100%", 0.7), ("0 to 1", 0.5)])
def test_a_share_that_touches_an_end_of_its_range_is_uniform(typed, middle):
    estimate = read(typed, share=True)
    assert (estimate.distribution, estimate.mid) == ("uniform", pytest.approx(middle))


def test_a_three_point_estimate_is_read_back_as_typed_with_its_mean():
    estimate = read("10 / 14 / 30")
    assert (estimate.form, estimate.distribution, estimate.readback) == ("three_point", "pert", (10, 14, 30))
    assert estimate.mean == pytest.approx((10 + 4 * 14 + 30) / 6)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("2% to 5%", 0.02, 0.05), ("2 to 5%", 0.02, 0.05), ("0.02 to 0.05", 0.02, 0.05), ("2-5%", 0.02, 0.05)],
)
def test_a_percent_sign_on_the_last_number_holds_for_those_before_it(typed, low, high):
    estimate = read(typed, share=True)
    assert (estimate.low, estimate.high) == (low, high)


def test_a_percent_sign_holds_for_all_three_points():
    assert read("2 / 3 / 5%", share=True).readback == (0.02, 0.03, 0.05)


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("8 to 15k", "Write 8k to 15k, or 8 to 15,000."),
        ("0.5 to 1m", "Write 0.5M to 1M, or 0.5 to 1,000,000."),
        ("10 / 14 / 30k", "Write 10k / 14k / 30k, or 10 / 14 / 30,000."),
        ("1,5", "write 1.5 "),
        ("0,500", "write 0.500 "),
        ("12,34,567", "Write 15,000"),
        ("1e5", "exponent. Write"),
        ("2 E-3", "exponent. Write"),
        ("8 15", "Write 8 to 15"),
        ("9 to 4", "Swap them: 4 to 9."),
        ("10 / 40 / 30", "least / most likely / most"),
        ("10 / 14", "10 / 14 / 30"),
        ("5%", "no %"),
        ("-1", "can’t be negative"),
        ("-1 to 3", "can’t be negative"),
        ("1,000,000,000,000,001", "smaller"),
        ("2000000B", "smaller"),
        ("", "is empty"),
        ("   ", "is empty"),
        ("lots", "8k to 15k"),
        ("nan", "8k to 15k"),
        ("inf", "8k to 15k"),
        ("--5", "8k to 15k"),
        ("5 to", "8k to 15k"),
        ("٣", "8k to 15k"),
        ("1_000", "8k to 15k"),
        ("0x10", "8k to 15k"),
        ("5 €", "8k to 15k"),
        ("1 / 2 / 3 / 4", "8k to 15k"),
        ("1 to 2 to 3", "8k to 15k"),
        ("\x00", "8k to 15k"),
        ("\ud800", "8k to 15k"),
        ("__class__", "8k to 15k"),
        ("9**9**9", "8k to 15k"),
    ],
)
def test_what_can_not_be_read_is_refused_with_the_name_of_the_field_and_what_to_type(typed, advice):
    with pytest.raises(EstimateError) as refusal:
        read(typed)
    assert str(refusal.value).startswith("Amount")
    assert advice in str(refusal.value)


@pytest.mark.parametrize(
    ("divides", "advice"), [(False, "Type 0 or a number above it"), (True, "Type a number above 0")]
)
def test_what_is_advised_in_place_of_a_negative_number_is_then_accepted(divides, advice):
    with pytest.raises(EstimateError, match=advice):
        read("-3", divides=divides)


@pytest.mark.parametrize("typed", ["5", "120%", "50% to 101%", "2% to 5", "-1%", "5k%"])
def test_a_share_outside_its_range_is_refused(typed):
    with pytest.raises(EstimateError, match="^Amount"):
        read(typed, share=True, negative=True)


@pytest.mark.parametrize("typed", ["0", "0 to 5", "0 / 1 / 2", "-0", "0k"])
def test_zero_is_refused_where_something_is_divided_by_it(typed):
    with pytest.raises(EstimateError, match="divided"):
        read(typed, divides=True)


@pytest.mark.parametrize(
    "hostile",
    ["[" * 65536, "(" * 10**6, "1" * 10**6, "1," * 10**5, " " * 10**6, "-" * 10**5, "1 / " * 10**5, "$" * 10**5]
    + [
        ("1,000" * 40)[: MAX_LENGTH - 1] + "x",
        ("1 " * 99)[: MAX_LENGTH - 1] + "x",
        "9" * MAX_LENGTH,
        None,
        7,
        [],
        b"1",
    ],
)
def test_hostile_input_is_refused_like_any_other(hostile):
    with pytest.raises(EstimateError):
        read(hostile)


@given(st.text() | st.text(alphabet=string.digits + " .,-–/%kMto$e+", max_size=40))
def test_nothing_but_an_estimate_or_a_sentence_comes_out(typed):
    try:
        estimate = read(typed, negative=True)
    except EstimateError:
        return
    assert -1e15 <= estimate.low <= estimate.mid <= estimate.high <= 1e15


numbers = st.just(0) | st.floats(1e-30, 1e15) | st.integers(0, 10**15)


@given(numbers)
def test_a_number_written_out_reads_back_as_itself(number):
    assert read(number_text(number)).mid == number


@given(st.floats(0.001, 1e9), st.floats(0.001, 1e9))
def test_a_range_written_out_reads_back_as_itself(one, other):
    low, high = sorted((one, other))
    estimate = read(f"{number_text(low)} to {number_text(high)}")
    assert (estimate.low, estimate.high) == (low, high)
    assert low <= estimate.median <= high


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "3"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-5, "0.00001"),
        (1e15, "1000000000000000"),
        (2.50, "2.5"),
        (100, "100"),
    ],
)
def test_a_number_is_written_in_its_shortest_form_without_exponent(number, text):
    assert number_text(number) == text


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "text", None])
def test_what_is_no_number_is_not_written(number):
    with pytest.raises(EstimateError):
        number_text(number)


def test_reading_estimates_and_stored_results_needs_no_numpy():
    program = (
        "import sys, economics as e, economics.kinds;"
        "assert e.parse('1 to 2', name='A').readback and e.inputs_key(e.Feature());"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
