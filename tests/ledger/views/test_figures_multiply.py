"""Whoever multiplies two figures that stand side by side gets the third, within what their digits show."""

import re
from html import unescape

import pytest
from django.core.management import call_command

from tests.economics import features
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED

SIZES = {"": 1, "k": 1e3, "M": 1e6, "B": 1e9}
NUMBER = re.compile(r"([−+]?)[$]?([\d,]+(?:\.\d+)?)([kMB]?)\b")
RENT = {"kind": "other", "label": "Rent", "amount": "300 to 500", "basis": "per_month"}
SEATS = {"kind": "monetization", "method": "subscription", "price_per_month": "12", "attach_rate": "3% to 8%"}
SPREAD = {
    **EARNING,
    "name": "Spread",
    "active_users": "2000 to 5000",
    "uses_per_user_per_month": "8 to 20",
    "lines": [REVIEW, {**STORAGE, "amount": "0.004 to 0.03"}, RENT, TIME_SAVED, SEATS],
}
SMALL = {
    **SPREAD,
    "name": "Small",
    "lines": [{**STORAGE, "amount": "0.0004 to 0.0008"}, TIME_SAVED, {**PAID_PER_USE, "amount": "0.001 to 0.002"}],
}


class Shown:
    """A figure as it is read: between `low` and `high`, by its last digit."""

    def __init__(self, text):
        sign, digits, letter = NUMBER.search(text).groups()
        _, _, decimals = digits.partition(".")
        size = SIZES[letter] * (-1 if sign == "−" else 1)
        value, half = float(digits.replace(",", "")), 0.5 * 10 ** -len(decimals)
        self.low, self.high = sorted(((value - half) * size, (value + half) * size))


def assert_agree(per_use, uses, month, fixed=None):
    """The product, less what is fixed, can be the month."""
    products = [a * b for a in (per_use.low, per_use.high) for b in (uses.low, uses.high)]
    low, high = min(products), max(products)
    if fixed:
        low, high = low - fixed.high, high - fixed.low
    assert low <= month.high
    assert month.low <= high


def words(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture
def page_rows(canvas, olga):
    for each in (SPREAD, SMALL, EARNING):
        feature_with_lines(canvas, by=olga, **each)

    def rows(html):
        found = {
            name: row for row in html.split("<tr") for name in ("Spread", "Small", "Earner") if f">{name}</a>" in row
        }
        assert len(found) == 3
        return {name: [words(cell) for cell in row.split("<td")[1:]] for name, row in found.items()}

    return rows


def assert_row_agrees(contribution, uses, month):
    """A row of a list: the margin of its month, and beneath it the contribution of the month less what is fixed."""
    first, _, second = month.partition(" less ")
    margin, *before = NUMBER.finditer(first)
    figures = Shown(contribution), Shown(uses)
    if not second:
        assert_agree(*figures, Shown(margin[0]))
        return
    assert_agree(*figures, Shown(margin[0]), fixed=Shown(second))
    assert_agree(*figures, Shown(before[0][0]))


def test_on_the_dashboard(page_rows, workspace, victor_client):
    for name, cells in page_rows(victor_client.get(workspace.get_absolute_url()).text).items():
        assert ("less" in cells[3]) == (name == "Spread")
        assert_row_agrees(cells[0], cells[1], cells[3])


def test_in_the_ledger(page_rows, canvas, victor_client):
    for name, cells in page_rows(victor_client.get(f"{canvas.get_absolute_url()}ledger/").text).items():
        assert ("less" in cells[3]) == (name == "Spread")
        assert_row_agrees(cells[0].partition("<")[0], cells[2].partition(">")[2], cells[3].partition(">")[2])


def test_in_the_table_of_a_feature(canvas, olga, victor_client):
    feature = feature_with_lines(canvas, by=olga, **SPREAD)
    page = victor_client.get(feature.get_ledger_url()).text
    uses = re.search(r"Uses a month</[^>]+>\s*<dd[^>]*>([^<]+)<", page)
    rows = [re.findall(r'<td class="n[^>]*data-l="(Per use|A month)">([^<]*)<', row) for row in page.split("<tr")]
    pairs = [(dict(row)["Per use"], dict(row)["A month"]) for row in rows if len(row) == 2]
    multiplied = [pair for pair in pairs if all(map(str.strip, pair))]
    assert len(multiplied) >= 7
    for per_use, month in multiplied:
        assert_agree(Shown(per_use), Shown(uses[1]), Shown(month))


def test_in_a_terminal(capsys):
    call_command("evaluate", str(features.HERE / "economics.json"))
    rows = re.findall(r"^  (\S.*?) {2,}(.+)$", capsys.readouterr().out, re.MULTILINE)
    second = [label for label, _ in rows].index("Verdict", 1)
    for each in (dict(rows[:second]), dict(rows[second:])):
        per_use, uses, fixed, month = (
            Shown(each[name])
            for name in ("Contribution per use", "Uses a month", "Fixed costs a month", "Margin a month")
        )
        assert_agree(per_use, uses, month, fixed)
