"""A page works out no hash twice, and a gesture reads its feature once before and once after what it changes."""

from collections import Counter

import pytest
from django.core.cache import cache
from django.urls import reverse

import economics
from economics.numbers import Number
from ledger.actions import limits, next_check
from ledger.figures import sheets
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING

HTMX = {"HX-Request": "true"}


@pytest.fixture
def unsure(canvas, olga):
    return feature_with_lines(canvas, by=olga, **{**EARNING, "active_users": "80 to 120"})


@pytest.fixture
def hashed(monkeypatch):
    """How often each feature was hashed, by what it is."""
    count, real = Counter(), economics.inputs_key

    def counting(plain):
        key = real(plain)
        count[key] += 1
        return key

    monkeypatch.setattr(economics, "inputs_key", counting)
    return count


@pytest.fixture
def read(monkeypatch):
    """The canvases whose sheets were read."""
    count, real = [], sheets.sheets_of
    monkeypatch.setattr(sheets, "sheets_of", lambda *args, **options: count.append(args) or real(*args, **options))
    return count


def test_a_page_works_out_no_hash_twice(canvas, unsure, olga, edda_client, hashed):
    limits.set_limit(canvas=canvas, feature_id=unsure.pk, number=Number("usage", "active_users"), most="500", by=olga)
    for address in (unsure.get_absolute_url(), reverse("ledger:page", args=[canvas.pk]), canvas.get_absolute_url()):
        cache.clear()
        hashed.clear()
        assert edda_client.get(address).status_code == 200
        assert hashed
        assert set(hashed.values()) == {1}, address


def test_a_page_reads_its_sheet_once(canvas, unsure, edda_client, read):
    names = ("page", "totals", "portfolio")
    addresses = [unsure.get_absolute_url(), *(reverse(f"ledger:{name}", args=[canvas.pk]) for name in names)]
    for address in addresses:
        read.clear()
        assert edda_client.get(address).status_code == 200
        assert len(read) == 1, address


GESTURES = {
    "a number is marked": ("next-check", {"number": "usage:active_users"}),
    "a number is limited": ("limits", {"number": "usage:active_users", "version": "0", "fixed": "1"}),
    "a scenario is tried": ("scenarios", {"number": "usage:active_users", "value": "500"}),
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_gesture_that_changes_no_figure_reads_its_feature_once(canvas, unsure, edda_client, read, gesture):
    name, data = GESTURES[gesture]
    answer = edda_client.post(reverse(f"ledger:{name}", args=[canvas.pk, unsure.pk]), data, headers=HTMX)
    assert answer.status_code == 200
    assert len(read) == 1


def test_a_mark_that_is_taken_off_reads_it_once(canvas, unsure, olga, edda_client, read):
    next_check.mark(canvas=canvas, feature_id=unsure.pk, number=Number("usage", "active_users"), by=olga)
    address = reverse("ledger:next-check-delete", args=[canvas.pk, unsure.pk])
    assert edda_client.post(address, {"number": "usage:active_users"}, headers=HTMX).status_code == 200
    assert len(read) == 1


def test_a_line_that_is_removed_reads_it_once(unsure, edda_client, read):
    line = unsure.lines.get(label="Storage")
    address = reverse("ledger:line-delete", args=[unsure.canvas_id, line.pk])
    assert edda_client.post(address, {"version": line.version}, headers=HTMX).status_code == 200
    assert len(read) == 1
