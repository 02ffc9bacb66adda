"""A sign of another currency than the canvas's is told from one that can stand for it."""

import pytest

from canvas.currencies import foreign_sign


@pytest.mark.parametrize(
    ("text", "currency", "sign"),
    [
        ("$5", "USD", ""),
        ("$5 to $8", "CAD", ""),
        ("5", "EUR", ""),
        ("₿5", "EUR", ""),
        ("R$5", "BRL", ""),
        ("¥5", "CNY", ""),
        ("€5", "USD", "€"),
        ("5 to $8", "EUR", "$"),
        ("£5", "EUR", "£"),
        ("¥5", "KRW", "¥"),
    ],
)
def test_a_sign_is_foreign_where_it_cannot_stand_for_the_currency(text, currency, sign):
    assert foreign_sign(text, currency) == sign
