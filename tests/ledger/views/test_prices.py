"""The prices that lines keep, on the page of their feature: what they are, how far they are off, and pricing anew."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from canvas.actions import steps
from ledger.actions import prices as actions
from ledger.figures.kept_prices import kept
from ledger.models import Line
from prices import actions as catalogue_actions
from prices.bundled import Entry
from prices.rates import Rate
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, MODEL_LINE, priced
from tests.ledger.filled_in import fields_of
from tests.ledger.parts import part_url
from tests.ledger.test_views_feature import HTMX, text_of
from ui.templatetags.figures import day

BEFORE = date(2026, 5, 3)
# 1,000 tokens in at 6 until June, then at 3, of a feature that earns 0.25 and costs 0.025 + 0.0015 beside them.
FROM, TO = "+$0.218", "+$0.221"


def url(canvas, feature):
    return reverse("ledger:prices", args=[canvas.pk, feature.pk])


def words(response):
    return unescape(text_of(response.text))


@pytest.fixture
def feature(canvas, olga):
    """A feature whose one model was priced before it became cheaper."""
    priced(input="6", later=(date(2026, 6, 1), "3"))
    feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL_LINE]})
    actions.reprice(canvas=canvas, feature_id=feature.pk, on=BEFORE, by=olga)
    return feature


@pytest.fixture
def follower(canvas, olga):
    """A feature whose one model follows the catalogue."""
    priced()
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL_LINE]})


def kept_day(feature):
    return kept(feature.lines.get(kind="inference")).on


class TestThePage:
    def test_the_row_says_whose_prices_and_of_which_day(self, feature, victor_client):
        row = victor_client.get(feature.get_absolute_url()).text.partition('id="line-')[2]
        assert "1,000 tokens in at $6.00 + 100 out at $15.00 per million" in row
        assert "Prices of 3 May 2026, catalogue 1" in row

    def test_a_moved_catalogue_is_a_notice_with_what_it_would_do(self, feature, victor_client):
        page = words(victor_client.get(part_url(feature, "models")))
        assert "Acme Large: input $6.00 → $3.00 per million (−50%)." in page
        assert f"Priced as of today, the contribution per use would go from {FROM} to {TO}." in page

    def test_a_verdict_that_would_change_is_said(self, canvas, feature, victor_client):
        feature.lines.filter(method="price_per_use").update(amount="0.031")
        page = words(victor_client.get(part_url(feature, "models")))
        assert "The verdict would be “Healthy”." in page

    def test_a_line_that_follows_says_so_and_offers_to_keep(self, follower, edda_client):
        page = words(edda_client.get(part_url(follower, "models")))
        assert "Follows today’s catalogue" in page
        assert "One line follows today’s catalogue, so a new one changes the figures." in page
        assert "Keep today’s prices" in page

    def test_a_model_that_is_gone_keeps_what_it_was_priced_with(self, feature, edda_client):
        catalogue_actions.load(version="2", entries=[])
        page = words(edda_client.get(part_url(feature, "models")))
        assert "No longer in the catalogue; it keeps what it was priced with" in page
        assert FROM in page
        assert "$6.00" in page

    def test_without_a_model_there_is_no_section(self, canvas, olga, edda_client):
        feature = feature_with_lines(canvas, by=olga, **EARNING)
        assert "Model prices" not in edda_client.get(part_url(feature, "models")).text

    def test_who_may_only_read_sees_the_prices_and_no_buttons(self, canvas, feature, victor_client):
        page = victor_client.get(part_url(feature, "models")).text
        assert 'id="h-prices"' in page
        assert url(canvas, feature) not in page

    def test_the_ledger_names_the_features_that_were_left_behind(self, canvas, feature, olga, victor_client):
        feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Other"})
        page = victor_client.get(reverse("ledger:page", args=[canvas.pk]))
        assert "Model prices have moved since Earner was priced." in words(page)

    def test_the_editor_shows_what_the_line_keeps(self, canvas, feature, edda_client):
        line = feature.lines.get(kind="inference")
        editor = words(edda_client.get(reverse("ledger:line", args=[canvas.pk, line.pk])))
        assert "$6.00 in, $15.00 out per million tokens" in editor
        assert "Prices of 3 May 2026, catalogue 1" in editor

    def test_the_editor_says_that_a_line_follows_the_catalogue(self, canvas, follower, edda_client):
        line = follower.lines.get(kind="inference")
        editor = words(edda_client.get(reverse("ledger:line", args=[canvas.pk, line.pk])))
        assert "$3.00 in, $15.00 out per million tokens Follows today’s catalogue" in editor

    def test_the_editor_says_that_a_model_is_gone(self, canvas, feature, edda_client):
        catalogue_actions.load(version="2", entries=[])
        line = feature.lines.get(kind="inference")
        editor = words(edda_client.get(reverse("ledger:line", args=[canvas.pk, line.pk])))
        assert "Prices of 3 May 2026, catalogue 1; no longer in the catalogue" in editor

    def test_the_preview_of_a_chosen_model_says_the_prices_that_a_save_keeps(self, canvas, follower, edda_client):
        line = follower.lines.get(kind="inference")
        type(line).objects.filter(pk=line.pk).update(provider="", model="")
        where = reverse("ledger:line", args=[canvas.pk, line.pk])
        fields = fields_of(edda_client.get(where).text, f"form-line-{line.pk}")
        typed = fields | {"priced_by": "acme/large"}
        answer = edda_client.post(reverse("ledger:line-preview", args=[canvas.pk, line.pk]), typed, headers=HTMX)
        said = f"Prices of {day(timezone.localdate())}, catalogue 1"
        assert said in words(answer)
        edda_client.post(where, typed)
        assert said in words(edda_client.get(follower.get_absolute_url()))

    def test_its_queries_do_not_grow_with_lines(self, canvas, olga, feature, victor_client, count_queries):
        many = {**EARNING, "name": "Many", "lines": [*EARNING["lines"], *[MODEL_LINE] * 5]}
        many = feature_with_lines(canvas, by=olga, **many)
        actions.reprice(canvas=canvas, feature_id=many.pk, on=BEFORE, by=olga)
        pages = [feature.get_absolute_url(), many.get_absolute_url()]
        for page in pages:
            victor_client.get(page)
        one, several = (count_queries(lambda page=page: victor_client.get(page)) for page in pages)
        assert several == one


class TestPricingAnew:
    def test_as_of_today_it_says_from_what_to_what_and_undoes(self, canvas, feature, edda, edda_client):
        answer = edda_client.post(url(canvas, feature), {"way": "today"}, headers=HTMX)
        today = day(timezone.localdate())
        assert f"Inference priced as of {today}. Contribution per use: {FROM} → {TO}" in words(answer)
        assert "/undo/" in answer.text
        assert kept_day(feature) == timezone.localdate()
        steps.undo(canvas=canvas, by=edda)
        assert kept_day(feature) == BEFORE

    def test_a_browser_comes_back_to_the_section(self, canvas, feature, edda_client):
        answer = edda_client.post(url(canvas, feature), {"way": "today"})
        assert answer.url == f"{part_url(feature, 'models')}#prices-{feature.pk}"

    def test_as_of_a_day(self, canvas, feature, edda_client):
        answer = edda_client.post(url(canvas, feature), {"way": "day", "on": "2026-05-31"}, headers=HTMX)
        assert f"priced as of 31 May 2026. Contribution per use: {FROM} as before" in words(answer)
        assert kept_day(feature) == date(2026, 5, 31)

    def test_one_line_of_several(self, canvas, feature, olga, edda_client):
        two = feature_with_lines(canvas, by=olga, name="Two", lines=[MODEL_LINE, MODEL_LINE])
        first, second = two.lines.in_order()
        edda_client.post(url(canvas, two), {"way": "today", "line": first.pk})
        kept_now = [bool(Line.objects.get(pk=line.pk).kept_prices) for line in (first, second)]
        assert kept_now == [True, False]

    def test_what_is_so_already_offers_no_undo(self, canvas, feature, edda_client):
        data = {"way": "day", "on": BEFORE.isoformat()}
        answer = edda_client.post(url(canvas, feature), data, headers=HTMX)
        assert "The prices are those of 3 May 2026 already. Nothing was changed." in words(answer)
        assert "/undo/" not in answer.text

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "Type the day whose prices to take, like 2026-11-12."),
            ("last May", "This is not a date. Write it like 2026-11-12."),
            ("2020-06-10", "No model was sold by the token before 11 Jun 2020. Choose a later day."),
            ("9999-12-31", "31 Dec 9999 has not come yet, so nobody knows its prices. Choose today or an earlier day."),
        ],
    )
    def test_a_day_that_cannot_be_used_is_refused_beside_the_field(
        self, canvas, feature, edda_client, typed, sentence, headers
    ):
        answer = edda_client.post(url(canvas, feature), {"way": "day", "on": typed}, headers=headers)
        assert answer.status_code == 422
        assert sentence in words(answer)
        assert f'value="{typed}"' in answer.text or not typed
        assert kept_day(feature) == BEFORE

    def test_tomorrow_has_not_come(self, canvas, feature, edda_client):
        tomorrow = timezone.localdate() + timedelta(days=1)
        answer = edda_client.post(url(canvas, feature), {"way": "day", "on": tomorrow.isoformat()})
        assert f"{day(tomorrow)} has not come yet" in words(answer)

    def test_a_day_before_the_first_price_says_from_when_there_is_one(self, canvas, olga, edda_client):
        rate = Rate(date(2026, 2, 1), 0, 1, None, 1)
        catalogue_actions.load(version="1", entries=[Entry("acme", "Acme", "large", "Large", None, False, (rate,))])
        feature = feature_with_lines(canvas, by=olga, lines=[MODEL_LINE])
        answer = edda_client.post(url(canvas, feature), {"way": "day", "on": "2026-01-31"}, headers=HTMX)
        assert answer.status_code == 422
        assert "the catalogue has it from 1 Feb 2026 on" in words(answer)

    def test_who_may_not_edit_prices_nothing(self, canvas, feature, rita_client, victor_client, otto_client):
        asked = (rita_client, victor_client, otto_client)
        answers = [client.post(url(canvas, feature), {"way": "today"}).status_code for client in asked]
        assert answers == [403, 403, 404]
        assert kept_day(feature) == BEFORE
