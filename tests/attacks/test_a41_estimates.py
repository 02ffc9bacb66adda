"""A41: an estimate is read, never run: what is typed comes out as a number, or as a sentence that names the field."""

import math

import pytest

from economics.estimates import MAX_NUMBER, Estimate, EstimateError, parse
from tests.hostile import NULS, SHOWN, SURROGATES

CELLBREAK = (
    "__import__('os').system('id')", "().__class__.__bases__[0].__subclasses__()", "1 .__class__", "1.__class__",
    "eval('1')", "exec('1')", "lambda: 1", "open('/etc/passwd')", "globals()", "[x for x in ()]", "f'{1}'", "`id`",
    "$(id)", "${7*7}", "{{7*7}}", "=1+1", "@SUM(1)", "1+1", "1*1", "2**99999", "9**9**9", "1//1", "1%1", "1<<9999",
    "1 if 1 else 2", "1 or 2", "not 1", "1 and 2", "True", "None", "inf", "nan", "Infinity", "-inf", "1e999", "1E5",
    "0x10", "0o7", "0b1", "1_000", "1j", "١٢٣", "１２", "²", "½", "Ⅷ", "1\u00ad0", "1\u200b0", "1\u202e0", "1;2", "1#2",
    "1/2", "1/2/3/4", "1 to 2 to 3", "to", "-", "--1", "+-1", "1--", "1-", "/1/2", "%", "%1", "k", "1kk", "1kM", "$$1",
    "$", "1$1", "1'000", "1.000.000", "1,00", "1,,000", ",1", "1.2.3", "9" * 60, "9" * 61, "1" * 5000, "(" * 60,
    "[" * 1_000_000, "-" * 1_000_000, "1 " * 500_000, "." * 60, "1e" * 30, "0" * 60 + "1", "a" * 10**6, "\x00", "\n1\r",
)  # fmt: skip
FIELDS = ({}, {"share": True}, {"negative": True}, {"divides": True})


def outcome(text, how):
    try:
        return parse(text, name="Tokens", **how)
    except EstimateError as refusal:
        return str(refusal)


@pytest.mark.parametrize("how", FIELDS, ids=str)
def test_nothing_typed_is_run_and_everything_is_a_number_or_a_sentence(how):
    for text in (*CELLBREAK, *SHOWN, *NULS, *SURROGATES):
        read = outcome(text, how)
        if isinstance(read, str):
            assert read.startswith("Tokens")
            assert len(read) < 400
        else:
            assert isinstance(read, Estimate)
            assert all(math.isfinite(end) and abs(end) <= MAX_NUMBER for end in (read.low, read.mid, read.high))
            assert read.text == text


@pytest.mark.parametrize("text", CELLBREAK[:40])
def test_what_would_be_a_formula_elsewhere_is_refused_here(text):
    with pytest.raises(EstimateError):
        parse(text, name="Tokens")


@pytest.mark.parametrize("thing", [None, 1, 1.5, b"1", ["1"], {"a": 1}], ids=repr)
def test_only_text_is_read(thing):
    with pytest.raises(EstimateError):
        parse(thing, name="Tokens")
