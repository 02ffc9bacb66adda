"""The page of the lines behind the totals, and the ways to it."""

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from ledger.actions.shares import share_cost
from ledger.figures.sheets import sheet_of
from tests.factories import feature_with_lines
from tests.hostile import SHOWN
from tests.ledger.conftest import EARNING, LOSING
from tests.ledger.test_views_feature import text_of
from ui.templatetags.figures import per_month, per_month_signed


@pytest.fixture
def page_url(canvas):
    return reverse("ledger:totals", args=[canvas.pk])


@pytest.fixture
def two(canvas, olga):
    return [feature_with_lines(canvas, by=olga, **each) for each in (EARNING, LOSING)]


def said(client, url):
    return unescape(text_of(client.get(url).text))


def test_it_closes_with_the_totals_that_the_canvas_and_the_ledger_show(canvas, two, page_url, victor_client):
    sheet, page = sheet_of(canvas), said(victor_client, page_url)
    for amount in (per_month(sheet.value_captured, "USD"), per_month(sheet.cost, "USD")):
        assert page.count(amount) >= 2
    assert f"Margin a month {per_month_signed(sheet.margin, 'USD')}" in page
    assert "Storage Other cost $100" in page
    assert "Storage of Loser costs the most, 71% of it." in page


def test_each_line_leads_to_its_place(two, page_url, victor_client):
    page = victor_client.get(page_url).text
    for line in (line for feature in two for line in feature.lines.exclude(kind="perceived")):
        assert f'href="{line.get_absolute_url()}"' in page


def test_a_shared_cost_stands_with_each_that_bears_it(canvas, two, olga, page_url, victor_client):
    earner, loser = two
    line = earner.lines.get(label="Storage")
    share_cost(canvas=canvas, line_id=line.pk, version=1, percents={loser.pk: Decimal(25)}, by=olga)
    page = said(victor_client, page_url)
    assert "75% of it, shared with others" in page
    assert "25% of it, shared by Earner" in page


def test_what_is_not_counted_is_named(canvas, olga, two, page_url, victor_client):
    feature_with_lines(canvas, by=olga, name="Not filled")
    page = said(victor_client, page_url)
    assert "2 of 3 features" in page
    assert "Not counted, since a question is still open: Not filled" in page


def test_an_empty_ledger_has_nothing_to_add_up(page_url, victor_client):
    page = said(victor_client, page_url)
    assert "No quantified feature captures value yet." in page
    assert "Nothing is counted yet" in page
    assert "Margin a month ?" in page


def test_the_canvas_and_the_ledger_lead_here(canvas, two, page_url, victor_client):
    ledger = victor_client.get(reverse("ledger:page", args=[canvas.pk])).text
    for part in ("captured", "costs", "margin"):
        assert f'href="{page_url}#{part}"' in ledger
        assert f'id="{part}"' in victor_client.get(page_url).text
    poster = victor_client.get(canvas.get_absolute_url()).text
    assert f'href="{page_url}#captured"' in poster
    assert f'href="{page_url}#costs"' in poster


def test_its_queries_do_not_grow(canvas, olga, two, page_url, victor_client, count_queries):
    victor_client.get(page_url)
    few = count_queries(lambda: victor_client.get(page_url))
    for number in range(5):
        feature_with_lines(canvas, by=olga, **{**EARNING, "name": f"F{number}"})
    victor_client.get(page_url)
    assert count_queries(lambda: victor_client.get(page_url)) == few


def test_hostile_names_are_text(canvas, olga, page_url, victor_client):
    lines = [{**line, "label": SHOWN[0]} for line in EARNING["lines"]]
    feature_with_lines(canvas, by=olga, **{**EARNING, "name": SHOWN[0][:80], "lines": lines})
    assert "<script>alert" not in victor_client.get(page_url).text


def test_an_outsider_does_not_learn_of_it(two, page_url, otto_client):
    assert otto_client.get(page_url).status_code == 404
