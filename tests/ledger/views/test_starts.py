"""A feature from a description: its kind, five numbers, the first verdict, and what matters next."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from canvas.actions import canvases, steps
from economics import kinds
from economics.reading import read_field
from ledger.asked import WAYS, first_numbers
from ledger.figures.sheets import row_of
from ledger.models import Feature
from ledger.typical import KINDS, described_by
from tests.factories import feature_with_lines

pytestmark = pytest.mark.django_db

TYPED = {
    "usage_active_users": "2k to 5k",
    "usage_uses_per_user_per_month": "8 to 20",
    "time_saved_minutes_saved_per_use": "10 to 20",
    "subscription_price_per_month": "12",
    "subscription_attach_rate": "3% to 8%",
}


@pytest.fixture
def prices(db):
    call_command("load_prices", verbosity=0)


def address(canvas, kind="meeting-summary", query=""):
    return f"{reverse('ledger:start-numbers', args=[canvas.pk])}?kind={kind}{query}"


def answers(kind):
    """What a person might type for each number that is asked of a kind: the example that stands in its field."""
    hints = {**{"minutes_saved_per_use": "10 to 20"}, **kind.hints}
    return {each.name: hints.get(each.field.name, each.field.hint) for each in first_numbers(WAYS[kind.pays])}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("a chat answer over our documents", "chat-answer"),
        ("a meeting summary", "meeting-summary"),
        ("writes up a meeting and sends who does what", "meeting-summary"),
        ("sorting tickets", "ticket-sorting"),
        ("reading invoices", "invoice-reading"),
        ("a code suggestion", "code-suggestion"),
        ("a voice agent", "voice-agent"),
        ("a nightly batch", "nightly-batch"),
        ("an agent with tools", "agent-with-tools"),
    ],
)
def test_a_description_leads_to_the_nearest_kind(edda_client, canvas, said, kind):
    response = edda_client.get(reverse("ledger:start", args=[canvas.pk]), {"does": said, "take": "nearest"})
    assert response.headers["Location"].startswith(address(canvas, kind))


def test_a_description_that_says_nothing_narrows_nothing(edda_client, canvas):
    page = edda_client.get(reverse("ledger:start", args=[canvas.pk]), {"does": "zzz", "take": "nearest"})
    assert "No kind is near" in page.content.decode()
    assert all(kind.title in page.content.decode() for kind in KINDS)
    assert described_by("zzz") == []


def test_every_figure_of_every_kind_can_be_read_and_says_where_it_comes_from():
    for kind in KINDS:
        for line in kind.lines:
            for guess in line.guesses:
                read_field(kinds.line_type(line.kind, line.method).field(guess.field), guess.text)
                assert guess.source.startswith(("Ours: ", "Published: "))
                assert bool(guess.url) == ("Published: " in guess.source)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_five_numbers_give_a_verdict_on_every_kind(prices, edda_client, canvas, kind):
    typed = answers(kind)
    assert len(typed) == 5
    response = edda_client.post(address(canvas, kind.id), typed)
    feature = Feature.objects.get(canvas=canvas)
    assert response.headers["Location"] == reverse("ledger:first-verdict", args=[canvas.pk, feature.pk])
    assert row_of(canvas, feature.pk).evaluation.is_quantified
    page = edda_client.get(response.headers["Location"]).content.decode()
    assert "on five numbers of yours and" in page
    assert "What matters most now" in page
    assert page.count('class="swing"') == 3


def test_what_is_typical_is_a_guess_with_its_source_and_what_was_changed_has_none(prices, edda_client, canvas):
    page = edda_client.get(address(canvas)).content.decode()
    assert "8k to 15k" in page
    edda_client.post(address(canvas), {**TYPED, "typical-0-output_tokens": "300"})
    line = Feature.objects.get(canvas=canvas).lines.get(kind="inference")
    assert (line.model, line.input_tokens, line.output_tokens) == ("gpt-4.1-mini", "8k to 15k", "300")
    assert line.evidence_level == "guess"
    assert "Input tokens per call. Ours: 30 to 60 minutes" in line.evidence_source
    assert "half a page" not in line.evidence_source
    assert line.kept_prices["model"] == "gpt-4.1-mini"


def test_a_feature_that_was_started_is_one_step_to_undo(prices, edda_client, canvas, edda):
    edda_client.post(address(canvas), {**TYPED, "does": "writes up a meeting"})
    assert Feature.objects.get(canvas=canvas).description == "writes up a meeting"
    steps.undo(canvas=canvas, by=edda)
    assert not Feature.objects.filter(canvas=canvas).exists()


def test_a_second_one_of_a_kind_has_a_name_of_its_own(prices, edda_client, canvas):
    for _ in range(2):
        edda_client.post(address(canvas), TYPED)
    assert [feature.name for feature in canvas.features.in_order()] == ["Meeting summary", "Meeting summary (copy)"]


def test_a_number_that_is_missing_is_asked_for_and_nothing_is_made(prices, edda_client, canvas):
    response = edda_client.post(address(canvas), {**TYPED, "subscription_attach_rate": ""})
    assert response.status_code == 422
    assert "This is one of the numbers that the verdict takes" in response.content.decode()
    assert not canvas.features.exists()


def test_a_share_that_is_none_is_refused_beside_its_field(prices, edda_client, canvas):
    response = edda_client.post(address(canvas), {**TYPED, "subscription_attach_rate": "8 to 15k"})
    assert response.status_code == 422
    assert "2k to 5k" in response.content.decode()


def test_how_it_earns_can_be_said_otherwise(prices, edda_client, canvas):
    page = edda_client.get(address(canvas, query="&pays=stay")).content.decode()
    assert "Six numbers of yours" in page
    assert "How many would leave without it?" in page


def test_in_another_currency_the_rate_is_asked_for_first_and_leads_back(prices, edda_client, canvas, olga):
    canvases.edit_canvas(canvas=canvas, version=canvas.revision, currency="EUR", by=olga)
    asked = edda_client.get(address(canvas, query="&does=a+meeting")).headers["Location"]
    assert asked.startswith(reverse("canvas:rate", args=[canvas.pk]))
    edda_client.get(asked)
    canvas.refresh_from_db()
    back = edda_client.post(asked, {"version": canvas.version, "usd_rate": "0.5"}).headers["Location"]
    assert back == address(canvas, query="&does=a+meeting")
    canvas.refresh_from_db()
    assert canvas.usd_rate == Decimal("0.5")
    edda_client.post(back, TYPED)
    review = Feature.objects.get(canvas=canvas).lines.get(kind="human_review")
    assert review.hourly_rate == "15 to 20"


def test_the_rate_leads_back_to_no_other_site(edda_client, canvas, olga):
    canvases.edit_canvas(canvas=canvas, version=canvas.revision, currency="EUR", by=olga)
    canvas.refresh_from_db()
    data = {"version": canvas.version, "usd_rate": "0.9", "back": "//elsewhere.example/"}
    response = edda_client.post(reverse("canvas:rate", args=[canvas.pk]), data)
    assert response.headers["Location"] == canvas.get_absolute_url()


def test_the_first_numbers_can_be_changed_and_the_rest_stays(prices, edda_client, canvas):
    edda_client.post(address(canvas), TYPED)
    feature = Feature.objects.get(canvas=canvas)
    again = reverse("ledger:first-numbers", args=[canvas.pk, feature.pk])
    assert "2k to 5k" in edda_client.get(again).content.decode()
    edda_client.post(again, {**TYPED, "usage_active_users": "9,000"})
    feature.refresh_from_db()
    assert feature.active_users == "9,000"
    assert feature.lines.get(kind="inference").input_tokens == "8k to 15k"


def test_a_number_that_matters_is_changed_and_leads_back_to_the_verdict(prices, edda_client, canvas):
    edda_client.post(address(canvas), TYPED)
    feature = Feature.objects.get(canvas=canvas)
    verdict = reverse("ledger:first-verdict", args=[canvas.pk, feature.pk])
    line = feature.lines.get(kind="human_review")
    editor = f"{line.get_editor_url()}?back={verdict}"
    assert f'name="back" value="{verdict}"' in edda_client.get(editor).content.decode()
    saved = {"version": line.version, "share_reviewed": "1%", "back": verdict, "type": "human_review"}
    assert edda_client.post(line.get_editor_url(), saved).headers["Location"] == verdict


def test_only_who_may_edit_starts_a_feature(rita_client, canvas):
    assert rita_client.get(reverse("ledger:start", args=[canvas.pk])).status_code == 403
    assert rita_client.get(address(canvas)).status_code == 403


def test_an_unknown_kind_leads_to_the_list_of_them(edda_client, canvas):
    response = edda_client.get(address(canvas, kind="nonsense"))
    assert response.headers["Location"] == reverse("ledger:start", args=[canvas.pk])


class TestThePath:
    """A feature that begins with nothing: five steps on its own page, after which there is a verdict."""

    @pytest.fixture
    def bare(self, canvas, olga):
        return feature_with_lines(canvas, by=olga, name="Bare")

    def answer(self, client, canvas, feature, step, **typed):
        return client.post(reverse("ledger:first-step", args=[canvas.pk, feature.pk]), {"step": step, **typed})

    def test_five_steps_lead_to_a_verdict(self, prices, edda_client, canvas, bare):
        steps = {
            "people": {"usage_active_users": "2k to 5k"},
            "uses": {"usage_uses_per_user_per_month": "8 to 20"},
            "model": {"kind": "meeting-summary"},
            "saves": {"time_saved_minutes_saved_per_use": "10 to 20"},
            "pays": {"subscription_price_per_month": "12", "subscription_attach_rate": "3% to 8%"},
        }
        for number, (step, typed) in enumerate(steps.items(), start=1):
            page = edda_client.get(bare.get_absolute_url()).text
            assert f'name="step" value="{step}"' in page
            assert page.count('class="is-done"') == number - 1
            assert self.answer(edda_client, canvas, bare, step, **typed).status_code == 302
        assert row_of(canvas, bare.pk).evaluation.is_quantified
        assert 'class="path"' not in edda_client.get(bare.get_absolute_url()).text
        worth = bare.lines.get(kind="perceived")
        assert (worth.hourly_value, worth.evidence_level) == ("40 to 60", "guess")

    def test_a_number_that_can_not_be_read_is_said_in_its_step(self, prices, edda_client, canvas, bare):
        response = self.answer(edda_client, canvas, bare, "people", usage_active_users="many")
        assert response.status_code == 422
        assert 'value="many"' in response.text

    def test_who_may_only_read_sees_the_questions(self, victor_client, bare):
        page = victor_client.get(bare.get_absolute_url()).text
        assert 'class="path"' not in page
        assert 'class="question' in page
