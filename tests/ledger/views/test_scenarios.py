"""Trying, changing, promoting and discarding scenarios through the browser."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from economics.numbers import Number
from ledger.actions import scenarios as actions
from ledger.figures.sheets import row_of
from ledger.models import Line, Scenario, ScenarioInput
from prices import actions as actions_of_prices
from prices.bundled import Entry
from prices.rates import Rate
from tests.factories import feature_with_lines
from tests.ledger.conftest import LOSING
from tests.ledger.parts import from_part, part_url
from ui.templatetags.figures import price as price_text

HTMX = {"HX-Request": "true"}


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


SEARCH = {
    "name": "Search",
    "uses_ai": False,
    "active_users": "10000",
    "uses_per_user_per_month": "4",
    "lines": [
        {
            "kind": "inference",
            "provider": "openai",
            "model": "large",
            "calls_per_use": "3",
            "input_tokens": "6000",
            "output_tokens": "500",
        },
        {"kind": "other", "label": "Transcripts", "amount": "2100", "basis": "per_month"},
        {"kind": "perceived", "method": "willingness_to_pay", "amount": "0.10"},
        {"kind": "monetization", "method": "advertising", "impressions_per_use": "2", "revenue_per_thousand": "18"},
    ],
}


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def price(feature):
    return feature.lines.get(kind="monetization")


@pytest.fixture
def dearer(canvas, feature, price, olga):
    inputs = [(Number(price.key, "amount"), "0.3")]
    return actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="Dearer", inputs=inputs, by=olga)


def address(name, canvas, pk):
    return reverse(f"ledger:{name}", args=[canvas.pk, pk])


def name_of(line, field="amount"):
    return f"{line.key}:{field}"


def priced_small_and_large():
    """A catalogue of a dear model and one at a tenth of its price."""
    prices = {"large": ("3", "15"), "small": ("0.3", "1.5")}
    actions_of_prices.load(
        version="1",
        entries=[
            Entry(
                *("openai", "OpenAI", model, model.capitalize(), 200_000, False),
                (Rate(date.min, 0, Decimal(input), None, Decimal(output)),),
            )
            for model, (input, output) in prices.items()
        ],
    )


class TestTrying:
    def post(self, client, feature, **data):
        return client.post(
            address("scenarios", feature.canvas, feature.pk), data, headers=from_part(feature, "scenarios")
        )

    def test_a_number_is_tried_and_stands_beside_the_base(self, feature, price, edda_client):
        answer = self.post(edda_client, feature, name="Dearer", number=name_of(price), value="0.3")
        assert answer.status_code == 200
        assert "Dearer leaves the most per use" in words(answer.text)
        assert Line.objects.get(pk=price.pk).amount == "0.05"

    def test_several_numbers_are_tried_at_once_and_without_a_name_it_is_called_by_them(
        self, feature, price, edda_client
    ):
        self.post(edda_client, feature, number=[name_of(price), "usage:active_users"], value=["0.3", "500"])
        scenario = Scenario.objects.get()
        assert scenario.name == "Price per use 0.3 and 1 more"
        assert {each.field: each.value for each in scenario.inputs.all()} == {"amount": "0.3", "active_users": "500"}

    def test_without_htmx_one_comes_back_to_the_scenarios(self, feature, price, edda_client):
        url = address("scenarios", feature.canvas, feature.pk)
        answer = edda_client.post(url, {"number": name_of(price), "value": "0.3"})
        assert answer["Location"] == f"{part_url(feature, 'scenarios')}#scenarios-{feature.pk}"

    def test_a_levers_button_tries_what_its_address_says(self, feature, edda_client):
        page = unescape(edda_client.get(feature.get_absolute_url()).text)
        button = re.search(r'formaction="([^"]+)">Try as a scenario<span class="vh">: Price per use ([^<]+)<', page)
        edda_client.post(button[1])
        tried = feature.scenarios.get().inputs.get()
        assert (tried.line.kind, tried.field) == ("monetization", "amount")
        assert button[2] == price_text(tried.value, "USD")

    def test_the_plan_is_tried_with_one_click_model_and_all_and_promoted_in_one_step(self, canvas, olga, edda_client):
        priced_small_and_large()
        feature = feature_with_lines(canvas, by=olga, **SEARCH)
        page = edda_client.get(feature.get_absolute_url()).text
        assert "active users 19,000 instead of 10,000, and OpenAI Small instead of OpenAI Large. That leaves" in page
        plan = page.partition('<div class="plan">')[2].partition("</div>")[0]
        shown = edda_client.post(unescape(re.search(r'formaction="([^"]*)"', plan)[1]), follow=True).text
        assert "Active users 19,000 and 1 more leaves the most per use" in words(shown)
        assert "Healthy" in words(shown)
        scenario = feature.scenarios.get()
        where = address("scenario-promote", canvas, scenario.pk)
        edda_client.post(where, {"version": scenario.version})
        line = feature.lines.get(kind="inference")
        assert (line.provider, line.model, line.kept_prices["model"]) == ("openai", "small", "small")
        assert row_of(canvas, feature.pk).evaluation.verdict.id == "healthy"
        edda_client.post(reverse("canvas:undo", args=[canvas.pk]))
        line.refresh_from_db()
        assert (line.model, feature.scenarios.count()) == ("large", 1)

    def test_a_model_that_the_catalogue_has_no_price_of_is_no_scenario(self, canvas, olga, edda_client):
        priced_small_and_large()
        feature = feature_with_lines(canvas, by=olga, **SEARCH)
        line = feature.lines.get(kind="inference")
        answer = self.post(edda_client, feature, number=name_of(line, "model"), value="openai/huge")
        assert answer.status_code == 422
        assert "The catalogue has no price of this model." in words(answer.text)

    @pytest.mark.parametrize(
        ("data", "said"),
        [
            ({"value": "1"}, "Choose the number that would be another."),
            ({"number": "", "value": "1"}, "Choose the number that would be another."),
            ({"number": "nothing:amount", "value": "1"}, "This feature has no such number any more."),
            ({"number": "usage:active_users"}, "Type what it would be instead."),
            ({"number": "usage:active_users", "value": ""}, "Type what it would be instead."),
            ({"number": "usage:active_users", "value": "many"}, "Active users"),
            ({"number": "usage:active_users", "value": "0"}, "Active users"),
            ({"number": ["usage:active_users"] * 2, "value": ["1", "2"]}, "One number can be only one other."),
            ({"number": "usage:active_users", "value": "1", "name": "N" * 81}, "80"),
        ],
    )
    def test_what_can_not_be_is_said_beside_the_field_and_nothing_is_lost(self, feature, edda_client, data, said):
        answer = self.post(edda_client, feature, **data)
        assert answer.status_code == 422
        assert said in words(answer.text)
        assert not Scenario.objects.exists()

    def test_a_name_that_is_taken_is_said_and_what_was_typed_is_kept(self, feature, price, dearer, edda_client):
        answer = self.post(edda_client, feature, name="dearer", number=name_of(price), value="0.4")
        assert answer.status_code == 422
        assert "Another scenario of this feature has this name already." in words(answer.text)
        assert 'value="0.4"' in answer.text

    def test_the_eighth_is_the_last(self, feature, canvas, olga, edda_client):
        for number in range(8):
            actions.add_scenario(canvas=canvas, feature_id=feature.pk, name=f"S{number}", inputs=[], by=olga)
        assert "as many as can be compared" in words(edda_client.get(part_url(feature, "scenarios")).text)
        answer = self.post(edda_client, feature, number="usage:active_users", value="1")
        assert "A feature has at most eight scenarios." in words(answer.text)


class TestItsPage:
    def test_it_shows_its_numbers_beside_those_of_the_base(self, canvas, dearer, edda_client):
        page = edda_client.get(address("scenario", canvas, dearer.pk)).text
        assert 'value="0.3"' in page
        assert "0.05 in the ledger" in words(page)

    def test_a_number_is_changed(self, canvas, dearer, edda_client):
        held = dearer.inputs.get()
        url = address("scenario-input", canvas, held.pk)
        assert edda_client.post(url, {"value": "0.4", "version": held.version}).status_code == 302
        assert dearer.inputs.get().value == "0.4"

    @pytest.mark.parametrize("value", ["", "many", "-1"])
    def test_a_number_that_can_not_be_is_refused_and_kept(self, canvas, dearer, edda_client, value):
        held = dearer.inputs.get()
        answer = edda_client.post(address("scenario-input", canvas, held.pk), {"value": value, "version": held.version})
        assert answer.status_code == 422
        assert f'value="{value}"' in answer.text or not value
        assert dearer.inputs.get().value == "0.3"

    def test_two_who_change_a_number_at_once_do_not_write_over_each_other(self, canvas, dearer, olga, edda_client):
        held = dearer.inputs.get()
        actions.edit_input(canvas=canvas, input_id=held.pk, version=held.version, value="0.5", by=olga)
        answer = edda_client.post(address("scenario-input", canvas, held.pk), {"value": "0.4", "version": held.version})
        assert answer.status_code == 409
        assert "Olga" in answer.text
        assert dearer.inputs.get().value == "0.5"

    def test_a_number_is_left_as_in_the_base(self, canvas, dearer, edda_client):
        held = dearer.inputs.get()
        edda_client.post(address("scenario-input", canvas, held.pk), {"remove": "1", "version": held.version})
        assert not ScenarioInput.objects.exists()

    def test_one_more_number_is_added(self, canvas, dearer, edda_client):
        url = address("scenario-inputs", canvas, dearer.pk)
        edda_client.post(url, {"number": "usage:active_users", "value": "500"})
        assert {each.field for each in dearer.inputs.all()} == {"amount", "active_users"}
        assert edda_client.post(url, {"number": "usage:active_users", "value": "x"}).status_code == 422

    def test_it_is_renamed(self, canvas, dearer, edda_client):
        url = address("scenario", canvas, dearer.pk)
        assert edda_client.post(url, {"name": "Cheaper", "version": dearer.version}).status_code == 302
        assert Scenario.objects.get().name == "Cheaper"
        assert edda_client.post(url, {"name": "", "version": dearer.version + 1}).status_code == 422

    @pytest.mark.parametrize("cast", ["rita_client", "victor_client"])
    def test_who_may_only_read_has_no_page_of_it(self, canvas, dearer, cast, request):
        assert request.getfixturevalue(cast).get(address("scenario", canvas, dearer.pk)).status_code == 403

    def test_an_outsider_learns_nothing(self, canvas, dearer, otto_client, other_workspace):
        assert otto_client.get(address("scenario", canvas, dearer.pk)).status_code == 404


class TestItsEnd:
    def end(self, client, canvas, scenario, way):
        url = address(f"scenario-{way}", canvas, scenario.pk)
        headers = from_part(scenario.feature, "scenarios")
        return client.post(url, {"version": scenario.version}, headers=headers)

    def test_promoting_changes_the_verdict_of_the_base_and_offers_undo(self, canvas, dearer, price, edda_client):
        answer = self.end(edda_client, canvas, dearer, "promote")
        assert "Healthy" in answer.text.partition('class="fstrip')[2].partition("</header>")[0]
        assert "Dearer is in the ledger now" in answer.text
        assert "/undo/" in answer.text
        assert Line.objects.get(pk=price.pk).amount == "0.3"

    def test_discarding_leaves_the_base(self, canvas, dearer, price, edda_client):
        answer = self.end(edda_client, canvas, dearer, "discard")
        assert "Dearer is discarded" in answer.text
        assert Line.objects.get(pk=price.pk).amount == "0.05"
        assert not Scenario.objects.exists()

    def test_an_empty_one_says_why_it_can_not_be_promoted(self, canvas, feature, olga, edda_client):
        empty = actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="Empty", inputs=[], by=olga)
        answer = self.end(edda_client, canvas, empty, "promote")
        assert answer.status_code == 409
        assert "This scenario changes nothing" in answer.text

    def test_who_may_only_read_sees_them_and_has_no_buttons(self, feature, dearer, victor_client):
        page = words(victor_client.get(part_url(feature, "scenarios")).text)
        assert "Dearer leaves the most per use" in page
        assert "Take into the ledger" not in page
        assert "Try a number" not in page
