"""A cost is shared out between features, in one step that can be taken back."""

from decimal import Decimal

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from canvas import changes
from canvas.actions import steps
from ledger.actions import features, lines
from ledger.actions.shares import NotACost, TooMuch, share_cost
from ledger.figures.shares import shares_of
from ledger.figures.sheets import sheet_of
from ledger.models import CostShare, Feature
from ledger.rules import WHOLE, percent_text, rest_of, too_much
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING


@pytest.fixture
def owner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def others(canvas, owner, olga):
    return [feature_with_lines(canvas, by=olga, **{**EARNING, "name": name}) for name in ("One", "Two")]


@pytest.fixture
def line(owner):
    return owner.lines.get(label="Storage")


def share(canvas, line, by, *percents, version=1, **more):
    """Have features bear so much of a line: (feature, per cent) pairs."""
    given_out = {feature.pk: percent and Decimal(percent) for feature, percent in percents}
    return share_cost(canvas=canvas, line_id=line.pk, version=version, percents=given_out, by=by, **more)


def borne(line):
    return {part.feature.name: part.percent for part in line.shares.with_ends()}


def test_what_others_bear_is_set_and_only_what_is_named(canvas, line, others, olga):
    one, two = others
    share(canvas, line, olga, (one, "40"), (two, "12.5"))
    share(canvas, line, olga, (two, "20"))
    assert borne(line) == {"One": 40, "Two": 20}


@pytest.mark.parametrize("nothing", [None, "0"])
def test_nothing_takes_the_share_away(canvas, line, others, olga, nothing):
    share(canvas, line, olga, (others[0], "40"))
    share(canvas, line, olga, (others[0], nothing), (others[1], nothing))
    assert borne(line) == {}


def test_it_is_one_step_and_comes_back_whole(canvas, line, others, olga):
    one, two = others
    share(canvas, line, olga, (one, "40"), (two, "10"))
    share(canvas, line, olga, (one, None), (two, "30"))
    steps.undo(canvas=canvas, by=olga)
    assert borne(line) == {"One": 40, "Two": 10}
    steps.undo(canvas=canvas, by=olga)
    assert borne(line) == {}


def test_others_bear_all_of_it_at_most(canvas, line, others, olga):
    one, two = others
    share(canvas, line, olga, (one, "60"))
    with pytest.raises(TooMuch, match="come to 100.01%"):
        share(canvas, line, olga, (two, "40.01"))
    share(canvas, line, olga, (two, "40"))
    assert shares_of(canvas).of(line) == 0


def test_what_somebody_else_changed_meanwhile_is_a_conflict(canvas, line, others, olga, edda):
    one, _ = others
    share(canvas, line, edda, (one, "40"))
    with pytest.raises(changes.Conflict) as conflict:
        share(canvas, line, olga, (one, "50"), seen={one.pk: None})
    assert conflict.value.fields == {str(one.pk): ("40%", "50%")}
    assert conflict.value.by_name == "Edda"
    assert borne(line) == {"One": 40}
    share(canvas, line, olga, (one, "50"))
    assert borne(line) == {"One": 50}


def test_the_same_part_typed_twice_is_no_conflict(canvas, line, others, olga, edda):
    one, _ = others
    share(canvas, line, edda, (one, "40"))
    share(canvas, line, olga, (one, "40"), seen={one.pk: None})
    share(canvas, line, olga, (one, "45"), seen={one.pk: Decimal("40.00")})
    assert borne(line) == {"One": 45}


def test_a_version_that_was_never_reached_is_refused(canvas, line, others, olga):
    for version in (None, 2):
        with pytest.raises(changes.MissingVersion):
            share(canvas, line, olga, (others[0], "40"), version=version)


def test_value_is_not_shared(canvas, owner, others, olga):
    with pytest.raises(NotACost):
        share(canvas, owner.lines.get(kind="monetization"), olga, (others[0], "40"))


def test_a_feature_is_not_offered_its_own_cost_nor_that_of_another_canvas(canvas, line, owner, olga, workspace):
    with pytest.raises(Feature.DoesNotExist):
        share(canvas, line, olga, (owner, "40"))


def test_a_feature_that_goes_gives_its_part_back_and_undo_takes_it_again(canvas, line, others, olga):
    one, _ = others
    share(canvas, line, olga, (one, "40"))
    features.delete_feature(canvas=canvas, feature_id=one.pk, version=1, by=olga)
    assert shares_of(canvas).of(line) == 1
    steps.undo(canvas=canvas, by=olga)
    assert shares_of(canvas).of(line) == 0.6


def test_a_line_that_goes_is_borne_by_nobody(canvas, line, others, olga):
    share(canvas, line, olga, (others[0], "40"))
    lines.delete_line(canvas=canvas, line_id=line.pk, version=1, by=olga)
    assert not CostShare.objects.exists()
    assert not sheet_of(canvas).rows[1].borne


def test_the_log_says_what_was_shared(canvas, line, others, olga):
    share(canvas, line, olga, (others[0], "12.50"))
    assert str(CostShare.objects.get()) == "12.5% of a shared cost"
    assert canvas.changes.newest_first()[0].at <= timezone.now()


PERCENTS = st.lists(st.decimals(0, 100, places=2), max_size=6)


@given(PERCENTS)
def test_what_others_bear_and_what_remains_are_always_the_whole(percents):
    assert rest_of(percents) + sum(percents) == WHOLE
    assert bool(too_much(percents)) == (rest_of(percents) < 0)


@given(st.decimals(0, 100, places=2))
def test_a_per_cent_reads_back_as_it_is(percent):
    assert Decimal(percent_text(percent).removesuffix("%")) == percent


@pytest.mark.parametrize("percents", [("40", "12.5"), ("33.33", "33.33"), ("99.99", "0.01"), ("100", None)])
def test_the_totals_of_the_canvas_count_each_part_once(canvas, line, others, olga, percents):
    before = sheet_of(canvas)
    share(canvas, line, olga, *zip(others, percents, strict=True))
    after = sheet_of(canvas)
    # All three are used as much, so that moving the cost between them changes no total.
    assert after.cost == pytest.approx(before.cost)
    assert after.margin == pytest.approx(before.margin)
