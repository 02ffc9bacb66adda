"""Evidence on a feature's page: how old it is, by the half-life of its workspace."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ledger.figures.sheets import row_of
from ledger.pages.sections import Sections
from teams.actions.workspaces import set_half_life
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING


def made(canvas, olga, *, usage_days=None, line_days=None):
    """A feature whose usage and whose first line were measured so many days ago."""
    today = timezone.localdate()

    def measured(days):
        return {"evidence_level": "measured", "evidence_date": today - timedelta(days=days)} if days is not None else {}

    first, *others = EARNING["lines"]
    return feature_with_lines(
        canvas, by=olga, **{**EARNING, "lines": [first | measured(line_days), *others]}, **measured(usage_days)
    )


def test_old_evidence_of_a_line_is_shown_as_ageing(canvas, olga, victor_client):
    feature = made(canvas, olga, line_days=212)
    page = victor_client.get(feature.get_absolute_url()).text
    row = page.partition(f'id="line-{feature.lines.in_order().first().pk}"')[2].partition("</tr>")[0]
    assert "ageing: 212 days old" in row
    assert "#i-clock" in row
    assert page.count("ageing: ") == 1


def test_old_evidence_of_the_usage_is_shown_as_ageing(canvas, olga, victor_client):
    page = victor_client.get(made(canvas, olga, usage_days=400).get_absolute_url()).text
    assert "ageing: 400 days old" in page.partition('<dl class="facts"')[2].partition("</dl>")[0]


@pytest.mark.parametrize("days", [None, 180, -30])
def test_fresh_undated_and_future_evidence_is_not(canvas, olga, victor_client, days):
    page = victor_client.get(made(canvas, olga, usage_days=days, line_days=days).get_absolute_url()).text
    assert "ageing: " not in page


def test_the_half_life_is_that_of_the_workspace(canvas, workspace, olga, victor_client):
    feature = made(canvas, olga, line_days=40)
    assert "ageing: " not in victor_client.get(feature.get_absolute_url()).text
    set_half_life(workspace=workspace, days=30)
    assert "ageing: 40 days old" in victor_client.get(feature.get_absolute_url()).text


def test_a_preview_keeps_saying_it(canvas, olga, edda_client):
    feature = made(canvas, olga, line_days=212)
    where = f"{feature.get_absolute_url()}usage/preview/"
    data = {"version": 1, "step": "00000000-0000-4000-8000-000000000001", "active_users": "90"}
    assert "ageing: 212 days old" in edda_client.post(where, data, headers={"HX-Request": "true"}).text


def test_age_changes_neither_the_verdict_nor_the_gate(canvas, olga):
    old = row_of(canvas, made(canvas, olga, usage_days=900, line_days=900).pk)
    assert old.evaluation.verdict.id == "healthy"
    assert "ageing" not in " ".join(check.sentence for check in Sections(canvas, old).gate.checks)
