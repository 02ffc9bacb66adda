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
from ledger.actuals import MOST_BYTES
from ledger.models import Actual
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


def imported(client, feature, table=TABLE, **chosen):
    sent = columns_of(read(client, feature, table), feature) | chosen
    return client.post(url("actuals-columns", feature), sent | {"way": "import"})


def days(feature):
    return [(actual.date.day, actual.uses, actual.cost) for actual in feature.actuals.oldest_first()]


def text_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


class TestTheTable:
    def test_what_would_be_imported_is_said_before_anything_is_stored(self, earner, edda_client):
        page = text_of(read(edda_client, earner).text)
        assert "7 days, 1–7 Nov 2026, from 7 rows. None of these days is here yet." in page
        assert "Uses 280 7 days Cost $42.00 7 days" in page
        assert not Actual.objects.exists()

    def test_a_file_is_read_as_well(self, earner, edda_client):
        file = SimpleUploadedFile("usage.csv", TABLE.encode("utf-16"), content_type="text/csv")
        page = edda_client.post(url("actuals", earner), {"file": file})
        assert "7 days, 1–7 Nov 2026" in page.text

    @pytest.mark.parametrize(
        ("table", "said"),
        [
            ("", "Choose a file, or paste the table below."),
            ("date,uses\n2026-11-01\n", "Row 2 has 1 cells"),
            ("date,uses\n", "only a header"),
        ],
    )
    def test_what_can_not_be_read_is_refused_and_kept(self, earner, edda_client, table, said):
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

    def test_a_file_in_another_encoding_names_the_line(self, earner, edda_client):
        file = SimpleUploadedFile("usage.csv", TABLE.encode() + "x,1,Café\n".encode("cp1252"))
        assert "Line 9 is not UTF-8 text." in edda_client.post(url("actuals", earner), {"file": file}).text

    @pytest.mark.parametrize("text", SHOWN)
    def test_hostile_text_is_shown_as_text(self, earner, edda_client, text):
        cell = text.replace('"', '""')
        page = read(edda_client, earner, f'date,uses,"{cell}"\n2026-11-01,1,"{cell}"\n').text
        for marker in ("<script>alert", "<img src=x", "<svg/onload", "<iframe src", 'href="javascript:'):
            assert marker not in page


class TestTheColumns:
    def test_they_are_guessed_and_can_be_chosen_otherwise(self, canvas, earner, edda_client):
        table = TABLE.replace("uses,cost", "n,spent")
        guessed = columns_of(read(edda_client, earner, table), earner)
        assert (guessed["uses"], guessed["cost"]) == ("", "")
        sent = guessed | {"uses": "1", "cost": "2", "way": "import"}
        again = edda_client.post(url("actuals-columns", earner), sent)
        assert "The columns were changed after this was shown." in again.text
        assert not Actual.objects.exists()
        edda_client.post(url("actuals-columns", earner), columns_of(again, earner) | {"way": "import"})
        assert days(earner)[0] == (1, 10, Decimal("1.5"))

    def test_columns_of_one_name_are_told_apart_by_their_place(self, earner, edda_client):
        page = read(edda_client, earner, "date,cost,cost\n2026-11-01,1,2\n").text
        assert ">cost (column 2)<" in page
        assert ">cost (column 3)<" in page
        assert ">date<" in page

    def test_htmx_gets_the_form_anew_when_a_choice_changes(self, earner, edda_client):
        sent = columns_of(read(edda_client, earner), earner) | {"uses": "rows"}
        answer = edda_client.post(url("actuals-columns", earner), sent, headers={"HX-Request": "true"})
        assert answer.text.startswith("<form")
        assert "Uses 7 7 days" in text_of(answer.text)

    def test_a_cell_that_is_a_formula_is_refused_with_its_row(self, earner, edda_client):
        page = read(edda_client, earner, TABLE.replace("2026-11-03,30", "2026-11-03,=3*10"))
        assert "Row 4, “uses”: “=3*10” is a formula." in page.text
        assert "Import 7 days" not in page.text
        answer = imported(edda_client, earner, TABLE.replace("2026-11-03,30", "2026-11-03,=3*10"))
        assert answer.status_code == 422
        assert not Actual.objects.exists()

    def test_the_order_of_day_and_month_is_asked_for(self, earner, edda_client):
        table = "date,uses\n11/12/2026,5\n10/12/2026,5\n"
        page = read(edda_client, earner, table)
        assert "Nothing in the dates says whether the day or the month comes first." in page.text
        shown = edda_client.post(
            url("actuals-columns", earner), columns_of(page, earner) | {"order": "day", "way": "preview"}
        )
        assert "2 days, 10–11 Dec 2026" in shown.text

    def test_dollars_are_converted_where_the_canvas_says_how(self, canvas, earner, edda_client):
        Canvas.objects.filter(pk=canvas.pk).update(currency="EUR", usd_rate=None)
        page = read(edda_client, earner, LITELLM)
        assert "does not say what a dollar is in EUR" in page.text
        Canvas.objects.filter(pk=canvas.pk).update(usd_rate=Decimal("0.9"))
        assert "US dollars, converted at 0.9" in read(edda_client, earner, LITELLM).text
        imported(edda_client, earner, LITELLM)
        assert days(earner) == [(1, 100, Decimal("2.25"))]

    def test_whose_export_it_is_is_said(self, earner, edda_client):
        assert "By its header this is an export of LiteLLM" in read(edda_client, earner, LITELLM).text
        assert "By its header" not in read(edda_client, earner).text

    def test_a_table_that_was_changed_on_its_way_is_refused(self, canvas, olga, earner, edda_client):
        sent = columns_of(read(edda_client, earner), earner)
        other = feature_with_lines(canvas, by=olga, name="Other")
        for feature, table in ((earner, sent["table"][:-1]), (earner, ""), (other, sent["table"])):
            answer = edda_client.post(url("actuals-columns", feature), sent | {"table": table, "way": "import"})
            assert answer.status_code == 422
            assert "Choose the file again." in answer.text
        assert not Actual.objects.exists()

    @pytest.mark.parametrize("name", ["date", "uses", "cost", "money", "order"])
    def test_a_column_that_is_none_is_refused(self, earner, edda_client, name):
        sent = columns_of(read(edda_client, earner), earner) | {name: "99", "seen": "", "way": "import"}
        assert edda_client.post(url("actuals-columns", earner), sent).status_code == 422


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
        assert "1 day of these is here already and will be replaced whole." in read(edda_client, earner, later).text
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
        hers = columns_of(read(edda_client, earner), earner) | {"way": "import"}
        imported(olga_client, earner, TABLE.replace(",10,", ",99,"))
        edda_client.post(url("actuals-columns", earner), hers)
        assert days(earner)[0] == (1, 10, Decimal("1.5"))
        assert "7 days imported, 1–7 Nov 2026, 7 of them replaced" in edda_client.get(part_url(earner, "actuals")).text
