"""Saying how far an input can go: the choice, the editor, what is refused, the list and its remove button."""

import pytest
from django.urls import reverse

from canvas import changes
from economics.numbers import Number
from ledger.actions.limits import set_limit
from ledger.actions.lines import edit_line
from ledger.models import Limit
from tests.factories import feature_with_lines
from tests.hostile import SCRIPTS
from tests.ledger.conftest import LOSING
from tests.ledger.filled_in import fields_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def loser(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def price(loser):
    return loser.lines.get(kind="monetization")


@pytest.fixture
def where(loser):
    return reverse("ledger:limits", args=[loser.canvas_id, loser.pk])


def name_of(line, field="amount"):
    return f"{line.key}:{field}"


def saying(line, **said):
    return {"number": name_of(line), "version": "0", "least": "", "most": "", **said}


def levers_in(page):
    return page.partition('class="levers-data"')[2].partition("</table>")[0]


def test_the_inputs_of_the_feature_are_to_choose_from(edda_client, loser, price, where):
    page = edda_client.get(where).text
    for words in (
        "Active users",
        "Uses per user per month",
        "Human review: Hourly rate",
        "Price per use",
    ):
        assert f">{words}</a>" in page
    assert f"?number={name_of(price)}" in page
    assert "Months" not in page


def test_the_editor_says_what_the_number_is_now(edda_client, price, where):
    page = edda_client.get(where, {"number": name_of(price)}).text
    assert 'It is <span class="num">$0.05</span>.' in page
    assert "<!doctype html>" in page.lower()
    fragment = edda_client.get(where, {"number": name_of(price)}, headers=HTMX).text
    assert fragment.lstrip().startswith('<div id="limit-editor">')


def test_a_lever_leads_to_its_limit(edda_client, loser, price, where):
    page = edda_client.get(loser.get_absolute_url()).text
    assert f'href="{where}?number={name_of(price)}" data-panel' in page


def test_a_number_that_can_not_change_is_no_lever_and_can_be_freed(edda_client, loser, price, where):
    assert "Price per use" in levers_in(edda_client.get(loser.get_absolute_url()).text)
    page = edda_client.post(where, saying(price, fixed="1"), follow=True).text
    assert "Price per use" not in levers_in(page)
    listed = page.partition('id="h-limits"')[2].partition("</section>")[0]
    assert "Price per use" in listed
    assert "can’t change" in listed
    limit = Limit.objects.get()
    free = reverse("ledger:limit-delete", args=[limit.canvas_id, loser.pk, limit.pk])
    assert f'action="{free}"' in listed
    page = edda_client.post(free, {"version": limit.version}, follow=True).text
    assert "Price per use" in levers_in(page)
    assert "Limit removed" in page
    assert not Limit.objects.exists()


def test_ends_are_kept_as_typed_and_the_levers_keep_to_them(edda_client, loser, price, where):
    page = edda_client.post(where, saying(price, least="0.01", most="$0.08"), headers=HTMX).text
    assert Limit.objects.get().most == "$0.08"
    assert "from $0.01 to $0.08" in page
    assert f'id="{loser.anchor}"' in page
    assert ">never<" in levers_in(page).partition("Price per use</th>")[2].partition("</tr>")[0].partition("Healthy")[2]


def test_htmx_closes_the_panel_and_puts_the_focus_back(edda_client, price, where):
    answer = edda_client.post(where, saying(price, most="0.08"), headers=HTMX)
    assert f"edit-{Limit.objects.get().anchor}" in answer.headers["HX-Trigger"]
    assert "Price per use: at most $0.08" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Type the least or the most that this can be, or say that it can’t change."),
        ({"least": "a lot"}, "Price per use, at least is not a number that can be read."),
        ({"most": "-1"}, "Price per use, at most can’t be negative."),
        ({"most": "0.1 to 0.2"}, "Price per use: what it can be at most is one number. Type a single one."),
        ({"least": "0.3", "most": "0.2"}, "Price per use: the least is above the most. Swap them."),
        ({"most": "€0.2"}, "is in USD, and € is not."),
        ({"most": "9" * 61}, "is 61 characters long"),
        ({"most": "1", "version": ""}, "did not say which version it was opened on"),
    ],
)
def test_what_can_not_be_kept_is_refused_beside_the_field(edda_client, price, where, said, sentence):
    for headers in ({}, HTMX):
        answer = edda_client.post(where, saying(price, **said), headers=headers)
        assert answer.status_code == 422
        assert sentence in answer.text
        for text in (said.get("least"), said.get("most")):
            assert not text or f'value="{text}"' in answer.text
    assert not Limit.objects.exists()


