"""Pages while figures are being worked out: they show what stands, say so, and fill themselves in."""

import re
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.urls import reverse

from ledger.actions.features import edit_feature
from ledger.figures import working_out
from ledger.figures.sheets import sheet_of
from ledger.models import Figures, Line
from tests.factories import canvas_with_notes, feature_with_lines, link_note
from tests.ledger.conftest import EARNING, LOSING, MODEL_LINE, priced
from tests.ledger.parts import part_url
from tests.ledger.test_views_feature import text_of

STATUS = re.compile(r'<span[^>]*class="waiting"[^>]*role="status"[^>]*>.*?</span>', re.DOTALL)
BOOSTED = {"HX-Request": "true", "HX-Boosted": "true"}


class Busy:
    """The processes while they are at something else: nothing is ready in time."""

    def results(self, owner, jobs, *, within, urgent=False):
        return {}


@pytest.fixture
def busy(monkeypatch):
    """While the block `with busy():` lasts nothing is worked out in time; no drawing has been kept before."""
    cache.clear()

    @contextmanager
    def busy():
        with monkeypatch.context() as patch:
            patch.setattr(working_out, "working", Busy)
            yield

    return busy


@pytest.fixture
def two(canvas, olga):
    """A feature whose figures are stored, and one whose figures are not."""
    stored = feature_with_lines(canvas, by=olga, **EARNING)
    sheet_of(canvas)
    return stored, feature_with_lines(canvas, by=olga, **LOSING)


def pages_of(canvas):
    return {
        "canvas": canvas.get_absolute_url(),
        "ledger": reverse("ledger:page", args=[canvas.pk]),
        "totals": reverse("ledger:totals", args=[canvas.pk]),
        "portfolio": reverse("ledger:portfolio", args=[canvas.pk]),
        "dashboard": canvas.workspace.get_absolute_url(),
    }


def status_in(page):
    found = STATUS.search(page)
    return found and found[0]


@pytest.mark.parametrize("name", ["canvas", "ledger", "totals", "portfolio", "dashboard"])
def test_a_page_of_many_features_shows_what_stands_and_fills_itself_in(name, canvas, two, busy, victor_client):
    address = pages_of(canvas)[name]
    with busy():
        page = victor_client.get(address).text
    status = status_in(page)
    assert "1 feature is being worked out." in text_of(status)
    target = re.search(r'hx-target="#([^"]+)"', status)[1]
    assert f'id="{target}"' in page
    again = victor_client.get(address, {"again": "1"}, headers=BOOSTED).text
    assert status_in(again) is None
    assert f'id="{target}"' in again


@pytest.mark.parametrize("name", ["canvas", "ledger", "portfolio", "dashboard"])
def test_what_is_not_there_yet_counts_nowhere_and_is_no_open_question(name, canvas, two, busy, victor_client):
    with busy():
        page = text_of(victor_client.get(pages_of(canvas)[name]).text)
    assert "Being worked out" in page or name == "canvas"
    assert "Earner" in page or name == "canvas"
    for said in ("quantified and not counted.", "things missing", "Loser loses", "pays for the rest", "take back"):
        assert said not in page


def test_every_part_that_fills_itself_in_is_on_the_page(canvas, olga, busy, victor_client):
    canvas = canvas_with_notes(workspace=canvas.workspace, by=olga, count=2, title="With notes")
    feature = feature_with_lines(canvas, by=olga, **EARNING)
    link_note(canvas.notes.first(), feature.lines.get(label="Storage"), by=olga)
    for address in (canvas.get_absolute_url(), canvas.workspace.get_absolute_url()):
        with busy():
            page = victor_client.get(address).text
        parts = re.search(r'hx-select-oob="([^"]+)"', status_in(page))[1].split(",")
        assert parts
        missing = [part for part in parts if f'id="{part.removeprefix("#")}"' not in page]
        assert not [part for part in missing if not part.startswith("#figures-")], missing


def test_it_waits_longer_each_time_and_keeps_what_was_asked(canvas, two, busy, victor_client):
    address = f"{pages_of(canvas)['portfolio']}?sort=name"
    waits = []
    with busy():
        for again in ("", "&again=1", "&again=5", "&again=99", "&again=1e9"):
            status = status_in(victor_client.get(address + again).text)
            waits.append(float(re.search(r"load delay:([\d.]+)s", status)[1]))
            assert f'hx-get="{address}"' in status
            assert f'href="{address}"' in status
    assert waits == [1.0, 1.5, 7.6, 10.0, 1.0]


