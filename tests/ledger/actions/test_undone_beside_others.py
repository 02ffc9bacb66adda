"""An undo brings nothing back that clashes with what others have done meanwhile."""

from decimal import Decimal

import pytest

from canvas.actions import steps
from canvas.models import Change
from ledger import rules
from ledger.actions import features, lines, scenarios, shares
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, PAID_PER_USE, REVIEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def clashes(canvas, edda):
    """A function that expects Edda's undo to be refused with these words, and nothing to be changed by it."""

    def clashes(words):
        before = Change.objects.count()
        with pytest.raises(steps.NoLongerFits, match=words):
            steps.undo(canvas=canvas, by=edda)
        assert Change.objects.count() == before

    return clashes


def delete(canvas, line, by):
    line.refresh_from_db()
    lines.delete_line(canvas=canvas, line_id=line.pk, version=line.version, by=by)


def test_shares_that_would_come_to_more_than_the_whole(canvas, earner, olga, edda, clashes):
    line = earner.lines.get(label="Storage")
    one, two = (features.add_feature(canvas=canvas, name=name, by=olga) for name in ("Search", "Chat"))
    shares.share_cost(canvas=canvas, line_id=line.pk, version=1, percents={one.pk: Decimal(70)}, by=edda)
    shares.share_cost(canvas=canvas, line_id=line.pk, version=1, percents={one.pk: None}, by=edda)
    shares.share_cost(canvas=canvas, line_id=line.pk, version=1, percents={two.pk: Decimal(70)}, by=olga)
    clashes("more than 100%")
    shares.share_cost(canvas=canvas, line_id=line.pk, version=1, percents={two.pk: Decimal(30)}, by=olga)
    steps.undo(canvas=canvas, by=edda)
    assert sum(share.percent for share in line.shares.all()) == 100


def test_a_line_beside_the_reason_why_there_is_none(canvas, earner, olga, edda, clashes):
    delete(canvas, earner.lines.get(kind="human_review"), edda)
    features.edit_feature(canvas=canvas, feature_id=earner.pk, version=1, human_review_na="Nobody looks", by=olga)
    clashes("reason why there is none")


def test_a_driver_line_beside_the_reason_why_there_is_none(canvas, earner, olga, edda, clashes):
    delete(canvas, earner.lines.get(kind="monetization"), edda)
    features.edit_feature(canvas=canvas, feature_id=earner.pk, version=1, neither_driver="A courtesy", by=olga)
    clashes("reason why there is none")


@pytest.mark.parametrize(("reason", "line"), [("human_review_na", REVIEW), ("neither_driver", PAID_PER_USE)])
def test_a_reason_beside_a_line(canvas, olga, edda, clashes, reason, line):
    feature = feature_with_lines(canvas, by=olga, name="Search")
    for text in ("None", ""):
        feature.refresh_from_db()
        features.edit_feature(canvas=canvas, feature_id=feature.pk, version=feature.version, by=edda, **{reason: text})
    lines.add_line(canvas=canvas, feature_id=feature.pk, by=olga, **line)
    clashes("reason why there is none")


def test_a_feature_whose_name_another_has_in_other_letters(canvas, olga, edda, clashes):
    gone = features.add_feature(canvas=canvas, name="übersicht", by=edda)
    features.delete_feature(canvas=canvas, feature_id=gone.pk, version=1, by=edda)
    features.add_feature(canvas=canvas, name="ÜBERSICHT", by=olga)
    clashes("Rename that first")


def discarded(canvas, feature, name, by):
    made = scenarios.add_scenario(canvas=canvas, feature_id=feature.pk, name=name, inputs=[], by=by)
    scenarios.discard_scenario(canvas=canvas, scenario_id=made.pk, version=made.version, by=by)


def test_a_scenario_whose_name_another_has_in_other_letters(canvas, earner, olga, edda, clashes):
    discarded(canvas, earner, "Günstig", edda)
    scenarios.add_scenario(canvas=canvas, feature_id=earner.pk, name="GÜNSTIG", inputs=[], by=olga)
    clashes("Rename that first")


def test_a_ninth_scenario(canvas, earner, olga, edda, clashes):
    discarded(canvas, earner, "Ninth", edda)
    for n in range(rules.SCENARIO_LIMIT):
        scenarios.add_scenario(canvas=canvas, feature_id=earner.pk, name=f"S{n}", inputs=[], by=olga)
    clashes("8 other scenarios")


def test_more_features_or_lines_than_there_can_be(canvas, earner, olga, edda, clashes, monkeypatch):
    gone = features.add_feature(canvas=canvas, name="Search", by=edda)
    features.delete_feature(canvas=canvas, feature_id=gone.pk, version=1, by=edda)
    monkeypatch.setattr(rules, "FEATURE_LIMIT", 1)
    clashes("1 other features")
    delete(canvas, earner.lines.get(label="Storage"), edda)
    monkeypatch.setattr(rules, "LINE_LIMIT", 1)
    clashes("as many other lines")
