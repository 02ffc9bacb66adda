"""Who bears a cost: the editor, its preview, what stands at the line, and the part that another feature bears."""

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from canvas.actions import canvases, steps
from ledger.actions import lines
from ledger.actions.shares import share_cost
from ledger.models import CostShare
from tests.factories import feature_with_lines
from tests.hostile import SHOWN
from tests.ledger.conftest import EARNING
from tests.ledger.filled_in import fields_of
from tests.ledger.test_views_feature import HTMX, text_of

SERVER = {"kind": "other", "label": "Server", "amount": "400", "basis": "per_month"}


def url(name, canvas, *args):
    return reverse(f"ledger:{name}", args=[canvas.pk, *args])


def words(response):
    return unescape(text_of(response.text))


@pytest.fixture
def owner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], SERVER]})


@pytest.fixture
def other(canvas, owner, olga):
    return feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Smart reply"})


@pytest.fixture
def line(owner, other):
    return owner.lines.get(label="Storage")


@pytest.fixture
def send(canvas, line, other, edda_client):
    """A function that types a per cent into the editor and sends it."""
    page = edda_client.get(url("shares", canvas, line.pk)).text
    fields = fields_of(page, f"form-shares-{line.pk}")

    def send(percent, to="shares", **options):
        more = options.pop("data", {})
        return edda_client.post(url(to, canvas, line.pk), fields | {str(other.pk): percent} | more, **options)

    return send


def share(canvas, line, feature, by, percent="40"):
    return share_cost(
        canvas=canvas, line_id=line.pk, version=line.version, percents={feature.pk: Decimal(percent)}, by=by
    )


def shared():
    return [share.percent for share in CostShare.objects.all()]


class TestTheEditor:
    def test_it_asks_of_every_other_feature_and_says_what_remains(self, canvas, line, edda_client):
        page = words(edda_client.get(url("shares", canvas, line.pk)))
        assert "Who bears Storage?" in page
        assert "Smart reply %" in page
        assert "100% remains with Earner" in page

    def test_htmx_gets_it_in_place_beneath_the_line(self, canvas, line, edda_client):
        fragment = edda_client.get(url("shares", canvas, line.pk), headers=HTMX).text
        assert fragment.lstrip().startswith(f'<tr class="edit-row" id="edit-shares-{line.pk}">')
        page = edda_client.get(line.feature.get_absolute_url()).text
        assert f'id="edit-shares-{line.pk}"' in page
        assert f'id="open-shares-{line.pk}"' in page

    @pytest.mark.parametrize("typed", ["40", " 40 % ", "40.0", "40.00%"])
    def test_a_browser_saves_and_comes_back_to_the_line(self, send, line, typed):
        answer = send(typed)
        assert (answer.status_code, answer.url) == (302, line.get_absolute_url())
        assert shared() == [40]

    def test_htmx_saves_while_it_stays_open_and_goes_on_from_there(self, send, line, other, edda_client, canvas):
        answer = send("40", data={"keep_open": "1"}, headers=HTMX)
        assert "60% remains with Earner" in words(answer)
        basis = fields_of(f'<form id="x">{answer.text}</form>', "x")
        edda_client.post(url("shares", canvas, line.pk), basis | {str(other.pk): "50"}, headers=HTMX)
        assert shared() == [50]

    def test_one_session_is_one_step(self, send, canvas, line, edda):
        send("4", data={"keep_open": "1"}, headers=HTMX)
        send("40", headers=HTMX, data={f"initial-{line.pk}": "4"})
        steps.undo(canvas=canvas, by=edda)
        assert shared() == []

    def test_it_opens_on_what_is_shared_and_an_empty_field_ends_it(self, canvas, line, other, olga, edda_client):
        share(canvas, line, other, olga, "12.5")
        fields = fields_of(edda_client.get(url("shares", canvas, line.pk)).text, f"form-shares-{line.pk}")
        assert fields[str(other.pk)] == "12.5%"
        edda_client.post(url("shares", canvas, line.pk), fields | {str(other.pk): ""})
        assert shared() == []

    @pytest.mark.parametrize("typed", ["-1", "100.01", "101", "12.345", "1e1", "a third", "٤٠", "NaN", "40,5"])
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
    def test_what_is_no_per_cent_is_refused_beside_its_field(self, send, typed, headers):
        answer = send(typed, headers=headers)
        assert answer.status_code == 422
        assert "Type a percentage from 0 to 100 with at most two decimals" in words(answer)
        assert typed in answer.text or headers
        assert shared() == []

    def test_more_than_all_of_it_is_refused_with_the_sum(self, canvas, olga, line, other, edda_client):
        third = feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Third"})
        fields = fields_of(edda_client.get(url("shares", canvas, line.pk)).text, f"form-shares-{line.pk}")
        typed = fields | {str(other.pk): "60", str(third.pk): "40.5"}
        answer = edda_client.post(url("shares", canvas, line.pk), typed)
        assert answer.status_code == 422
        assert "These come to 100.5%, and together they can bear 100% at most. Lower one of them." in words(answer)
        assert 'value="40.5"' in answer.text

    def test_more_than_all_of_it_together_with_what_another_person_shared(self, canvas, send, line, olga):
        third = feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Third"})
        share(canvas, line, third, olga, "70")
        answer = send("40", headers=HTMX)
        assert answer.status_code == 422
        assert "These come to 110%" in words(answer)

    def test_two_people_on_one_part_see_both(self, canvas, send, line, other, olga):
        share(canvas, line, other, olga, "25")
        answer = send("40", headers=HTMX)
        assert answer.status_code == 409
        for said in ("Olga changed this while you were editing.", "Smart reply: Olga 25%", "Smart reply: yours 40%"):
            assert said in words(answer)
        assert shared() == [25]
        mine = fields_of(f'<form id="x">{answer.text}</form>', "x")
        send("40", data=mine | {"way": "mine"}, headers=HTMX)
        assert shared() == [40]

    def test_a_line_that_is_gone_says_so_and_keeps_what_was_typed(self, canvas, send, line, olga):
        lines.delete_line(canvas=canvas, line_id=line.pk, version=1, by=olga)
        answer = send("40")
        assert answer.status_code in (404, 409)

    def test_alone_on_its_canvas_a_feature_is_told_so(self, canvas, olga, edda_client):
        alone = feature_with_lines(canvas, by=olga, **EARNING)
        line = alone.lines.get(label="Storage")
        page = words(edda_client.get(url("shares", canvas, line.pk)))
        assert "There is no other feature to share this with." in page

    def test_value_has_no_such_editor(self, canvas, owner, edda_client):
        line = owner.lines.get(kind="monetization")
        assert edda_client.get(url("shares", canvas, line.pk)).status_code == 404
        assert f"open-shares-{line.pk}" not in edda_client.get(owner.get_absolute_url()).text

    def test_the_preview_shows_the_figures_then_and_writes_nothing(self, send):
        answer = send("40", to="shares-preview", headers=HTMX)
        assert "60% remains with Earner" in words(answer)
        assert "60% borne here; 40% by Smart reply" in words(answer)
        # 0.25 less 0.015 of review and 60% of 0.01 of storage.
        assert "+$0.229" in answer.text
        assert shared() == []

    def test_the_preview_of_too_much_says_so_and_leaves_the_figures(self, send):
        answer = send("101", to="shares-preview", headers=HTMX)
        assert answer.status_code == 422
        assert "is not known" in words(answer)
        assert "verdict" not in answer.text


