"""Rows go in, figures come out, are kept while they hold, and are never taken from stale ones."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import economics
from canvas.actions import canvases
from ledger.actions import features as actions
from ledger.actions import lines as line_actions
from ledger.figures.sheets import row_of, sheet_of, tried_row
from ledger.models import Feature, Figures
from prices import actions as catalogue_actions
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, MODEL_LINE, PAID_PER_USE, REVIEW, priced

USAGE = {"active_users": "100", "uses_per_user_per_month": "10"}


@pytest.fixture
def count_evaluations(monkeypatch):
    done = []
    real = economics.evaluate
    monkeypatch.setattr(economics, "evaluate", lambda feature: done.append(feature.name) or real(feature))
    return done


def test_the_figures_are_those_of_the_arithmetic(canvas, olga):
    feature_with_lines(canvas, by=olga, **EARNING)
    [row] = sheet_of(canvas).rows
    # By hand: 1,000 uses a month; earns 0.25, costs 1% x 3 / 60 x 30 = 0.015 and 0.01; fixed nothing.
    assert row.margin.mean == pytest.approx(0.225)
    assert row.uses == pytest.approx(1000)
    assert row.monthly_profit == pytest.approx(225)
    assert row.evaluation.verdict.id == "healthy"


def test_the_lines_of_a_row_are_its_costs_then_its_value_in_order(canvas, olga):
    feature_with_lines(canvas, by=olga, lines=[PAID_PER_USE, REVIEW, {"kind": "other"}])
    assert [line.kind for line in sheet_of(canvas).rows[0].lines] == ["human_review", "other", "monetization"]


def test_figures_are_worked_out_once(canvas, olga, count_evaluations):
    feature_with_lines(canvas, by=olga, **EARNING)
    first, second = sheet_of(canvas).rows, sheet_of(canvas).rows
    assert count_evaluations == [EARNING["name"]]
    assert first[0].evaluation == second[0].evaluation


@pytest.mark.parametrize(
    "change",
    [
        {"active_users": "200"},
        {"uses_ai": True, "inference_na": ""},
        {"neither_driver": "x"},
    ],
)
def test_a_changed_feature_is_worked_out_again(canvas, olga, count_evaluations, change):
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [REVIEW]})
    sheet_of(canvas)
    actions.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, by=olga, **change)
    sheet_of(canvas)
    assert len(count_evaluations) == 2
    assert Figures.objects.count() == 1


def test_a_changed_line_is_worked_out_again(canvas, olga, count_evaluations):
    feature = feature_with_lines(canvas, by=olga, **EARNING)
    before = sheet_of(canvas).rows[0].margin.mean
    line = feature.lines.get(kind="monetization")
    line_actions.edit_line(canvas=canvas, line_id=line.pk, version=1, amount="0.5", by=olga)
    assert sheet_of(canvas).rows[0].margin.mean == pytest.approx(before + 0.25)


def test_only_the_feature_that_changed_is_worked_out_again(canvas, olga, count_evaluations):
    for name in "ABC":
        feature_with_lines(canvas, by=olga, **{**EARNING, "name": name})
    sheet_of(canvas)
    changed = canvas.features.get(name="B")
    actions.edit_feature(canvas=canvas, feature_id=changed.pk, version=1, active_users="7", by=olga)
    sheet_of(canvas)
    assert count_evaluations == ["A", "B", "C", "B"]


def test_a_new_rate_or_currency_is_worked_out_again(canvas, olga):
    priced()
    feature_with_lines(canvas, by=olga, lines=[MODEL_LINE], **USAGE)
    canvas = canvases.edit_canvas(canvas=canvas, version=1, currency="EUR", by=olga)
    assert not row_is_complete(canvas)
    canvas = canvases.edit_canvas(canvas=canvas, version=2, usd_rate=Decimal("0.5"), by=olga)
    in_euro = line_cost(canvas)
    canvas = canvases.edit_canvas(canvas=canvas, version=3, usd_rate=Decimal("1"), by=olga)
    assert line_cost(canvas) == pytest.approx(2 * in_euro)


def test_a_new_catalogue_is_worked_out_again(canvas, olga):
    priced(input="3")
    feature_with_lines(canvas, by=olga, lines=[MODEL_LINE], **USAGE)
    # By hand: 1000 tokens in at 3 and 100 out at 15 dollars per million.
    assert line_cost(canvas) == pytest.approx(0.0045)
    priced(input="6", version="2")
    assert line_cost(canvas) == pytest.approx(0.0075)


def test_a_model_without_a_price_is_not_quantified_and_never_free(canvas, olga):
    catalogue_actions.load(version="1", entries=[])
    feature_with_lines(canvas, by=olga, lines=[MODEL_LINE, REVIEW, PAID_PER_USE], data_acquisition_na="None", **USAGE)
    [row] = sheet_of(canvas).rows
    assert row.evaluation.results.variable_cost_per_use is None
    assert not row_is_complete(canvas)
    assert "No price is known for this model" in " ".join(row.missing)


def row_is_complete(canvas):
    return sheet_of(canvas).rows[0].evaluation.lines[0].is_complete


def line_cost(canvas):
    return sheet_of(canvas).rows[0].evaluation.lines[0].summary.mean


def test_the_sums_count_quantified_features_only(canvas, olga):
    feature_with_lines(canvas, by=olga, **EARNING)
    feature_with_lines(canvas, by=olga, **LOSING)
    feature_with_lines(canvas, by=olga, name="Not filled")
    sheet = sheet_of(canvas)
    # Earns 1,000 x 0.25 at 1,000 x 0.025; loses 1,000 x 0.05 at 1,000 x 0.115.
    assert sheet.value_captured == pytest.approx(300)
    assert sheet.cost == pytest.approx(140)
    assert sheet.margin == pytest.approx(160)
    assert [row.feature.name for row in sheet.quantified] == [EARNING["name"], LOSING["name"]]


def test_the_sums_of_nothing_quantified_are_unknown_and_not_nought(canvas, olga):
    feature_with_lines(canvas, by=olga)
    sheet = sheet_of(canvas)
    assert (sheet.value_captured, sheet.cost, sheet.margin, sheet.cost_signed) == (None, None, None, None)
    assert sheet.tone == "unknown"


def test_the_scale_reaches_to_the_farthest_end_of_any_margin(canvas, olga):
    assert sheet_of(canvas).reach == 0
    feature_with_lines(canvas, by=olga, **EARNING)
    feature_with_lines(canvas, by=olga, **{**LOSING, "lines": [REVIEW, {**PAID_PER_USE, "amount": "1 to 2"}]})
    assert sheet_of(canvas).reach == pytest.approx(2, rel=0.05)


def test_the_queries_do_not_grow_with_features_and_lines(canvas, olga, django_assert_num_queries):
    priced()
    for number in range(3):
        feature_with_lines(canvas, by=olga, name=f"F{number}", lines=[MODEL_LINE, REVIEW], **USAGE)
    sheet_of(canvas)
    with django_assert_num_queries(4):
        sheet_of(canvas)
    for number in range(9):
        feature_with_lines(canvas, by=olga, name=f"G{number}", lines=[MODEL_LINE] * 4, **USAGE)
    sheet_of(canvas)
    with django_assert_num_queries(4):
        assert len(sheet_of(canvas).rows) == 12


def test_one_feature_can_be_asked_for_and_only_of_its_own_canvas(canvas, olga, workspace):
    feature = feature_with_lines(canvas, by=olga, **EARNING)
    feature_with_lines(canvas, by=olga, **LOSING)
    assert row_of(canvas, feature.pk).feature == feature
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    with pytest.raises(Feature.DoesNotExist):
        row_of(other, feature.pk)


def test_a_trial_takes_what_stands_in_memory_and_stores_nothing(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, **EARNING)
    lines = list(feature.lines.in_order())
    lines[-1].amount = "1.25"
    evaluation = tried_row(canvas, feature, lines).evaluation
    assert evaluation.results.contribution_per_use.mean == pytest.approx(1.225)
    assert not Figures.objects.exists()


def test_figures_of_a_feature_deleted_meanwhile_are_let_go(canvas, olga, monkeypatch, transactional_db):
    feature = feature_with_lines(canvas, by=olga, **EARNING)
    real = economics.evaluate

    def delete_and_evaluate(plain):
        Feature.objects.filter(pk=feature.pk).delete()
        return real(plain)

    monkeypatch.setattr(economics, "evaluate", delete_and_evaluate)
    assert sheet_of(canvas).rows[0].evaluation.verdict.id == "healthy"
    assert not Figures.objects.exists()


def test_figures_that_another_request_stored_first_are_no_trouble(canvas, olga, monkeypatch):
    feature = feature_with_lines(canvas, by=olga, **EARNING)
    real = economics.evaluate

    def store_and_evaluate(plain):
        monkeypatch.setattr(economics, "evaluate", real)
        sheet_of(canvas)
        return real(plain)

    monkeypatch.setattr(economics, "evaluate", store_and_evaluate)
    sheet_of(canvas)
    assert Figures.objects.get().feature == feature


def test_prices_are_those_of_the_day(canvas, olga, monkeypatch):
    priced(input="3", later=(date(2026, 12, 1), "30"))
    feature_with_lines(canvas, by=olga, lines=[MODEL_LINE], **USAGE)
    monkeypatch.setattr("ledger.figures.sheets.timezone.localdate", lambda: date(2026, 11, 30))
    before = line_cost(canvas)
    monkeypatch.setattr("ledger.figures.sheets.timezone.localdate", lambda: date(2026, 12, 1))
    assert line_cost(canvas) == pytest.approx(before + 0.027)


def test_a_sheet_does_not_read_the_advice_that_only_a_features_page_shows(canvas, olga):
    feature_with_lines(canvas, by=olga, **EARNING)
    sheet_of(canvas)
    with CaptureQueriesContext(connection) as captured:
        assert sheet_of(canvas).quantified
    assert not [query for query in captured if '"advice"' in query["sql"] or '"cases"' in query["sql"]]
