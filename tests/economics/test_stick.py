"""The value stick and the sentence beneath it."""

import pytest

from economics import evaluate
from economics.stick import stick
from tests.economics.features import complete_feature, line, worked_examples


def stick_of(worth, price, cost):
    value = (
        line("perceived", "willingness_to_pay", amount=worth),
        line("monetization", "price_per_use", amount=price) if price else line("monetization", "advertising"),
    )
    if not price:
        inputs = {"impressions_per_use": "1", "revenue_per_thousand": "100"}
        value = (value[0], line("monetization", "advertising", **inputs))
    return stick(evaluate(complete_feature(value=value, costs=(line("other", basis="per_use", amount=cost),))))


@pytest.mark.parametrize(
    ("worth", "price", "cost", "finding"),
    [
        ("1", "0.4", "0.1", "The user who pays gains more from a use than we keep."),
        ("1", "0.8", "0.1", "The user who pays gains less from a use than we keep."),
        ("1", "0.5", "0", "The user who pays gains as much from a use as we keep."),
        ("1", "0.4", "0.5", "The user who pays gains, at our expense: a use costs more than we capture."),
        ("0.2", "0.4", "0.1", "Whoever pays, pays more than a use is worth to them, and we keep the difference."),
        ("0.2", "0.4", "0.5", "Whoever pays, pays more than a use is worth to them, and we lose on it too."),
        ("1", "", "0.05", "The user pays nothing and gains more from a use than we keep."),
    ],
)
def test_the_stick_says_who_gains(worth, price, cost, finding):
    found = stick_of(worth, price, cost)
    assert found.finding == finding
    assert found.user_gain == pytest.approx(found.perceived - found.price)
    assert found.kept == pytest.approx(found.captured - found.cost)


def test_the_stick_of_the_search_by_hand():
    found = stick(evaluate(worked_examples()[1]))
    assert (found.perceived, found.price, found.captured, found.cost) == pytest.approx((0.1, 0, 0.036, 0.0915))


def test_what_is_missing_is_none_and_said():
    found = stick(evaluate(complete_feature(costs=())))
    assert (found.cost, found.kept, found.perceived) == (None, None, 1)
    assert "shows once it is known" in found.finding
