"""The page of a line under other models, its piece on the feature's page, and giving the line another model."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from canvas.actions import canvases, steps
from economics.kinds import OWN_PRICES
from ledger.actions.lines import delete_line, edit_line
from ledger.figures.kept_prices import kept
from ledger.figures.sheets import row_of
from ledger.models import Line
from ledger.pages.sections.swaps import MOST
from prices import actions
from prices.bundled import Entry
from prices.rates import Rate
from tests.factories import feature_with_lines
from tests.hostile import SCRIPTS
from tests.ledger.conftest import EARNING, MODEL_LINE
from tests.ledger.parts import part_url
from tests.ledger.test_views_feature import HTMX, text_of

OWN_LINE = {
    "kind": "inference",
    "label": "Summarise",
    "input_tokens": "1000",
    "output_tokens": "100",
    "price_per_million_input": "200",
    "price_per_million_output": "1000",
}


def entry(provider, model, price, *, window=None, deprecated=False, output=None):
    """A model at the same price for a million tokens in and out; of no known price where that is None."""
    rate = None if price is None else Decimal(price)
    rates = (Rate(date.min, 0, rate, None, output or rate),)
    return Entry(provider, provider.title(), model, model.title(), window, deprecated, rates)


# OpenAI and Mistral make their models; Acme and Bolt resell.
MODELS = [
    entry("openai", "mini", "1", window=128_000),
    entry("openai", "grand", "100", window=1_000_000),
    entry("openai", "old", "2", window=128_000, deprecated=True),
    entry("openai", "tiny", "0.5", window=500),
    entry("mistral", "medium", "10", window=32_000),
    entry("mistral", "secret", None),
    entry("bolt", "mini", "0.9", window=128_000),
    entry("acme", "large", "3"),
]


def loaded(*more):
    actions.load(version="1", entries=[*MODELS, *more])


@pytest.fixture
def line(canvas, olga):
    """An inference line with prices of its own at $0.30 a use, which makes its feature lose money."""
    loaded()
    feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], OWN_LINE]})
    return Line.objects.get(kind="inference")


@pytest.fixture
def page_url(line):
    return reverse("ledger:line-swaps", args=[line.canvas_id, line.pk])


@pytest.fixture
def use_url(line):
    return reverse("ledger:line-model", args=[line.canvas_id, line.pk])


def said(client, url, asked=None, **options):
    response = client.get(url, asked or {}, **options)
    assert response.status_code == 200
    return unescape(text_of(response.text))


def names(client, url, **asked):
    """The names of the models in the table, from the first."""
    context = client.get(url, asked).context
    return [row.name for row in context["page"].rows]


class TestThePage:
    def test_it_says_what_the_best_one_would_do(self, line, page_url, victor_client):
        page = said(victor_client, page_url)
        assert "Another model for Summarise" in page
        assert (
            "Openai Mini would cut inference from $0.300 to $0.0011 per use and turn the feature from “Redesign” to "
            "“Healthy”. It is healthy under all 3 models compared." in page
        )

    def test_a_row_says_what_the_model_costs_and_makes_of_the_feature(self, line, page_url, victor_client):
        page = said(victor_client, page_url)
        assert "Mini Openai · mini · 128k tokens $0.0011 −$0.2989 (−99%) +$0.224 0% Healthy" in page
        assert "Tiny" not in page

    def test_only_what_can_do_the_same_is_offered_and_the_others_say_why_not(self, line, page_url, victor_client):
        loaded(entry("openai", "unsaid", "1"))
        assert names(victor_client, page_url) == ["Mini", "Medium", "Grand", "Your own prices"]
        page = said(victor_client, page_url, {"others": "on"})
        assert "Tiny calls too long for it" in page
        assert "Unsaid context not published" in page
        assert "Secret does not price what the line uses" in page

    def test_the_present_one_is_marked_and_those_without_a_price_are_last(self, line, page_url, victor_client):
        response = victor_client.get(page_url, {"others": "on"})
        assert [row.name for row in response.context["page"].rows] == [
            "Tiny",
            "Mini",
            "Medium",
            "Grand",
            "Your own prices",
            "Secret",
        ]
        assert response.text.count('aria-current="true"') == 1
        present = response.text.partition('aria-current="true"')[2].partition("</tr>")[0]
        assert "Your own prices" in present
        assert "in use now" in present
        assert "no price" in response.text.partition(">Secret<")[2]

    def test_a_model_in_use_is_priced_with_what_the_line_keeps(self, line, page_url, use_url, edda, victor_client):
        chosen = {"provider": "openai", "model": "grand"} | dict.fromkeys(OWN_PRICES, "")
        edit_line(canvas=line.canvas, line_id=line.pk, version=1, by=edda, **chosen)
        actions.load(version="2", entries=[*MODELS[:1], entry("openai", "grand", "500")])
        assert names(victor_client, page_url) == ["Mini", "Openai Grand"]
        page = said(victor_client, page_url)
        assert "Openai Grand in use now Prices of" in page
        assert "$0.110" in page

    def test_every_figure_is_in_the_currency_of_the_canvas(self, line, page_url, canvas, victor_client):
        type(canvas).objects.update(currency="EUR")
        page = said(victor_client, page_url)
        assert "Say what a dollar is in EUR" in page
        assert "<table" not in victor_client.get(page_url).text
        assert "swaps-filter" not in victor_client.get(page_url).text
        type(canvas).objects.update(usd_rate=Decimal("0.5"))
        assert "Openai Mini would cut inference from €0.300 to €0.00055 per use" in said(victor_client, page_url)

    def test_what_is_missing_first_is_listed(self, line, page_url, victor_client):
        type(line.feature).objects.update(active_users="")
        page = said(victor_client, page_url)
        assert "What another model would leave can’t be worked out yet." in page
        missing = row_of(line.canvas, line.feature_id).missing[0]
        assert missing in page
        piece = said(victor_client, page_url, {"brief": "1"}, headers=HTMX)
        assert "First say what is missing" in piece
        assert missing not in piece

    def test_an_empty_catalogue_says_whom_to_ask(self, line, page_url, victor_client):
        actions.load(version="0", entries=[])
        page = said(victor_client, page_url)
        assert "The catalogue has no other model that fits this." in page
        assert "Your own prices in use now" in page

    def test_it_is_for_inference_lines_alone(self, line, victor_client):
        review = line.feature.lines.get(kind="human_review")
        assert victor_client.get(reverse("ledger:line-swaps", args=[line.canvas_id, review.pk])).status_code == 404

    def test_so_many_are_shown_at_most_and_its_queries_do_not_grow(self, page_url, victor_client, count_queries):
        victor_client.get(page_url)
        before = count_queries(lambda: victor_client.get(page_url))
        loaded(*(entry("openai", f"model-{n}", "3", window=128_000) for n in range(60)))
        assert count_queries(lambda: victor_client.get(page_url)) == before
        assert len(names(victor_client, page_url)) == MOST
        assert "34 more models are not shown." in said(victor_client, page_url)

    def test_hostile_words_are_shown_as_they_are(self, line, page_url, victor_client):
        loaded(entry("openai", SCRIPTS[0][:90], "3"))
        Line.objects.filter(pk=line.pk).update(label=SCRIPTS[0])
        response = victor_client.get(page_url, {"words": SCRIPTS[0]})
        assert response.status_code == 200
        assert SCRIPTS[0] not in response.text


class TestTheFilter:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"words": "mini"}, {"Mini"}),
            ({"words": "mistral"}, {"Medium"}),
            ({"provider": "mistral", "others": "on"}, {"Medium", "Secret"}),
            ({"provider": "bolt"}, {"Mini"}),
            ({"window": "200000"}, {"Grand"}),
            ({"retiring": "on"}, {"Mini", "Old", "Medium", "Grand"}),
            ({"resellers": "on", "words": "mini"}, {"Mini"}),
            ({"words": "nobody’s"}, set()),
        ],
    )
    def test_it_leaves_what_is_asked_for_and_always_the_present_one(self, page_url, victor_client, asked, found):
        assert set(names(victor_client, page_url, **asked)) == found | {"Your own prices"}

    def test_resellers_come_only_when_asked_for(self, page_url, victor_client):
        assert names(victor_client, page_url, words="mini").count("Mini") == 1
        assert names(victor_client, page_url, words="mini", resellers="on").count("Mini") == 2

    @pytest.mark.parametrize(
        "asked",
        [
            {"provider": "nobody"},
            {"window": "x"},
            {"window": "-1"},
            {"window": "9" * 400},
            {"retiring": ""},
            {"words": "x" * 5000},
            {"words": "\x00"},
            {"sort": "1"},
        ],
    )
    def test_what_makes_no_sense_is_as_if_it_were_not_asked(self, page_url, victor_client, asked):
        assert names(victor_client, page_url, **asked) == names(victor_client, page_url)

    def test_htmx_gets_the_table_without_the_frame(self, page_url, victor_client):
        answer = victor_client.get(page_url, {"provider": "mistral"}, headers=HTMX)
        assert "Mistral Medium would cut inference" in answer.headers["HX-Trigger"]
        piece = answer.text
        assert piece.lstrip().startswith('<div id="swaps"')
        assert "Medium" in piece
        assert "<form" not in piece


class TestOnTheFeature:
    def test_the_section_leads_to_the_page_and_works_nothing_out(self, line, page_url, victor_client, monkeypatch):
        monkeypatch.setattr("ledger.figures.swaps.swap", None)
        page = victor_client.get(part_url(line.feature, "models")).text
        section = page.partition(f'id="swaps-of-{line.pk}"')[2].partition("</section>")[0]
        assert f'href="{page_url}"' in section
        assert f'hx-get="{page_url}?brief=1"' in section

    def test_its_piece_has_the_finding_and_the_first_rows(self, line, page_url, victor_client):
        piece = victor_client.get(page_url, {"brief": "1"}, headers=HTMX).text
        assert piece.lstrip().startswith('<div class="swaps-found"')
        assert "turn the feature from “Redesign” to “Healthy”" in piece
        assert "Secret" not in piece
        assert "Your own prices" in piece
        assert f'href="{page_url}"' in piece

    def test_a_feature_without_inference_has_none(self, canvas, olga, victor_client):
        feature = feature_with_lines(canvas, by=olga, **EARNING)
        assert "Another model" not in victor_client.get(part_url(feature, "models")).text

    def test_each_of_several_lines_has_its_own(self, canvas, olga, victor_client):
        loaded()
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [OWN_LINE, MODEL_LINE]})
        page = victor_client.get(part_url(feature, "models")).text
        assert page.count("?brief=1") == 2
        assert page.count('<h3 dir="auto">Summarise</h3>') == 1


class TestWhoMay:
    def test_who_reads_sees_no_button_and_an_outsider_nothing(self, page_url, victor_client, rita_client, otto_client):
        for client in (victor_client, rita_client):
            assert "Use Mini" not in client.get(page_url).text
        assert otto_client.get(page_url).status_code == 404

    def test_who_edits_may_use_one(self, page_url, edda_client):
        page = edda_client.get(page_url).text
        assert "Use Mini for Summarise" in page
        assert "Use Secret" not in page
        assert "Use Your own prices" not in page

    def test_an_archived_canvas_is_compared_and_not_changed(self, line, page_url, use_url, olga, edda_client):
        canvases.archive_canvas(canvas=line.canvas, by=olga)
        assert "Use Mini" not in edda_client.get(page_url).text
        answer = edda_client.post(use_url, {"provider": "openai", "model": "mini", "version": 1})
        assert answer.status_code == 403


class TestUsingOne:
    MINI = {"provider": "openai", "model": "mini", "version": 1}

    def test_the_line_gets_the_model_in_one_step_and_the_toast_says_what_that_did(self, line, use_url, edda_client):
        answer = edda_client.post(use_url, self.MINI, follow=True)
        assert answer.redirect_chain == [(line.get_absolute_url(), 302)]
        assert "Summarise uses Openai Mini now. Contribution per use: −$0.075 → +$0.224" in unescape(answer.text)
        line.refresh_from_db()
        assert (line.provider, line.model, line.price_per_million_input) == ("openai", "mini", "")
        assert kept(line).price.input == ((0.0, 1.0),)

    def test_undo_brings_the_own_prices_back(self, line, use_url, edda, edda_client):
        edda_client.post(use_url, self.MINI)
        steps.undo(canvas=line.canvas, by=edda)
        line.refresh_from_db()
        assert (line.model, line.price_per_million_input, line.kept_prices) == ("", "200", None)

    def test_htmx_gets_the_sheet_with_the_new_figures(self, line, use_url, edda_client):
        answer = edda_client.post(use_url, self.MINI, headers=HTMX)
        assert answer.status_code == 200
        assert f'id="{line.feature.anchor}"' in answer.text
        assert "+$0.224" in answer.text

    def test_what_another_person_changed_meanwhile_is_not_written_over(self, line, use_url, olga, edda_client):
        edit_line(canvas=line.canvas, line_id=line.pk, version=1, by=olga, price_per_million_input="7")
        answer = edda_client.post(use_url, self.MINI)
        assert answer.status_code == 409
        assert "Olga changed this while you were editing." in unescape(answer.text)
        line.refresh_from_db()
        assert (line.model, line.price_per_million_input) == ("", "7")

    def test_a_line_that_is_gone_is_not_found(self, line, use_url, olga, edda_client):
        delete_line(canvas=line.canvas, line_id=line.pk, version=1, by=olga)
        assert edda_client.post(use_url, self.MINI).status_code == 404

    @pytest.mark.parametrize(
        "wrong", [{"model": "nobody"}, {"model": "secret", "provider": "mistral"}, {"model": ""}, {"provider": "\x00"}]
    )
    def test_a_model_without_a_price_is_refused_with_a_sentence(self, line, use_url, edda_client, wrong):
        answer = edda_client.post(use_url, self.MINI | wrong)
        assert answer.status_code == 422
        assert line.feature.name in answer.text
        line.refresh_from_db()
        assert line.model == ""

    def test_a_line_of_another_kind_has_no_model(self, line, edda_client):
        review = line.feature.lines.get(kind="human_review")
        url = reverse("ledger:line-model", args=[line.canvas_id, review.pk])
        assert edda_client.post(url, self.MINI).status_code == 404
