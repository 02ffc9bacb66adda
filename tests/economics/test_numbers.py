"""The one name of a number of a feature."""

import pytest

from economics.numbers import Number, NumberError


@pytest.mark.parametrize(
    ("text", "key", "field"),
    [
        ("other-1:amount", "other-1", "amount"),
        ("usage:active_users", "usage", "active_users"),
        ("inference-1:units.web_searches", "inference-1", "units.web_searches"),
        ("a key: of her own:amount", "a key: of her own", "amount"),
    ],
)
def test_a_name_is_read_and_written_the_same(text, key, field):
    number = Number.parse(text)
    assert (number.key, number.field) == (key, field)
    assert str(number) == text


@pytest.mark.parametrize("text", ["", ":", "usage", "usage:", ":amount", "costs.0.amount", "other-1-amount"])
def test_what_names_no_number_is_refused_with_how_to_write_one(text):
    with pytest.raises(NumberError, match="other-1:amount"):
        Number.parse(text)


def test_what_is_of_the_usage_says_so():
    assert Number.parse("usage:active_users").is_of_usage
    assert not Number.parse("usage-1:amount").is_of_usage
