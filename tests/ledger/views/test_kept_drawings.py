"""The drawings of a feature's page are kept as drawn, and never one moment longer than they are true."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from canvas.actions.canvases import edit_canvas
from canvas.actions.steps import undo
from economics.numbers import Number
from ledger.actions import features, lines, next_check, scenarios, shares
from ledger.pages.sections import scale, tornado
from teams.actions.workspaces import set_half_life
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, MODEL_LINE, priced
from tests.ledger.parts import from_part, part_url

UNSURE = {**EARNING, "active_users": "80 to 120", "uses_per_user_per_month": "8 to 12"}
UNSURE["lines"] = [
    *EARNING["lines"][:3],
    {**EARNING["lines"][3], "label": "The plan", "amount": "0.1 to 0.4"},
]


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def unsure(canvas, olga):
    return feature_with_lines(canvas, by=olga, **UNSURE)


@pytest.fixture
def plan(unsure):
    return unsure.lines.get(kind="monetization")


def shown(client, feature):
    """The page without what differs from one answer to the next: its tokens."""
    return re.sub(r'(X-CSRFToken": |csrfmiddlewaretoken" value=)"\w+"', "", client.get(part_url(feature, "whole")).text)


CHANGES = {
    "a number is marked": lambda it: next_check.mark(canvas=it.canvas, number=Number(it.plan.key, "amount"), by=it.by),
    "a line is renamed": lambda it: lines.edit_line(
        canvas=it.canvas, line_id=it.plan.pk, version=it.plan.version, label="The fee", by=it.by
    ),
    "evidence gets an old date": lambda it: lines.edit_line(
        canvas=it.canvas,
        line_id=it.plan.pk,
        version=it.plan.version,
        evidence_date=timezone.localdate() - timedelta(days=400),
        by=it.by,
    ),
    "the usage is another": lambda it: features.edit_feature(
        canvas=it.canvas, feature_id=it.feature.pk, version=it.feature.version, active_users="800 to 1200", by=it.by
    ),
    "the spread between users is said": lambda it: features.edit_feature(
        canvas=it.canvas,
        feature_id=it.feature.pk,
        version=it.feature.version,
        per_user_median="6",
        per_user_p90="20",
        per_user_p99="60",
        by=it.by,
    ),
    "a scenario is tried": lambda it: scenarios.add_scenario(
        canvas=it.canvas,
        feature_id=it.feature.pk,
        name="Dearer",
        inputs=[(Number(it.plan.key, "amount"), "0.9")],
        by=it.by,
    ),
    "a cost is shared": lambda it: shares.share_cost(
        canvas=it.canvas,
        line_id=it.feature.lines.get(kind="other").pk,
        version=1,
        percents={it.other.pk: Decimal(40)},
        by=it.by,
    ),
    "the currency is another": lambda it: edit_canvas(
        canvas=it.canvas, version=it.canvas.version, currency="EUR", by=it.by
    ),
    "the last step is taken back": lambda it: undo(canvas=it.canvas, by=it.by),
    "the half-life is shorter": lambda it: set_half_life(workspace=it.canvas.workspace, days=1),
}


class It:
    def __init__(self, **known):
        self.__dict__.update(known)


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_changes_is_drawn_anew(change, canvas, unsure, plan, olga, edda_client):
    other = feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Other"})
    lines.edit_line(
        canvas=canvas, line_id=plan.pk, version=1, evidence_date=timezone.localdate() - timedelta(days=9), by=olga
    )
    plan.refresh_from_db()
    before = shown(edda_client, unsure)
    change(It(canvas=canvas, feature=unsure, plan=plan, other=other, by=olga))
    after = shown(edda_client, unsure)
    cache.clear()
    assert after == shown(edda_client, unsure) != before


def test_new_model_prices_are_drawn(canvas, olga, edda_client, db):
    priced(input="3")
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [MODEL_LINE, *EARNING["lines"]]})
    feature.lines.filter(kind="inference").update(kept_prices=None)
    before = shown(edda_client, feature)
    priced(input="30", version="2")
    after = shown(edda_client, feature)
    cache.clear()
    assert after == shown(edda_client, feature) != before


def test_a_change_is_answered_with_what_it_changed(canvas, unsure, plan, edda_client):
    shown(edda_client, unsure)
    url = reverse("ledger:next-check", args=[canvas.pk, unsure.pk])
    answer = edda_client.post(url, {"number": f"{plan.key}:amount"}, headers=from_part(unsure, "risk"))
    assert answer.text.partition('class="tornado-rows"')[2].partition("</ol>")[0].count("Next to check") == 1


def test_who_may_not_edit_gets_nothing_to_press_from_what_was_drawn_for_an_editor(unsure, edda_client, victor_client):
    assert "mark-next" in shown(edda_client, unsure)
    assert "mark-next" not in shown(victor_client, unsure)
    assert "mark-next" in shown(edda_client, unsure)


def test_a_token_is_never_kept(unsure, edda_client, olga_client, client):
    kept = []
    real = cache.set
    try:
        cache.set = lambda key, value, *rest, **options: kept.append(value) or real(key, value, *rest, **options)
        shown(edda_client, unsure)
    finally:
        cache.set = real
    assert len(kept) == 9
    assert not [each for each in kept if "csrfmiddlewaretoken" in str(each)]


def test_what_stays_the_same_is_not_drawn_again(unsure, edda_client, monkeypatch):
    before = shown(edda_client, unsure)
    for module, name in ((scale, "draw_scale"), (scale, "draw_stick"), (tornado, "draw_tornado")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("It was drawn before."))
    assert shown(edda_client, unsure) == before


def test_evidence_ages_with_the_day(canvas, unsure, plan, olga, edda_client, monkeypatch):
    lines.edit_line(canvas=canvas, line_id=plan.pk, version=1, evidence_date=date(2026, 1, 1), by=olga)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 1, 2))
    assert "ageing: " not in shown(edda_client, unsure)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 12, 2))
    chart = shown(edda_client, unsure).partition('class="tornado-rows"')[2].partition("</ol>")[0]
    assert "ageing: 335 days old" in chart
