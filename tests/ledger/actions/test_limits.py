"""Limits through the write door: said, said anew, taken away, undone."""

from decimal import Decimal

import pytest

from canvas import changes
from canvas.actions import steps
from economics import Limit as HeldTo
from economics.numbers import USAGE, Number
from ledger.actions.features import duplicate_feature
from ledger.actions.limits import clear_limit, set_limit
from ledger.actions.lines import delete_line
from ledger.actions.numbers import NoSuchNumber
from ledger.figures.advising import limits_of
from ledger.figures.sheets import row_of
from ledger.models import CostShare, Feature, Limit, Line
from tests.factories import feature_with_lines
from tests.ledger.conftest import LOSING


@pytest.fixture
def loser(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def price(loser):
    return loser.lines.get(kind="monetization")


def said(limit):
    return limit.fixed, limit.least, limit.most


def test_an_input_of_a_line_and_one_of_the_usage_are_limited(canvas, loser, price, olga):
    set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    set_limit(canvas=canvas, feature_id=loser.pk, number=Number(USAGE, "active_users"), fixed=True, by=olga)
    assert limits_of(canvas, row_of(canvas, loser.pk)) == {
        Number(price.key, "amount"): HeldTo(False, "", "0.2"),
        Number(USAGE, "active_users"): HeldTo(True, "", ""),
    }


def test_what_is_said_anew_takes_the_place_of_what_was_said(canvas, price, olga):
    first = set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    set_limit(canvas=canvas, number=Number(price.key, "amount"), fixed=True, version=first.version, by=olga)
    assert said(Limit.objects.get()) == (True, "", "")


def test_two_people_who_say_something_of_one_input_conflict(canvas, price, olga, edda):
    set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    with pytest.raises(changes.Conflict, match="Olga changed this"):
        set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.5", by=edda)
    assert said(Limit.objects.get()) == (False, "", "0.2")


@pytest.mark.parametrize("field", ["months_of_sun", "hourly_rate", ""])
def test_a_line_has_no_limit_of_what_is_no_field_of_it(canvas, price, olga, field):
    with pytest.raises(NoSuchNumber):
        set_limit(canvas=canvas, number=Number(price.key, field), fixed=True, by=olga)
    assert not Limit.objects.exists()


def test_a_limit_is_taken_away_and_comes_back(canvas, price, olga):
    limit = set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    clear_limit(canvas=canvas, limit_id=limit.pk, version=limit.version, by=olga)
    assert not Limit.objects.exists()
    steps.undo(canvas=canvas, by=olga)
    assert said(Limit.objects.get(pk=limit.pk)) == (False, "", "0.2")
    assert Limit.objects.get().line == price


def test_a_limit_that_has_changed_since_is_not_taken_away_unseen(canvas, price, olga):
    limit = set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    with pytest.raises(changes.MissingVersion):
        clear_limit(canvas=canvas, limit_id=limit.pk, version=None, by=olga)
    assert Limit.objects.exists()


def test_a_limit_goes_and_comes_back_with_its_line(canvas, price, olga):
    set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    delete_line(canvas=canvas, line_id=price.pk, version=price.version, by=olga)
    assert not Limit.objects.exists()
    steps.undo(canvas=canvas, by=olga)
    assert said(Limit.objects.get(line=Line.objects.get(pk=price.pk))) == (False, "", "0.2")


def test_the_copy_of_a_feature_has_its_limits(canvas, loser, price, olga):
    set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    set_limit(canvas=canvas, feature_id=loser.pk, number=Number(USAGE, "active_users"), fixed=True, by=olga)
    copy = duplicate_feature(canvas=canvas, feature_id=loser.pk, by=olga)
    assert sorted(limits_of(canvas, row_of(canvas, copy.pk)).values(), key=str) == sorted(
        limits_of(canvas, row_of(canvas, loser.pk)).values(), key=str
    )
    assert set(copy.limits.values_list("line__feature", flat=True)) == {copy.pk, None}


def test_a_limit_of_a_shared_line_holds_for_who_bears_a_part_of_it(canvas, loser, olga):
    storage = loser.lines.get(label="Storage")
    other = feature_with_lines(canvas, by=olga, **{**LOSING, "name": "Other", "lines": LOSING["lines"][2:]})
    with changes.record(canvas, by=olga) as change:
        change.create(CostShare(line=storage, feature=other, percent=Decimal(50)))
    set_limit(canvas=canvas, number=Number(storage.key, "amount"), fixed=True, by=olga)
    assert limits_of(canvas, row_of(canvas, other.pk)) == {Number(storage.key, "amount"): HeldTo(True, "", "")}
    assert Limit.objects.get().feature == Feature.objects.get(name="Loser")
