"""What to do, on the first screen: on the saved page, while somebody types, and for who may only look."""

import pytest
from django.urls import reverse

from tests.factories import feature_with_lines
from tests.ledger.conftest import LOSING
from tests.ledger.filled_in import fields_of

HTMX = {"HX-Request": "true"}
SAVED_ONLY = "These are the saved figures; they follow when you are done."


@pytest.fixture
def loser(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def price(loser):
    return loser.lines.get(kind="monetization")


def address(line, name="line"):
    return reverse(f"ledger:{name}", args=[line.canvas_id, line.pk])


def previewed(client, line, **typed):
    fields = fields_of(client.get(address(line), headers=HTMX).text, f"form-line-{line.pk}")
    return client.post(address(line, "line-preview"), {**fields, **typed}, headers=HTMX).text


def test_the_panel_of_a_loser_says_what_to_do_and_what_each_would_leave(edda_client, loser, price):
    page = edda_client.get(loser.get_absolute_url()).text
    panel = page.partition('id="moves-')[2]
    assert "None is enough alone. What each would leave:" in panel
    assert "<b>$0.10</b>" in panel
    assert "<b>Two moves make it healthy:</b> storage $0.063 instead of $0.10, and price per use $0.08" in panel
    assert f'href="{address(price)}" title="Price per use" data-mends' in panel
    assert "Every number that can be changed" in panel


def test_the_table_behind_holds_every_lever(edda_client, loser):
    page = edda_client.get(loser.get_absolute_url()).text
    table = page.partition("Every number that can be changed")[2].partition("</table>")[0]
    for words in ("Active users", "Human review: Time per review", "Time saved: Value of an hour to the user"):
        assert words in table


def test_who_may_only_look_sees_levers_without_links(victor_client, loser, price):
    page = victor_client.get(loser.get_absolute_url()).text
    assert "<b>$0.10</b>" in page
    assert address(price) not in page


def test_while_somebody_types_the_levers_wait_and_nothing_is_advised(edda_client, price, monkeypatch):
    def never(*arguments, **options):
        raise AssertionError("a preview works out no advice")

    monkeypatch.setattr("ledger.pages.sections.page.advice_of", never)
    swapped = previewed(edda_client, price, amount="0.5")
    assert "Healthy" in swapped
    assert "<b>$0.10</b>" not in swapped
    note = swapped.partition(f'id="as-of-{price.feature_id}"')[2]
    assert note.startswith(' hx-swap-oob="true">' + SAVED_ONLY)


def test_the_note_on_what_is_saved_is_hidden_until_somebody_types(edda_client, loser):
    page = edda_client.get(loser.get_absolute_url()).text
    assert f'id="as-of-{loser.pk}" hidden>' in page


def test_a_change_brings_what_to_do_with_the_new_figures(edda_client, loser, price):
    fields = fields_of(edda_client.get(address(price), headers=HTMX).text, f"form-line-{price.pk}")
    swapped = edda_client.post(address(price), {**fields, "amount": "0.116"}, headers=HTMX).text
    assert "Healthy" in swapped
    assert "no month loses" in swapped


def test_what_is_not_quantified_has_no_levers(edda_client, canvas, olga):
    feature = feature_with_lines(canvas, by=olga, name="Drafts", uses_ai=False)
    page = edda_client.get(feature.get_absolute_url()).text
    assert 'class="moves"' not in page