def test_a_feature_shows_its_lines_and_the_rest_once_it_is_there(canvas, two, busy, edda_client):
    _, loser = two
    with busy():
        page = edda_client.get(loser.get_absolute_url()).text
        status = status_in(page)
    assert "is being worked out" in text_of(status)
    assert "Storage" in page
    assert f'id="limits-{loser.pk}"' not in page
    page = edda_client.get(loser.get_absolute_url(), headers=BOOSTED).text
    assert status_in(page) is None
    assert f'id="limits-{loser.pk}"' in page
    assert "Model prices" not in text_of(page)


def test_a_feature_whose_advice_alone_is_missing_waits_for_it(canvas, two, busy, edda_client):
    earner, _ = two
    with busy():
        page = edda_client.get(earner.get_absolute_url()).text
    assert status_in(page)
    assert "Healthy" in text_of(page)


def test_scenarios_that_are_not_there_yet_are_not_kept_as_drawn(canvas, two, busy, edda_client):
    earner, _ = two
    edda_client.get(part_url(earner, "scenarios"))
    Figures.objects.filter(feature=earner).update(cases={})
    cache.clear()
    with busy():
        assert status_in(edda_client.get(part_url(earner, "scenarios")).text)
    page = text_of(edda_client.get(part_url(earner, "scenarios")).text)
    assert "Ten times the users" in page
    assert "Being worked out" not in page


def test_a_gesture_on_a_feature_that_is_being_worked_out_is_done(canvas, two, busy, edda_client):
    _, loser = two
    with busy():
        answer = edda_client.post(
            reverse("ledger:next-check", args=[canvas.pk, loser.pk]), {"number": "usage:active_users"}
        )
    assert answer.status_code == 302
    page = edda_client.get(reverse("ledger:page", args=[canvas.pk])).text
    assert "Loser" in page.partition("Next number to check")[2].partition("</p>")[0]


def test_a_preview_that_is_not_ready_says_so_and_writes_nothing(canvas, two, busy, edda_client):
    _, loser = two
    preview = reverse("ledger:usage-preview", args=[canvas.pk, loser.pk])
    form = {"active_users": "500", "uses_per_user_per_month": "10", "version": "1", "step": "", "evidence_level": ""}
    with busy():
        answer = edda_client.post(preview, form, headers={"HX-Request": "true"})
    assert answer.status_code in (200, 422)
    loser.refresh_from_db()
    assert loser.active_users == "100"


def test_models_are_compared_once_that_is_worked_out(canvas, olga, busy, edda_client):
    priced()
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL_LINE]})
    line = Line.objects.get(feature=feature, kind="inference")
    address = reverse("ledger:line-swaps", args=[canvas.pk, line.pk])
    for asked in ({}, {"brief": "1"}):
        with busy():
            status = status_in(edda_client.get(address, asked, headers={"HX-Request": "true"}).text)
        assert "being compared" in text_of(status)
        assert status_in(edda_client.get(address, asked, headers={"HX-Request": "true"}).text) is None


def test_the_estimates_over_time_wait_for_what_they_come_to(canvas, two, busy, edda_client):
    earner, _ = two
    address = reverse("ledger:actuals-history", args=[canvas.pk, earner.pk])
    with busy():
        page = edda_client.get(address).text
    assert "being worked out" in text_of(status_in(page))
    assert status_in(edda_client.get(address).text) is None


@pytest.mark.parametrize("name", ["portfolio", "dashboard"])
def test_what_is_being_worked_out_is_not_said_to_be_not_quantified(canvas, two, busy, edda_client, name):
    with busy():
        assert "Not counted yet: being worked out, or not quantified" in text_of(
            edda_client.get(pages_of(canvas)[name]).text
        )
    assert "being worked out" not in text_of(edda_client.get(pages_of(canvas)[name], {"again": "1"}).text)


def test_a_dashboard_reloaded_while_much_is_worked_out_is_drawn_once(
    canvas, two, busy, edda_client, django_assert_max_num_queries
):
    address = pages_of(canvas)["dashboard"]
    with busy():
        first = edda_client.get(address).text
        with django_assert_max_num_queries(12):
            assert edda_client.get(address).text.count("being worked out") == first.count("being worked out") > 0


def test_a_kept_dashboard_shows_an_edit_at_once(canvas, two, edda, edda_client):
    address = pages_of(canvas)["dashboard"]
    assert "Earner" in edda_client.get(address).text
    edit_feature(canvas=canvas, feature_id=two[0].pk, version=two[0].version, name="Renamed", by=edda)
    page = edda_client.get(address).text
    assert "Renamed" in page
    assert "Earner" not in page
