"""How the estimate and the actuals moved: the estimate is read from the log, the actuals by week."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from canvas import changes
from ledger.actions import actuals as actions
from ledger.actions import features, lines
from ledger.figures import history
from ledger.figures.history import estimates_of
from ledger.figures.sheets import row_of
from ledger.models import Feature, Line
from ledger.pages.sections.history import HistorySection
from ledger.tables import Day
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, STORAGE
from tests.ledger.parts import part_url

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


@pytest.fixture
def on(monkeypatch):
    """Make the write door believe that it is noon of another day."""

    def on(day):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        monkeypatch.setattr(changes.timezone, "now", lambda: noon)

    return on


@pytest.fixture
def earner(canvas, olga, on):
    on(MONDAY)
    return feature_with_lines(canvas, by=olga, **EARNING)


def costs(canvas, feature):
    return [(each.since, round(each.cost.mean, 4)) for each in estimates_of(canvas, row_of(canvas, feature.pk))]


def retype(canvas, by, **typed):
    line = Line.objects.get(label="Storage")
    lines.edit_line(canvas=canvas, line_id=line.pk, version=line.version, by=by, **typed)


def count(feature, by, first, days, **each):
    counted = [Day(first + timedelta(days=n), **each) for n in range(days)]
    actions.import_days(canvas=feature.canvas, feature_id=feature.pk, days=counted, by=by)


class TestTheEstimate:
    def test_each_day_that_moved_it_is_a_step_with_its_last_change(self, canvas, earner, olga, on):
        on(MONDAY + timedelta(days=9))
        retype(canvas, olga, amount="0.5")
        retype(canvas, olga, amount="0.02")
        on(MONDAY + timedelta(days=12))
        retype(canvas, olga, label="Disk")
        features.edit_feature(canvas=canvas, feature_id=earner.pk, version=1, by=olga, description="One meeting")
        assert costs(canvas, earner) == [(MONDAY, 0.025), (MONDAY + timedelta(days=9), 0.035)]

    def test_lines_that_came_and_went_are_followed(self, canvas, earner, olga, on):
        on(MONDAY + timedelta(days=1))
        key = {"key": "extra-1", "position": 9000, **STORAGE}
        with changes.record(canvas, by=olga) as change:
            added = change.create(Line(feature=Feature.objects.get(pk=earner.pk), **key))
        on(MONDAY + timedelta(days=2))
        lines.delete_line(canvas=canvas, line_id=added.pk, version=1, by=olga)
        assert [cost for _, cost in costs(canvas, earner)] == [0.025, 0.035, 0.025]

    def test_what_was_not_known_yet_is_none(self, canvas, olga):
        feature = feature_with_lines(canvas, by=olga, name="Empty")
        (found,) = estimates_of(canvas, row_of(canvas, feature.pk))
        assert (found.uses, found.cost) == (None, None)

    def test_only_the_latest_are_worked_out(self, canvas, earner, olga, on, monkeypatch):
        monkeypatch.setattr(history, "MOST_STATES", 2)
        for n in range(1, 5):
            on(MONDAY + timedelta(days=n))
            retype(canvas, olga, amount=f"0.0{n + 1}")
        assert [since.day for since, _ in costs(canvas, earner)] == [5, 6]

    def test_another_feature_s_changes_are_not_its_own(self, canvas, earner, olga, on):
        on(MONDAY + timedelta(days=1))
        feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Other"})
        assert len(costs(canvas, earner)) == 1


class TestTheCharts:
    def charts(self, canvas, feature):
        return HistorySection(canvas, row_of(canvas, feature.pk)).charts

    def test_weeks_lie_beside_the_estimate_that_stood_then(self, canvas, earner, olga, on):
        count(earner, olga, MONDAY - timedelta(days=7), 7, uses=33, cost=Decimal(1))
        count(earner, olga, MONDAY, 7, uses=100, cost=Decimal("2.5"))
        on(MONDAY + timedelta(days=7))
        retype(canvas, olga, amount="0.5")
        count(earner, olga, MONDAY + timedelta(days=7), 3, uses=100, cost=Decimal("2.5"))
        cost, uses = self.charts(canvas, earner)
        assert [where for _, where in cost.compared] == ["unknown", "inside", "below"]
        assert cost.finding == (
            "Of 3 weeks counted: 1 inside, 1 below the estimate that stood then; 1 before there was one."
        )
        assert [week.value for week in uses.weeks] == pytest.approx([33 * 365.25 / 12, 100 * 365.25 / 12])
        assert len(cost.drawing.steps) == 2
        assert [point.is_inside for point in cost.drawing.points] == [False, True, False]

    def test_without_a_whole_week_a_part_of_one_counts(self, canvas, earner, olga):
        count(earner, olga, MONDAY, 3, uses=100)
        cost, uses = self.charts(canvas, earner)
        assert cost.finding == "Nothing of it was counted yet."
        assert len(uses.weeks) == 1

    def test_a_feature_without_anything_draws_nothing(self, canvas, olga):
        feature = feature_with_lines(canvas, by=olga, name="Empty")
        assert [chart.drawing for chart in self.charts(canvas, feature)] == [None, None]


def test_who_reads_sees_it_as_a_page_and_the_sheet_as_a_fragment(canvas, earner, olga, victor_client, edda_client):
    count(earner, olga, MONDAY, 14, uses=33, cost=Decimal(1))
    url = reverse("ledger:actuals-history", args=[canvas.pk, earner.pk])
    page = victor_client.get(url).text
    assert "Of 2 weeks counted: 2 above the estimate that stood then." in page
    assert page.count('role="img"') == 2
    assert "2–8 Nov 2026" in page
    fragment = edda_client.get(url, headers={"HX-Request": "true"}).text
    assert fragment.startswith('<div class="history"')
    assert url in edda_client.get(part_url(earner, "actuals")).text


def test_its_queries_do_not_grow_with_the_changes(canvas, earner, olga, on, olga_client, count_queries):
    url = reverse("ledger:actuals-history", args=[canvas.pk, earner.pk])
    olga_client.get(url)
    few = count_queries(lambda: olga_client.get(url))
    for n in range(1, 6):
        on(MONDAY + timedelta(days=n))
        retype(canvas, olga, amount=f"0.0{n + 1}")
    olga_client.get(url)
    assert count_queries(lambda: olga_client.get(url)) == few
