import pytest

from canvas.actions.steps import undo
from economics.numbers import USAGE, Number
from ledger.actions import next_check as actions
from ledger.actions.lines import delete_line
from ledger.models import NextCheck
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def price(earner):
    return earner.lines.get(kind="monetization")


def test_a_number_of_a_line_is_marked_with_its_feature(canvas, earner, price, olga):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    mark = NextCheck.objects.of(canvas).get()
    assert (mark.feature, mark.line, mark.field, mark.label) == (earner, price, "amount", "Price per use")
    assert mark.get_absolute_url() == price.get_absolute_url()


def test_a_number_of_the_usage_is_marked(canvas, earner, olga):
    mark = actions.mark(canvas=canvas, feature_id=earner.pk, number=Number(USAGE, "active_users"), by=olga)
    assert (mark.feature, mark.line, mark.label) == (earner, None, "Active users")
    assert mark.get_absolute_url() == f"{earner.get_ledger_url()}#usage-{earner.pk}"


def test_marking_another_moves_the_one_mark(canvas, earner, price, olga, edda):
    actions.mark(canvas=canvas, feature_id=earner.pk, number=Number(USAGE, "active_users"), by=olga)
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=edda)
    assert [(mark.line, mark.field) for mark in NextCheck.objects.of(canvas)] == [(price, "amount")]


def test_marking_the_same_again_changes_nothing(canvas, price, olga):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    revision = canvas.revision
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    assert canvas.revision == revision


def test_undo_puts_the_mark_back_where_it_was(canvas, earner, price, olga):
    actions.mark(canvas=canvas, feature_id=earner.pk, number=Number(USAGE, "active_users"), by=olga)
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    undo(canvas=canvas, by=olga)
    assert NextCheck.objects.of(canvas).get().field == "active_users"
    undo(canvas=canvas, by=olga)
    assert not NextCheck.objects.of(canvas).exists()


def test_the_mark_is_taken_off_and_undo_brings_it_back(canvas, price, olga):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    actions.unmark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    assert not NextCheck.objects.of(canvas).exists()
    undo(canvas=canvas, by=olga)
    assert NextCheck.objects.of(canvas).get().line == price


def test_a_mark_that_somebody_moved_meanwhile_stays(canvas, earner, price, olga, edda):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    actions.mark(canvas=canvas, feature_id=earner.pk, number=Number(USAGE, "active_users"), by=edda)
    assert actions.unmark(canvas=canvas, number=Number(price.key, "amount"), by=olga) is None
    assert NextCheck.objects.of(canvas).get().field == "active_users"


def test_the_mark_goes_with_its_line(canvas, price, olga):
    actions.mark(canvas=canvas, number=Number(price.key, "amount"), by=olga)
    delete_line(canvas=canvas, line_id=price.pk, version=price.version, by=olga)
    assert not NextCheck.objects.of(canvas).exists()
