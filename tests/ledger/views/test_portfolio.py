"""The portfolio on the dashboard and of one canvas: what it shows to whom, filtered and sorted, and what it costs."""

import re

import pytest
from django.urls import reverse

import economics
from canvas.actions import canvases
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING

HTMX = {"HX-Request": "true"}
REGION = {**HTMX, "HX-Target": "portfolio"}


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def region(html):
    return html.partition('<div id="portfolio"')[2]


def listed(html):
    """The names of the features in the tables, in order."""
    return re.findall(r'<th scope="row"><a class="strong"[^>]*>([^<]+)</a>', region(html))


@pytest.fixture
def second(workspace, olga):
    return canvases.create_canvas(workspace=workspace, title="Spotify", by=olga)


@pytest.fixture
def features(canvas, second, olga):
    """One that earns 225 a month, one that loses 65, and one that is not quantified, on two canvases."""
    return [
        feature_with_lines(canvas, by=olga, **EARNING),
        feature_with_lines(second, by=olga, **LOSING),
        feature_with_lines(second, by=olga, name="New"),
    ]


class TestTheDashboard:
    def test_it_is_headed_by_who_pays_for_whom(self, features, workspace, victor_client):
        page = victor_client.get(workspace.get_absolute_url()).text
        assert "<h1>Earner pays for the rest</h1>" in page
        assert "Two canvases earn $160 a month between them. Earner brings in $225; Loser gives $65 back." in page
        assert "One feature is not quantified and not counted." in page

    def test_it_lists_the_features_by_money_with_the_sum_and_the_unquantified_apart(
        self, features, workspace, victor_client
    ):
        page = victor_client.get(workspace.get_absolute_url()).text
        assert listed(page) == ["Earner", "Loser", "New"]
        said = words(region(page))
        assert "Portfolio +$160" in said
        assert said.index("Portfolio +$160") < said.index("Not quantified, so not counted") < said.index("New")
        assert "One feature is not quantified, so it is not on the map." in said

    def test_each_card_says_what_its_canvas_leaves_and_what_is_to_be_redesigned(
        self, features, canvas, second, workspace, victor_client
    ):
        page = victor_client.get(workspace.get_absolute_url()).text
        cards = {
            pk: words(page.partition(f'id="canvas-{pk}"')[2].partition("</article>")[0])
            for pk in (canvas.pk, second.pk)
        }
        assert "+$225" in cards[canvas.pk]
        assert "to redesign" not in cards[canvas.pk]
        assert "−$65" in cards[second.pk]
        assert "1 feature to redesign" in cards[second.pk]

    def test_without_features_it_is_headed_as_before(self, canvas, workspace, victor_client):
        page = victor_client.get(workspace.get_absolute_url()).text
        assert "<h1>Canvases</h1>" in page
        assert 'id="portfolio"' not in page

    def test_an_archived_canvas_counts_no_more(self, features, second, workspace, olga, victor_client):
        canvases.archive_canvas(canvas=second, by=olga)
        assert "<h1>Earner earns its keep</h1>" in victor_client.get(workspace.get_absolute_url()).text
        assert 'id="portfolio"' not in victor_client.get(f"{workspace.get_absolute_url()}?archived=1").text

    def test_it_shows_no_feature_of_another_workspace(
        self, features, other_workspace, otto, otto_client, victor_client
    ):
        secret = canvases.create_canvas(workspace=other_workspace, title="Otto's", by=otto)
        feature_with_lines(secret, by=otto, **{**EARNING, "name": "Secret"})
        assert listed(otto_client.get(other_workspace.get_absolute_url()).text) == ["Secret"]
        mine = victor_client.get(f"{features[0].canvas.workspace.get_absolute_url()}?canvas={secret.pk}").text
        assert "Secret" not in mine
        assert listed(mine) == ["Earner", "Loser", "New"]

    def test_what_a_search_leaves_of_the_cards_leaves_the_portfolio_whole(self, features, workspace, victor_client):
        page = victor_client.get(f"{workspace.get_absolute_url()}?q=spotify").text
        assert listed(page) == ["Earner", "Loser", "New"]
        assert 'name="q" value="spotify"' in region(page)