class TestTheTables:
    def test_the_line_says_who_bears_what_with_a_way_there(self, canvas, line, other, olga, victor_client):
        share(canvas, line, other, olga)
        page = victor_client.get(line.feature.get_absolute_url())
        assert "60% borne here; 40% by Smart reply" in words(page)
        assert f'href="{other.get_absolute_url()}"' in page.text

    def test_the_other_feature_has_a_row_that_leads_to_the_line(self, canvas, line, other, olga, edda_client):
        share(canvas, line, other, olga)
        page = edda_client.get(other.get_absolute_url()).text
        row = page.partition(f'id="borne-{line.pk}"')[2].partition("</tr>")[0]
        assert "40% of Storage, shared by Earner · $0.01 a use" in unescape(text_of(row))
        assert "$0.0040" in row
        assert f'href="{line.get_absolute_url()}"' in row
        assert "<form" not in row
        # 0.015 of review, 0.01 of its own storage and 40% of 0.01.
        assert "$0.029" in page

    def test_a_cost_a_month_stands_in_the_group_of_those(self, canvas, owner, other, olga, victor_client):
        share(canvas, owner.lines.get(label="Server"), other, olga, "25")
        page = victor_client.get(other.get_absolute_url()).text
        fixed = page.partition('id="head-fixed"')[2]
        assert "hidden" not in fixed.partition(">")[0]
        assert "25% of Server, shared by Earner" in unescape(text_of(fixed))
        assert "$100" in fixed

    def test_the_waterfall_says_whose_cost_it_is(self, canvas, line, other, olga, victor_client):
        share(canvas, line, other, olga)
        page = victor_client.get(other.get_absolute_url()).text
        assert "Storage (shared by Earner)" in page.partition('id="h-waterfall"')[2]

    def test_the_row_follows_the_preview_of_the_other_features_own_lines(self, canvas, line, other, olga, edda_client):
        share(canvas, line, other, olga)
        own = other.lines.get(label="Storage")
        fields = fields_of(edda_client.get(url("line", canvas, own.pk)).text, f"form-line-{own.pk}")
        answer = edda_client.post(url("line-preview", canvas, own.pk), fields | {"amount": "0.02"}, headers=HTMX)
        assert f'id="borne-{line.pk}" hx-swap-oob="true"' in answer.text

    def test_what_is_wrong_with_a_borne_line_leads_to_the_line(self, canvas, line, other, olga, edda_client):
        share(canvas, line, other, olga)
        type(line).objects.filter(pk=line.pk).update(amount="")
        page = edda_client.get(other.get_absolute_url()).text
        questions = page.partition('id="questions-')[2].partition("</ol>")[0]
        assert f'href="{url("line", canvas, line.pk)}"' in questions
        assert "Storage (shared by Earner): Amount" in unescape(text_of(questions))

    def test_hostile_names_are_text(self, canvas, line, other, olga, victor_client, edda_client):
        type(other).objects.filter(pk=other.pk).update(name=SHOWN[0][:80])
        share(canvas, line, other, olga)
        for page in (
            victor_client.get(line.feature.get_absolute_url()).text,
            edda_client.get(url("shares", canvas, line.pk)).text,
        ):
            assert "<script>alert" not in page


class TestTheDoor:
    @pytest.mark.parametrize("name", ["shares", "shares-preview"])
    def test_who_may_not_edit_shares_nothing(self, name, canvas, line, other, rita_client, victor_client, otto_client):
        data = {"version": 1, str(other.pk): "40"}
        where = url(name, canvas, line.pk)
        answers = [client.post(where, data).status_code for client in (rita_client, victor_client, otto_client)]
        assert answers == [403, 403, 404]
        assert shared() == []

    def test_a_feature_of_another_canvas_bears_nothing(self, canvas, line, send, workspace, olga):
        elsewhere = canvases.create_canvas(workspace=workspace, title="Elsewhere", by=olga)
        foreign = feature_with_lines(elsewhere, by=olga, **EARNING)
        send("", data={str(foreign.pk): "40"})
        assert shared() == []