def test_who_says_that_it_can_not_change_says_nothing_of_ends(edda_client, price, where):
    assert edda_client.post(where, saying(price, least="nonsense", fixed="1")).status_code == 302
    limit = Limit.objects.get()
    assert (limit.fixed, limit.least, limit.most) == (True, "", "")


def test_a_share_takes_per_cent_and_may_be_nothing(edda_client, loser, where):
    review = loser.lines.get(kind="human_review")
    said = {**saying(review, least="0%", most="2%"), "number": name_of(review, "share_reviewed")}
    page = edda_client.post(where, said, follow=True).text
    assert "from 0% to 2%" in page
    answer = edda_client.post(where, {**said, "most": "120%", "version": "1"})
    assert "lies between 0% and 100%" in answer.text


def test_that_it_can_not_change_is_kept_over_what_another_person_said(edda_client, canvas, olga, loser, price, where):
    """Which of the two buttons was pressed is asked again by those of the conflict."""
    set_limit(canvas=canvas, number=Number(price.key, "amount"), most="0.2", by=olga)
    page = edda_client.post(where, saying(price, fixed="1")).text
    held = fields_of(page, "form-limit")
    answer = edda_client.post(where, held | {"number": name_of(price), "way": "mine"})
    assert answer.status_code == 302
    assert (Limit.objects.get().fixed, Limit.objects.get().most) == (True, "")


@pytest.mark.parametrize("name", ["", "usage", "usage:nothing", "nowhere:amount", "\x00", *SCRIPTS[:1]])
def test_a_number_that_is_not_there_leads_to_the_choice(edda_client, where, name):
    assert edda_client.get(where, {"number": name}).status_code == 200
    answer = edda_client.post(where, {"number": name, "version": "0", "fixed": "1"})
    assert answer.status_code == 422
    assert "This feature has no such number any more." in answer.text
    assert "<script>alert" not in answer.text
    assert not Limit.objects.exists()


def test_a_limit_that_can_not_be_used_says_why_where_it_stands(edda_client, canvas, olga, loser, price):
    with changes.record(canvas, by=olga) as change:
        change.create(Limit(feature=loser, line=price, field="amount", most="a lot"))
    page = edda_client.get(loser.get_absolute_url()).text
    listed = page.partition('id="h-limits"')[2].partition("</section>")[0]
    assert "at most a lot" in listed
    assert "Price per use, at most is not a number that can be read." in listed


def test_a_limit_of_a_number_that_is_not_filled_waits(edda_client, canvas, olga, loser):
    storage = loser.lines.get(label="Storage")
    once = edit_line(canvas=canvas, line_id=storage.pk, version=storage.version, by=olga, basis="one_off", months="12")
    set_limit(canvas=canvas, number=Number(storage.key, "months"), most="24", by=olga)
    edit_line(canvas=canvas, line_id=storage.pk, version=once.version, by=olga, basis="per_use")
    page = edda_client.get(loser.get_absolute_url()).text
    listed = page.partition('id="h-limits"')[2].partition("</section>")[0]
    assert "Storage: Spread over" in listed
    assert "This number is empty now; the limit waits for it." in listed


def test_who_may_only_look_sees_the_limits_and_changes_none(
    victor_client, rita_client, otto_client, canvas, olga, loser, price, where
):
    limit = set_limit(canvas=canvas, number=Number(price.key, "amount"), fixed=True, by=olga)
    page = victor_client.get(loser.get_absolute_url()).text
    assert "can’t change" in page.partition('id="h-limits"')[2].partition("</section>")[0]
    assert where not in page
    free = reverse("ledger:limit-delete", args=[canvas.pk, loser.pk, limit.pk])
    for url in (where, free):
        answers = [client.post(url, {"version": 1}) for client in (rita_client, victor_client, otto_client)]
        assert [answer.status_code for answer in answers] == [403, 403, 404]
    assert Limit.objects.exists()
