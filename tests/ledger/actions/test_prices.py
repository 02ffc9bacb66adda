"""A line, or every line of a feature, is priced anew as of a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from canvas.actions import steps
from canvas.changes import Gone
from canvas.models import Change
from ledger.actions import lines
from ledger.actions.prices import NoLongerKnown, NoModel, NotKnownYet, reprice
from ledger.figures.kept_prices import kept
from ledger.models import Line
from prices import actions
from prices.bundled import Entry
from prices.rates import Rate
from tests.factories import feature_with_lines
from tests.ledger.conftest import MODEL_LINE, REVIEW, priced

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
OTHER = {**MODEL_LINE, "model": "small"}


def load(**models):
    """Load a catalogue of Acme's models, each with (day, input, output) rates."""
    entries = [
        Entry("acme", "Acme", model, model.capitalize(), None, False, tuple(_rate(*rate) for rate in rates))
        for model, rates in models.items()
    ]
    return actions.load(version="2", entries=entries)


def _rate(day, into, out):
    return Rate(day, 0, into and Decimal(into), None, out and Decimal(out))


@pytest.fixture
def feature(canvas, olga):
    load(large=[(MAY, "3", "15"), (JULY, "2", "10")], small=[(date.min, "1", "5"), (JUNE, "0.5", "2")])
    return feature_with_lines(canvas, by=olga, name="Search", lines=[MODEL_LINE, OTHER, REVIEW])


def again(canvas, feature, by, on, **named):
    return reprice(canvas=canvas, feature_id=feature.pk, on=on, by=by, **named)


def kept_by(feature):
    """What each line that names a model keeps: the input price and the day."""
    found = [kept(line) for line in feature.lines.in_order() if line.model]
    return [own and (own.price.input[0][1], own.on) for own in found]


def test_every_line_of_a_feature_takes_the_prices_of_the_day(canvas, feature, olga):
    assert len(again(canvas, feature, olga, JUNE)) == 2
    assert kept_by(feature) == [(3, JUNE), (0.5, JUNE)]
    again(canvas, feature, olga, JULY)
    assert kept_by(feature) == [(2, JULY), (0.5, JULY)]


def test_one_line_can_be_named_and_the_others_stay(canvas, feature, olga):
    line = feature.lines.get(model="small")
    assert again(canvas, feature, olga, MAY, line_id=line.pk) == [line]
    assert kept_by(feature) == [None, (1, MAY)]


def test_it_is_one_step_and_undo_takes_back_all_of_it(canvas, feature, olga):
    again(canvas, feature, olga, JUNE)
    again(canvas, feature, olga, JULY)
    steps.undo(canvas=canvas, by=olga)
    assert kept_by(feature) == [(3, JUNE), (0.5, JUNE)]
    steps.undo(canvas=canvas, by=olga)
    assert kept_by(feature) == [None, None]


def test_the_same_day_again_changes_nothing(canvas, feature, olga):
    again(canvas, feature, olga, JUNE)
    before = Change.objects.count()
    assert again(canvas, feature, olga, JUNE) == []
    assert Change.objects.count() == before


def test_a_day_before_the_first_known_price_of_any_is_refused_for_all(canvas, feature, olga):
    with pytest.raises(NotKnownYet, match="No price of acme large is known on 30 Apr 2026: .* from 1 May 2026 on"):
        again(canvas, feature, olga, MAY - timedelta(days=1))
    assert kept_by(feature) == [None, None]


def test_a_line_whose_model_is_gone_keeps_what_it_was_priced_with(canvas, feature, olga):
    again(canvas, feature, olga, JUNE)
    load(small=[(date.min, "0.25", "1")])
    changed = again(canvas, feature, olga, JULY)
    assert [line.model for line in changed] == ["small"]
    assert kept_by(feature) == [(3, JUNE), (0.25, JULY)]
    gone = feature.lines.get(model="large")
    with pytest.raises(NoLongerKnown, match="Acme Large is no longer in the catalogue"):
        again(canvas, feature, olga, JULY, line_id=gone.pk)


def test_a_price_that_lost_a_measure_takes_nothing_from_a_line(canvas, feature, olga):
    again(canvas, feature, olga, JUNE)
    load(large=[(MAY, "3", None)], small=[(date.min, "1", "5")])
    again(canvas, feature, olga, JULY)
    assert kept_by(feature)[0] == (3, JUNE)


def test_tiers_are_kept_whole(canvas, olga):
    rates = (Rate(date.min, 0, Decimal(1), None, Decimal(4)), Rate(date.min, 200_000, Decimal(2), None, Decimal(6)))
    actions.load(version="3", entries=[Entry("acme", "Acme", "large", "Large", None, False, rates)])
    feature = feature_with_lines(canvas, by=olga, lines=[MODEL_LINE])
    again(canvas, feature, olga, JULY)
    price = kept(feature.lines.get()).price
    assert price.input == ((0, 1), (200_000, 2))
    assert price.cached_input == ()


def test_a_feature_without_a_model_has_nothing_to_price(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, lines=[REVIEW])
    with pytest.raises(NoModel):
        again(canvas, feature, olga, JULY)


def test_a_line_of_another_feature_is_not_found(canvas, feature, olga):
    other = feature_with_lines(canvas, by=olga, name="Other", lines=[MODEL_LINE])
    with pytest.raises(Line.DoesNotExist):
        again(canvas, feature, olga, JULY, line_id=other.lines.get().pk)


def test_a_line_that_was_deleted_meanwhile_is_gone(canvas, feature, olga):
    line = feature.lines.get(model="small")
    lines.delete_line(canvas=canvas, line_id=line.pk, version=1, by=olga)
    with pytest.raises(Gone):
        again(canvas, feature, olga, JULY, line_id=line.pk)


def test_a_line_that_follows_today_keeps_todays(canvas, olga):
    priced()
    feature = feature_with_lines(canvas, by=olga, lines=[MODEL_LINE])
    again(canvas, feature, olga, timezone.localdate())
    priced(input="30", version="2")
    assert kept_by(feature) == [(3, timezone.localdate())]
