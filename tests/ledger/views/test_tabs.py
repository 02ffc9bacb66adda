"""The parts of a feature's page: addresses of their own, the last one remembered, and each works out what it shows."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from ledger.pages.sections import Sections
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, MODEL_LINE, priced
from tests.ledger.parts import from_part, part_url
from tests.ledger.test_views_feature import HTMX, text_of

UNSURE = {**EARNING, "active_users": "80 to 120", "lines": [*EARNING["lines"], {"kind": "other", "amount": "9"}]}
PARTS = {
    "ledger": 'id="h-feature"',
    "risk": 'id="h-spread"',
    "scale": 'id="h-scale"',
    "models": 'id="h-swaps"',
    "scenarios": 'id="h-scenarios"',
}


@pytest.fixture
def feature(canvas, olga):
    priced()
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL_LINE]})


@pytest.fixture
def empty(canvas, olga):
    return feature_with_lines(canvas, by=olga, name="Empty")


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def links_of(page):
    return page.partition('aria-label="Parts of this feature">')[2].partition("</nav>")[0]


class TestTheParts:
    @pytest.mark.parametrize("part", PARTS)
    def test_each_shows_its_own_and_nothing_of_the_others(self, feature, victor_client, part):
        page = main_of(victor_client.get(part_url(feature, part)).text)
        assert [name for name, sign in PARTS.items() if sign in page] == [part]
        assert links_of(page).count('aria-current="page"') == 1

    def test_all_of_them_stand_in_order_on_the_page_for_a_printer(self, feature, victor_client):
        page = main_of(victor_client.get(part_url(feature, "whole")).text)
        places = [page.index(sign) for sign in PARTS.values()]
        assert places == sorted(places)
        assert 'aria-current="page"' not in page

    @pytest.mark.parametrize("part", PARTS)
    def test_each_is_one_click_from_each(self, feature, victor_client, part):
        links = links_of(victor_client.get(part_url(feature, part)).text)
        assert all(f'href="{part_url(feature, other)}"' in links for other in PARTS)

    def test_above_a_part_stand_the_name_the_verdict_and_the_figures(self, feature, victor_client):
        strip = main_of(victor_client.get(part_url(feature, "scale")).text).partition("<nav")[0]
        for said in ("Earner", "Healthy", "contribution per use", "margin a month"):
            assert said in text_of(strip)

    def test_a_link_says_what_its_part_found(self, feature, victor_client):
        links = text_of(links_of(victor_client.get(feature.get_absolute_url()).text))
        assert "5 lines, all guesses" in links
        assert "certain: no number has a range" in links
        assert "breaks even at any volume" in links
        assert "none tried" in links

    def test_what_has_nothing_to_say_yet_is_a_line_and_no_link(self, empty, victor_client, edda_client):
        links = links_of(victor_client.get(empty.get_absolute_url()).text)
        assert links.count("<a ") == 1
        assert "Waits for a line that names a model." in links
        for part in ("risk", "scale", "models", "scenarios", "actuals"):
            page = main_of(victor_client.get(part_url(empty, part)).text).partition("</nav>")[2]
            assert "<figure" not in page
            assert "<table" not in page
            assert text_of(page).strip()
        assert (
            reverse("ledger:actuals", args=[empty.canvas_id, empty.pk])
            in edda_client.get(empty.get_absolute_url()).text
        )

    def test_a_loss_is_said_in_months(self, canvas, olga, victor_client):
        unsure = [*LOSING["lines"][:3], {"kind": "monetization", "method": "price_per_use", "amount": "0.01 to 0.25"}]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": unsure})
        assert "% of months lose" in links_of(victor_client.get(feature.get_absolute_url()).text)

    def test_the_strip_names_the_break_even_where_there_is_one(self, canvas, olga, feature, victor_client):
        server = {"kind": "other", "label": "Server", "amount": "40", "basis": "per_month"}
        fixed = feature_with_lines(canvas, by=olga, **{**EARNING, "name": "B", "lines": [*EARNING["lines"], server]})
        strips = [
            text_of(victor_client.get(part_url(each, "scale")).text.partition("fstrip")[2].partition("</header>")[0])
            for each in (fixed, feature)
        ]
        assert "178 uses" in strips[0]
        assert "break-even a month" in strips[0]
        assert "break-even" not in strips[1]


class TestAnAnswer:
    def test_a_change_is_answered_with_the_part_on_the_page(self, feature, edda_client):
        mark = reverse("ledger:next-check", args=[feature.canvas_id, feature.pk])
        number = {"number": "usage:active_users"}
        for part, sign in PARTS.items():
            answer = edda_client.post(mark, number, headers=from_part(feature, part)).text
            assert [name for name, each in PARTS.items() if each in answer] == [part], sign

    def test_an_anchor_or_a_question_in_its_address_changes_nothing(self, feature, edda_client):
        mark = reverse("ledger:next-check", args=[feature.canvas_id, feature.pk])
        for tail in ("#hangs-on", "?again=1", "?again=1#hangs-on"):
            headers = {**HTMX, "HX-Current-URL": f"http://testserver{part_url(feature, 'risk')}{tail}"}
            assert PARTS["risk"] in edda_client.post(mark, {"number": "usage:active_users"}, headers=headers).text

    @pytest.mark.parametrize("current", ["", "http://testserver/", "nonsense", "http://elsewhere.example/x/risk/"])
    def test_from_anywhere_else_it_is_the_ledger(self, feature, edda_client, current):
        mark = reverse("ledger:next-check", args=[feature.canvas_id, feature.pk])
        headers = {**HTMX, "HX-Current-URL": current}
        assert PARTS["ledger"] in edda_client.post(mark, {"number": "usage:active_users"}, headers=headers).text

    def test_htmx_gets_the_part_without_the_frame(self, feature, edda_client):
        answer = edda_client.get(part_url(feature, "risk"), headers=from_part(feature, "risk")).text
        assert "<html" not in answer
        assert PARTS["risk"] in answer


class TestRemembering:
    def test_the_last_part_is_where_a_feature_opens_in_this_canvas(self, feature, empty, edda_client):
        assert edda_client.get(feature.get_absolute_url()).status_code == 200
        edda_client.get(part_url(feature, "scale"))
        assert edda_client.get(feature.get_absolute_url()).url == part_url(feature, "scale")
        assert edda_client.get(empty.get_absolute_url()).url == part_url(empty, "scale")
        edda_client.get(part_url(feature, "ledger"))
        assert edda_client.get(feature.get_absolute_url()).status_code == 200

    def test_it_is_kept_for_one_person_and_one_canvas(self, feature, edda_client, olga_client):
        edda_client.get(part_url(feature, "risk"))
        kept = edda_client.cookies["feature-part"]
        assert kept["path"] == feature.canvas.get_absolute_url()
        assert kept["httponly"]
        olga_client.cookies["feature-part"] = kept.value
        assert olga_client.get(feature.get_absolute_url()).status_code == 200

    @pytest.mark.parametrize("kept", ["", "x", "1.whole", "../..", "{}.../", "{}.whole", "{}.risk/../../"])
    def test_what_it_never_wrote_is_nothing(self, feature, edda, edda_client, kept):
        edda_client.cookies["feature-part"] = kept.replace("{}", str(edda.pk))
        assert edda_client.get(feature.get_absolute_url()).status_code == 200

    def test_what_is_printed_and_what_htmx_asks_for_is_not_remembered(self, feature, edda_client):
        edda_client.get(part_url(feature, "whole"))
        edda_client.get(part_url(feature, "risk"), headers=from_part(feature, "risk"))
        assert edda_client.get(feature.get_absolute_url()).status_code == 200

    def test_a_feature_that_is_gone_is_not_found_wherever_one_was(self, feature, edda_client):
        edda_client.get(part_url(feature, "risk"))
        address = feature.get_absolute_url()
        feature.delete()
        assert edda_client.get(address).status_code == 404


WORKED_OUT = {
    "ledger": {"scale", "tail", "stick", "tornado", "scenarios", "actuals", "swaps"},
    "risk": {"moves", "check", "scale", "tail", "stick", "scenarios", "actuals", "swaps", "prices", "gate"},
    "scale": {"moves", "check", "tornado", "scenarios", "actuals", "swaps", "prices", "gate"},
    "models": {"moves", "check", "advice", "scale", "tail", "stick", "tornado", "scenarios", "actuals", "gate"},
    "scenarios": {
        "moves",
        "check",
        "advice",
        "scale",
        "tail",
        "stick",
        "tornado",
        "actuals",
        "swaps",
        "prices",
        "gate",
    },
    "actuals": {
        "moves",
        "check",
        "advice",
        "scale",
        "tail",
        "stick",
        "tornado",
        "scenarios",
        "swaps",
        "prices",
        "gate",
    },
}


@pytest.mark.parametrize("part", WORKED_OUT)
def test_a_part_works_out_only_what_it_shows(feature, victor_client, monkeypatch, part):
    cache.clear()
    for name in WORKED_OUT[part]:
        monkeypatch.setattr(Sections, name, property(lambda *_, name=name: pytest.fail(f"{name} is not shown.")))
    assert victor_client.get(part_url(feature, part)).status_code == 200
