"""At scale, the heavy users and the value stick on a feature's page, and the editor that says how use spreads."""

import re
import uuid

import pytest
from django.urls import reverse

from ledger.actions import features
from ledger.models import Feature
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING
from tests.ledger.parts import from_part, part_url

HTMX = {"HX-Request": "true"}
SUBSCRIBED = {"kind": "monetization", "method": "subscription", "price_per_month": "1", "attach_rate": "50%"}
FLAT = {**EARNING, "name": "Flat", "lines": [*EARNING["lines"][:3], SUBSCRIBED]}
SPREAD = {"per_user_median": "6", "per_user_p90": "24", "per_user_p99": "90"}


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **FLAT)


def address(feature):
    return reverse("ledger:spread", args=[feature.canvas_id, feature.pk])


def typed(feature, **fields):
    held = {f"initial-{name}": getattr(feature, name) for name in SPREAD}
    return {"version": feature.version, "step": uuid.uuid4(), **held, **dict.fromkeys(SPREAD, ""), **fields}


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def with_spread(feature, by):
    return features.edit_feature(canvas=feature.canvas, feature_id=feature.pk, version=feature.version, by=by, **SPREAD)


class TestThePage:
    def test_it_says_what_happens_at_scale_with_the_break_even_and_the_figures_behind(
        self, canvas, olga, victor_client
    ):
        server = {"kind": "other", "label": "Server", "amount": "100", "basis": "per_month"}
        lines = [*EARNING["lines"], server]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        page = words(victor_client.get(part_url(feature, "scale")).text)
        assert "more volume earns more. It breaks even at" in page
        assert "today, 1,000 uses a month" in page
        assert "Margin a month by uses a month" in page

    def test_it_says_who_gains_from_a_use(self, feature, victor_client):
        page = words(victor_client.get(part_url(feature, "scale")).text)
        assert "Gain of the payer" in page
        assert "What we keep" in page

    def test_without_a_spread_it_asks_for_one_and_says_why(self, feature, edda_client):
        page = words(edda_client.get(part_url(feature, "scale")).text)
        assert "not how it differs from user to user" in page
        assert "Say how use spreads between users" in page
        assert "costs more than they bring in" not in page

    def test_with_one_it_says_who_is_below_water_and_what_cap_mends_it(self, feature, olga, victor_client):
        with_spread(feature, olga)
        page = words(victor_client.get(part_url(feature, "scale")).text)
        # Half of the users pay 1 a month, so 0.50 each; a use costs 0.025, so 20 uses are covered.
        assert "An average user brings in $0.500 a month" in page
        assert "That covers 20 uses" in page
        assert "20 uses per user" in page
        assert re.search(r"Users who cost more than they bring in \d+%", page)

    def test_a_spread_that_the_usage_contradicts_is_said(self, feature, olga, victor_client):
        with_spread(feature, olga)
        assert "Correct one of the two" not in victor_client.get(part_url(feature, "scale")).text
        feature.refresh_from_db()
        features.edit_feature(
            canvas=feature.canvas,
            feature_id=feature.pk,
            version=feature.version,
            by=olga,
            uses_per_user_per_month="200 to 300",
        )
        page = words(victor_client.get(part_url(feature, "scale")).text)
        assert "but usage says 200 to 300. Correct one of the two" in page

    def test_a_part_of_the_spread_says_what_is_missing(self, feature, olga, victor_client):
        features.edit_feature(
            canvas=feature.canvas, feature_id=feature.pk, version=feature.version, by=olga, per_user_median="6"
        )
        assert "top tenth" in words(victor_client.get(part_url(feature, "scale")).text).partition("Heavy users")[2]

    def test_a_feature_that_lacks_its_costs_says_what_the_tail_waits_for(self, canvas, olga, victor_client):
        feature = with_spread(feature_with_lines(canvas, by=olga, **{**FLAT, "lines": []}), olga)
        assert "Waits for the usage, a cost and a price." in words(victor_client.get(part_url(feature, "scale")).text)

    def test_who_may_only_read_is_not_asked_to_type(self, feature, victor_client):
        assert "Say how use spreads" not in victor_client.get(part_url(feature, "scale")).text


class TestTheEditor:
    def test_what_is_typed_is_saved_and_the_sheet_comes_back_with_the_tail(self, feature, edda_client):
        answer = edda_client.post(address(feature), typed(feature, **SPREAD), headers=from_part(feature, "scale"))
        assert answer.status_code == 200
        assert "Users who cost more than they bring in" in answer.text
        assert Feature.objects.get(pk=feature.pk).per_user == {"median": "6", "p90": "24", "p99": "90"}

    def test_without_htmx_one_comes_back_to_the_feature(self, feature, edda_client):
        answer = edda_client.post(address(feature), typed(feature, **SPREAD))
        assert answer.status_code == 302
        assert answer["Location"].startswith(part_url(feature, "scale"))

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("per_user_p90", "5", "this is below the uses of the middle user"),
            ("per_user_p99", "3 to 7", "this is below the uses of the user at the top tenth"),
            ("per_user_median", "many", "Uses of the middle user"),
            ("per_user_median", "0", "Uses of the middle user"),
            ("per_user_median", "-4", "Uses of the middle user"),
            ("per_user_p99", "9" * 70, "60"),
        ],
    )
    def test_what_can_not_be_is_refused_beside_its_field_and_kept(self, feature, edda_client, name, text, said):
        answer = edda_client.post(address(feature), typed(feature, **{**SPREAD, name: text}))
        assert answer.status_code == 422
        assert said in words(answer.text)
        assert f'value="{text}"' in answer.text
        assert Feature.objects.get(pk=feature.pk).per_user == {}

    def test_a_stale_version_shows_both_and_saves_nothing(self, feature, olga, edda_client):
        stale = typed(feature, **{**SPREAD, "per_user_p90": "30"})
        with_spread(feature, olga)
        answer = edda_client.post(address(feature), stale, headers=HTMX)
        assert answer.status_code == 409
        assert "Olga" in answer.text
        assert Feature.objects.get(pk=feature.pk).per_user_p90 == "24"

    def test_it_is_read_back_while_one_types_and_nothing_is_saved(self, feature, edda_client):
        preview = reverse("ledger:spread-preview", args=[feature.canvas_id, feature.pk])
        answer = edda_client.post(preview, typed(feature, per_user_median="4 to 8"), headers=HTMX)
        assert "5.657" in answer.text
        assert Feature.objects.get(pk=feature.pk).per_user == {}

    @pytest.mark.parametrize("cast", ["rita_client", "victor_client"])
    def test_who_may_only_read_can_not_open_it(self, feature, cast, request):
        assert request.getfixturevalue(cast).get(address(feature)).status_code == 403

    def test_an_outsider_learns_nothing(self, feature, otto_client, other_workspace):
        assert otto_client.get(address(feature)).status_code == 404
