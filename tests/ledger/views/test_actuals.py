"""Actuals are imported in steps: a table, what its columns mean, then the days; and taken out again."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from canvas.actions import canvases, steps
from canvas.models import Canvas
from config.asgi import ACTUALS
from ledger.actions import actuals as actions
from ledger.actions import features
from ledger.models import Actual
from ledger.tables import MOST_BYTES
from tests.attacks.forms import forms_of
from tests.factories import feature_with_lines
from tests.hostile import SHOWN
from tests.ledger.conftest import EARNING
from tests.ledger.parts import part_url

pytestmark = pytest.mark.django_db
TABLE = "date,uses,cost\n" + "".join(f"2026-11-{n:02d},{n * 10},{n * 1.5}\n" for n in range(1, 8))
LITELLM = "Date,Team,Spend ($),Requests\n2026-11-01,Core,2.5,100\n"


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def url(name, feature):
    return reverse(f"ledger:{name}", args=[feature.canvas_id, feature.pk])


def read(client, feature, table=TABLE, **sent):
    """The page with the columns of a table that was pasted."""
    return client.post(url("actuals", feature), {"text": table, **sent})


def columns_of(page, feature):
    """What the form of the columns would send."""
    form = next(form for form in forms_of(page.text, "/") if form.action == url("actuals-columns", feature))
    return {name: values[0] if values else "" for name, values in form.values.items()}


def sent_on(page, feature, way, **chosen):
    """What the form on a page sends with this button."""
    return columns_of(page, feature) | chosen | {"way": way}


def held(client, feature, table=TABLE, **chosen):
    """The second step: the days of a table against the estimates."""
    page = read(client, feature, table)
    return client.post(url("actuals-columns", feature), sent_on(page, feature, "hold", **chosen))


def imported(client, feature, table=TABLE, **chosen):
    page = held(client, feature, table, **chosen)
    if page.status_code != 200:
        return page
    return client.post(url("actuals-columns", feature), sent_on(page, feature, "keep"))


def days(feature):
    return [(actual.date.day, actual.uses, actual.cost) for actual in feature.actuals.oldest_first()]


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


class TestTheTable:
    def test_what_was_recognised_is_said_before_anything_is_stored(self, earner, edda_client):
        page = text_of(read(edda_client, earner).text)
        assert "A table: 7 days, 280 uses, cost $42.00" in page
        assert "1–7 Nov 2026. None of these days was imported before." in page
        assert not Actual.objects.exists()

    def test_a_file_is_read_as_well(self, earner, edda_client):
        file = SimpleUploadedFile("usage.csv", TABLE.encode("utf-16"), content_type="text/csv")
        page = text_of(edda_client.post(url("actuals", earner), {"file": file}).text)
        assert "usage.csv, 7 rows. Nothing is kept until you say so." in page

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            ("", "Choose a file, or paste the table below."),
            ("date,uses\n2026-11-01,1,5\n", "Row 2 has 3 cells"),
            ("date,uses\n", "only a header"),
            ("date,uses\n31/02/2026,5\n", "the day reads “31/02/2026”, which there isn’t"),
        ],
    )
    def test_what_can_not_be_read_is_refused_with_its_fault_and_kept(self, earner, edda_client, table, said):
        answer = read(edda_client, earner, table)
        assert answer.status_code == 422
        assert said in answer.text
        assert table in answer.text

    def test_a_file_that_is_too_large_is_refused_before_it_is_read(self, earner, edda_client):
        file = SimpleUploadedFile("usage.csv", b"\xff" * 10_000_001)
        answer = edda_client.post(url("actuals", earner), {"file": file})
        assert answer.status_code == 422
        assert "This is more than 10 MB." in answer.text

    def test_its_address_is_the_one_that_takes_a_larger_body_than_others(self, earner):
        assert ACTUALS.path.fullmatch(url("actuals", earner))
        assert not ACTUALS.path.fullmatch(url("actuals-columns", earner))
        assert ACTUALS.limit > MOST_BYTES

    @pytest.mark.parametrize("text", SHOWN)
    def test_hostile_text_is_shown_as_text(self, earner, edda_client, text):
        cell = text.replace('"', '""')
        page = read(edda_client, earner, f'date,uses,"{cell}"\n2026-11-01,1,"{cell}"\n').text
        for marker in ("<script>alert", "<img src=x", "<svg/onload", "<iframe src", 'href="javascript:'):
            assert marker not in page

    def test_the_sample_that_is_offered_is_read_whole(self, earner, edda_client):
        address = reverse("ledger:actuals-sample", args=[earner.canvas_id])
        assert f'href="{address}"' in edda_client.get(url("actuals", earner)).text
        answer = edda_client.get(address)
        assert answer["Content-Disposition"] == 'attachment; filename="sample-actuals.csv"'
        sample = b"".join(answer.streaming_content).decode()
        page = text_of(read(edda_client, earner, sample).text)
        assert "A table: 14 days" in page
        assert "question" not in page


class TestTheColumns:
    def test_each_column_says_what_it_is_read_as_and_why(self, earner, edda_client):
        table = "createdAt,startTime,traceId,inputUsage,totalCost\n2026-11-02,2026-11-01,t,500,0.25\n"
        page = text_of(read(edda_client, earner, table).text)
        assert "A Langfuse export: 1 day, 1 use, cost $0.25" in page
        assert "startTime 2026-11-01 startTime" in page
        assert "2 columns hold dates; this is when the use was" in page
        assert "another column says the day" in page
        assert "Left out, since they hold neither dates nor numbers: traceId" in page

    def test_a_column_can_be_read_otherwise(self, earner, edda_client):
        table = TABLE.replace("uses,cost", "n,spent by us")
        page = read(edda_client, earner, table)
        assert columns_of(page, earner)["role-1"] == ""
        sent = sent_on(page, earner, "preview", **{"role-1": "uses"})
        again = edda_client.post(url("actuals-columns", earner), sent)
        assert "you chose this" in again.text
        assert "A table: 7 days, 280 uses" in again.text
        assert not Actual.objects.exists()
        imported(edda_client, earner, table, **{"role-1": "uses"})
        assert days(earner)[0] == (1, 10, Decimal("1.5"))

    def test_htmx_gets_the_form_anew_when_a_choice_changes(self, earner, edda_client):
        sent = columns_of(read(edda_client, earner), earner) | {"role-1": "", "counted": "rows"}
        answer = edda_client.post(url("actuals-columns", earner), sent, headers={"HX-Request": "true"})
        assert answer.text.startswith("<form")
        assert "7 days, 7 uses" in text_of(answer.text)

    @pytest.mark.parametrize(
        ("chosen", "said"),
        [
            ({"role-0": ""}, "No column says the day of a use. Choose one."),
            ({"role-1": "", "role-2": ""}, "Nothing is counted: choose at least one column besides the day."),
        ],
    )
    def test_what_is_missing_is_said(self, earner, edda_client, chosen, said):
        answer = held(edda_client, earner, **chosen)
        assert answer.status_code == 422
        assert said in answer.text

    def test_two_days_are_one_too_many(self, earner, edda_client):
        table = "date,start,uses\n2026-11-01,2026-11-02,5\n"
        answer = held(edda_client, earner, table, **{"role-0": "date", "role-1": "date"})
        assert "Two columns are read as the day of a use." in answer.text

    def test_what_the_table_leaves_open_is_asked_with_a_proposed_answer(self, earner, edda_client):
        table = "date;uses;cost\n2026-11-01;5;1,125\n2026-11-02;5;2,250\n"
        page = read(edda_client, earner, table)
        said = text_of(page.text)
        assert "One question first" in said
        assert "1.125 or 1,125? In “cost” 2 cells can be read both ways, such as “1,125”." in said
        assert "2 days, 10 uses, cost $3.375" in said
        assert columns_of(page, earner)["ask-mark-2"] == ","
        sent = sent_on(page, earner, "preview", **{"ask-mark-2": "."})
        assert "cost $3,375" in edda_client.post(url("actuals-columns", earner), sent).text
        imported(edda_client, earner, table)
        assert days(earner)[0] == (1, 5, Decimal("1.125"))

    def test_nothing_goes_on_while_something_is_not_answered(self, earner, edda_client):
        table = "date;uses;cost\n2026-11-01;5;1,125\n2026-11-02;5;2,250\n"
        sent = sent_on(read(edda_client, earner, table), earner, "keep")
        del sent["ask-mark-2"]
        answer = edda_client.post(url("actuals-columns", earner), sent)
        assert answer.status_code == 422
        assert "there is something new to answer" in answer.text
        assert not Actual.objects.exists()

    def test_dollars_are_converted_where_the_canvas_says_how_and_asked_about_elsewhere(
        self, canvas, earner, edda_client
    ):
        Canvas.objects.filter(pk=canvas.pk).update(currency="EUR", usd_rate=None)
        page = text_of(read(edda_client, earner, LITELLM).text)
        assert "nothing says what that is in EUR" in page
        assert "A LiteLLM export: 1 day, 100 uses" in page
        Canvas.objects.filter(pk=canvas.pk).update(usd_rate=Decimal("0.9"))
        page = text_of(read(edda_client, earner, LITELLM).text)
        assert "is in USD by its header; it is converted at 0.9 EUR a dollar." in page
        imported(edda_client, earner, LITELLM)
        assert days(earner) == [(1, 100, Decimal("2.25"))]

    def test_what_is_netted_and_left_out_is_said(self, earner, edda_client):
        table = "date,uses,cost\n2026-11-01,5,10\n2026-11-02,0,-3\nTotal,5,7\n"
        page = text_of(read(edda_client, earner, table).text)
        assert "1 credit is netted, 3 in all." in page
        assert "1 row is left out. It is a line of totals (row 4)." in page
        imported(edda_client, earner, table)
        assert days(earner)[1] == (2, 0, Decimal(-3))

    def test_a_table_that_was_changed_on_its_way_is_refused(self, canvas, olga, earner, edda_client):
        sent = columns_of(read(edda_client, earner), earner)
        other = feature_with_lines(canvas, by=olga, name="Other")
        for feature, table in ((earner, sent["table"][:-1]), (earner, ""), (other, sent["table"])):
            answer = edda_client.post(url("actuals-columns", feature), sent | {"table": table, "way": "keep"})
            assert answer.status_code == 422
            assert "Choose the file again." in answer.text
        assert not Actual.objects.exists()

    @pytest.mark.parametrize("name", ["role-0", "role-1", "counted"])
    def test_a_role_that_is_none_is_refused(self, earner, edda_client, name):
        sent = columns_of(read(edda_client, earner), earner) | {name: "99", "way": "keep"}
        assert edda_client.post(url("actuals-columns", earner), sent).status_code == 422


class TestTheEstimates:
    REVIEWED = "date,uses,reviewed\n" + "".join(f"2026-11-{n:02d},33,{3 + n % 2}\n" for n in range(1, 8))

    def test_the_table_is_held_against_the_estimates_before_it_is_kept(self, earner, edda_client):
        page = text_of(held(edda_client, earner, self.REVIEWED).text)
        assert "2 of 3 estimates hold; Human review: Share reviewed doesn’t" in page
        assert "Above. Replace by 9.09% to 12.2%" in page
        assert "Taking 9.09% to 12.2% would leave" in page
        assert not Actual.objects.exists()

    def test_days_and_ranges_are_taken_in_one_step(self, canvas, earner, edda, edda_client):
        file = SimpleUploadedFile("november.csv", self.REVIEWED.encode())
        page = edda_client.post(url("actuals", earner), {"file": file})
        page = edda_client.post(url("actuals-columns", earner), sent_on(page, earner, "hold"))
        sent = sent_on(page, earner, "take")
        answer = edda_client.post(url("actuals-columns", earner), sent)
        assert answer.url == part_url(earner, "actuals")
        line = earner.lines.get(kind="human_review")
        assert (line.share_reviewed, line.evidence_level) == ("9.09% to 12.2%", "measured")
        assert line.evidence_source == "november.csv, 1–7 Nov 2026"
        assert len(days(earner)) == 7
        steps.undo(canvas=canvas, by=edda)
        assert days(earner) == []
        assert earner.lines.get(kind="human_review").share_reviewed == "1%"

    def test_the_table_can_be_kept_alone(self, earner, edda_client):
        imported(edda_client, earner, self.REVIEWED)
        assert earner.lines.get(kind="human_review").share_reviewed == "1%"
        assert len(days(earner)) == 7

    def test_a_range_that_is_not_proposed_is_not_taken(self, earner, edda_client):
        page = held(edda_client, earner, self.REVIEWED)
        sent = sent_on(page, earner, "take", take="human_review-1:share_reviewed=50%")
        answer = edda_client.post(url("actuals-columns", earner), sent)
        assert answer.status_code == 409
        assert "another range is proposed" in answer.text
        assert not Actual.objects.exists()


class TestTheImport:
    def test_days_are_stored_in_one_step_that_can_be_undone(self, canvas, earner, edda, edda_client):
        answer = imported(edda_client, earner)
        assert answer.url == part_url(earner, "actuals")
        assert "7 days imported, 1–7 Nov 2026" in edda_client.get(answer.url).text
        assert days(earner)[6] == (7, 70, Decimal("10.5"))
        steps.undo(canvas=canvas, by=edda)
        assert days(earner) == []
        steps.redo(canvas=canvas, by=edda)
        assert len(days(earner)) == 7

    def test_days_that_stand_already_are_replaced_whole_and_that_is_said_beforehand(
        self, canvas, earner, edda, edda_client
    ):
        imported(edda_client, earner)
        later = "date,uses\n2026-11-07,1\n2026-11-08,2\n"
        page = text_of(read(edda_client, earner, later).text)
        assert "1 day of these was imported before and will be replaced." in page
        imported(edda_client, earner, later)
        assert days(earner)[6:] == [(7, 1, None), (8, 2, None)]
        steps.undo(canvas=canvas, by=edda)
        assert days(earner)[6:] == [(7, 70, Decimal("10.5"))]

    def test_more_days_than_a_feature_holds_are_refused_whole(self, earner, edda_client, monkeypatch):
        monkeypatch.setattr(actions.rules, "DAY_LIMIT", 8)
        imported(edda_client, earner)
        assert len(days(earner)) == 7
        answer = imported(edda_client, earner, TABLE.replace("2026-11-", "2026-10-"))
        assert "at most 4,000 days" in edda_client.get(answer.url).text
        assert len(days(earner)) == 7
        imported(edda_client, earner)
        assert len(days(earner)) == 7

    def test_days_that_are_here_are_listed_by_month(self, earner, edda_client):
        imported(edda_client, earner)
        page = text_of(edda_client.get(url("actuals", earner)).text)
        assert "7 days, 1–7 Nov 2026." in page
        assert "November 2026 7 days · Uses 280 · Cost $42.00" in page

    def test_days_are_taken_out_in_one_step_that_can_be_undone(self, canvas, earner, edda, edda_client):
        imported(edda_client, earner)
        edda_client.post(url("actuals-delete", earner), {"since": "2026-11-02", "until": "2026-11-30"})
        assert [day for day, _, _ in days(earner)] == [1]
        assert "6 days taken out" in edda_client.get(url("actuals", earner)).text
        steps.undo(canvas=canvas, by=edda)
        assert len(days(earner)) == 7

    @pytest.mark.parametrize(("since", "until"), [("2025-01-01", "2025-12-31"), ("x", ""), ("", "2026-02-30")])
    def test_taking_out_what_is_not_there_changes_nothing(self, earner, edda_client, since, until):
        imported(edda_client, earner)
        answer = edda_client.post(url("actuals-delete", earner), {"since": since, "until": until})
        assert answer.status_code == 302
        assert len(days(earner)) == 7

    @pytest.mark.parametrize("person", ["rita", "victor"])
    def test_who_may_not_edit_may_not_import(self, request, earner, person):
        client = request.getfixturevalue(f"{person}_client")
        assert client.get(url("actuals", earner)).status_code == 403
        assert read(client, earner).status_code == 403
        assert client.post(url("actuals-delete", earner)).status_code == 403

    def test_an_archived_canvas_takes_none(self, canvas, earner, olga, olga_client):
        canvases.archive_canvas(canvas=canvas, by=olga)
        assert read(olga_client, earner).status_code == 403

    def test_it_travels_in_the_document(self, canvas, earner, edda_client):
        imported(edda_client, earner)
        found = edda_client.get(reverse("document:export", args=[canvas.pk])).json()["features"][0]["actuals"]
        assert found[0] == {"date": "2026-11-01", "uses": "10", "cost": "1.5"}
        assert Actual.objects.get(date=date(2026, 11, 1)).uses == 10

    def test_a_feature_that_is_deleted_takes_them_along_and_an_undo_brings_them_back(
        self, canvas, earner, edda, edda_client
    ):
        imported(edda_client, earner)
        features.delete_feature(canvas=canvas, feature_id=earner.pk, version=earner.version, by=edda)
        assert not Actual.objects.exists()
        steps.undo(canvas=canvas, by=edda)
        assert days(earner)[0] == (1, 10, Decimal("1.5"))

    def test_of_two_people_at_once_the_later_replaces_what_the_earlier_stored(self, earner, olga_client, edda_client):
        hers = columns_of(read(edda_client, earner), earner) | {"way": "keep"}
        imported(olga_client, earner, TABLE.replace(",10,", ",99,"))
        edda_client.post(url("actuals-columns", earner), hers)
        assert days(earner)[0] == (1, 10, Decimal("1.5"))
        assert "7 days imported, 1–7 Nov 2026, 7 of them replaced" in edda_client.get(part_url(earner, "actuals")).text