class TestFilterAndSort:
    def ask(self, client, workspace, query):
        return client.get(f"{workspace.get_absolute_url()}?{query}").text

    def test_one_verdict_is_shown_with_what_it_comes_to_and_the_heading_still_speaks_of_all(
        self, features, workspace, victor_client
    ):
        page = self.ask(victor_client, workspace, "verdict=loses_on_every_use")
        assert listed(page) == ["Loser"]
        assert "1 of 3 features shown: −$65 a month." in words(page)
        assert "<h1>Earner pays for the rest</h1>" in page

    def test_one_canvas_is_shown(self, features, second, workspace, victor_client):
        assert listed(self.ask(victor_client, workspace, f"canvas={second.pk}")) == ["Loser", "New"]

    def test_a_verdict_that_none_has_says_so_and_leads_back(self, features, workspace, victor_client):
        page = self.ask(victor_client, workspace, "verdict=fragile")
        assert listed(page) == []
        assert "No feature has this verdict here." in page

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("month", ["Loser", "Earner"]),
            ("-month", ["Earner", "Loser"]),
            ("name", ["Earner", "Loser"]),
            ("-name", ["Loser", "Earner"]),
            ("use", ["Loser", "Earner"]),
            ("-verdict", ["Loser", "Earner"]),
        ],
    )
    def test_it_is_sorted_by_a_column_and_says_so(self, features, workspace, victor_client, sort, order):
        page = self.ask(victor_client, workspace, f"sort={sort}")
        assert listed(page)[:2] == order
        assert page.count('aria-sort="descending"' if sort.startswith("-") else 'aria-sort="ascending"') == 1

    def test_a_head_sorts_the_other_way_and_keeps_the_filter(self, features, workspace, victor_client):
        page = self.ask(victor_client, workspace, "verdict=healthy&sort=-use&q=a")
        assert "?q=a&amp;verdict=healthy&amp;sort=use#portfolio" in page

    @pytest.mark.parametrize(
        "query", ["verdict=x", "canvas=x", "sort=x", "sort=--use", "canvas=%00", "verdict=" + "a" * 999]
    )
    def test_what_can_not_be_asked_shows_all(self, features, workspace, victor_client, query):
        assert listed(self.ask(victor_client, workspace, query)) == ["Earner", "Loser", "New"]

    def test_htmx_gets_the_portfolio_where_it_asks_for_it_and_the_cards_where_it_asks_for_those(
        self, features, workspace, victor_client
    ):
        url = f"{workspace.get_absolute_url()}?verdict=healthy"
        answer = victor_client.get(url, headers=REGION)
        assert answer.text.strip().startswith('<div id="portfolio"')
        assert listed(answer.text) == ["Earner"]
        assert "HX-Target" in answer["Vary"]
        assert 'id="canvas-cards"' in victor_client.get(url, headers=HTMX).text


class TestOfOneCanvas:
    def address(self, canvas):
        return reverse("ledger:portfolio", args=[canvas.pk])

    def test_it_shows_the_features_of_the_canvas_alone(self, features, second, victor_client):
        page = victor_client.get(self.address(second)).text
        assert listed(page) == ["Loser", "New"]
        assert "<h1>Loser loses money</h1>" in page

    def test_the_ledger_leads_to_it(self, features, canvas, victor_client):
        assert self.address(canvas) in victor_client.get(reverse("ledger:page", args=[canvas.pk])).text

    def test_htmx_gets_it_without_the_frame(self, features, second, victor_client):
        answer = victor_client.get(f"{self.address(second)}?verdict=not_quantified", headers=HTMX)
        assert answer.text.strip().startswith('<div id="portfolio"')
        assert listed(answer.text) == ["New"]

    def test_an_empty_ledger_says_so(self, canvas, victor_client):
        assert "No features priced yet." in victor_client.get(self.address(canvas)).text

    def test_an_outsider_learns_nothing(self, features, second, otto_client, other_workspace):
        assert otto_client.get(self.address(second)).status_code == 404


def test_two_currencies_have_a_table_and_a_map_each_and_no_common_sum(features, workspace, olga, victor_client):
    abroad = canvases.create_canvas(workspace=workspace, title="Abroad", currency="EUR", by=olga)
    feature_with_lines(abroad, by=olga, **{**EARNING, "name": "Foreigner"})
    page = victor_client.get(workspace.get_absolute_url()).text
    said = words(region(page))
    assert "in USD" in said
    assert "in EUR" in said
    assert "Portfolio +€225" in said
    assert "Portfolio +$160" in said
    assert page.count('class="figure map"') == 2


def test_two_hundred_features_take_few_queries_and_nothing_is_worked_out_twice(
    workspace, olga, victor_client, django_assert_max_num_queries, monkeypatch
):
    for number in range(20):
        canvas = canvases.create_canvas(workspace=workspace, title=f"Canvas {number}", by=olga)
        for place in range(10):
            feature_with_lines(canvas, by=olga, **{**EARNING, "name": f"Feature {place}"})
    victor_client.get(workspace.get_absolute_url())
    monkeypatch.setattr(economics, "evaluate", lambda feature: pytest.fail("It was worked out before."))
    with django_assert_max_num_queries(15):
        page = victor_client.get(workspace.get_absolute_url()).text
    assert len(listed(page)) == 200
