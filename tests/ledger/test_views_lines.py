"""The lines of a feature: their editors, previews and gestures, with htmx and without JavaScript."""

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from canvas.actions import canvases
from canvas.models import Canvas, Change
from economics import kinds
from ledger.actions import features, lines
from ledger.models import Figures, Line
from tests.factories import feature_with_lines
from tests.hostile import SHOWN
from tests.ledger.conftest import (
    EARNING,
    MODEL_LINE,
    STORAGE,
    priced,
)
from tests.ledger.filled_in import fields_of
from ui.templatetags.figures import day

HTMX = {"HX-Request": "true"}
WAYS = {"mine": "Keep mine", "theirs": "Take theirs", "again": "Edit again"}
SHARES = {
    "share_reviewed": "2% to 5%",
    "attach_rate": "3% to 8%",
    "conversion_uplift": "0.5% to 1%",
    "churn_without": "4% to 5%",
    "churn_with": "3.2% to 4%",
}

by_browser_and_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["by-browser", "by-htmx"])
each_type = pytest.mark.parametrize("line_type", kinds.LINE_TYPES, ids=lambda each: f"{each.kind}-{each.method}")


def url(name, canvas, *args):
    return reverse(f"ledger:{name}", args=[canvas.pk, *args])


def typed(line, **fields):
    """What the editor of a line posts: what it opened on, and these fields typed over."""
    names = [field.name for field in line.line_type.fields]
    held = {name: getattr(line, name) for name in (*names, "label", "basis")}
    if line.line_type.has_model:
        held["priced_by"] = f"{line.provider}/{line.model}" if line.model else ""
    opened = {f"initial-{name}": value for name, value in held.items()}
    basis = {"version": line.version, "step": uuid.uuid4(), "type": f"{line.kind}.{line.method}"}
    return {**opened, **held, **basis, **fields}


def filled(line_type):
    """A complete set of fields for a type of line."""
    fields = {field.name: SHARES.get(field.name, "10") for field in line_type.fields if field.required}
    if line_type.has_basis:
        fields["basis"] = "one_off"
    if line_type.has_model:
        fields |= {"price_per_million_input": "3", "price_per_million_output": "15"}
    return fields


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def review(earner):
    return earner.lines.get(kind="human_review")


class TestEveryKind:
    @each_type
    def test_is_added_edited_and_removed(self, canvas, olga, edda_client, line_type):
        feature = feature_with_lines(canvas, by=olga, active_users="100", uses_per_user_per_month="10")
        added = edda_client.post(url("lines", canvas, feature.pk), {"type": f"{line_type.kind}.{line_type.method}"})
        line = feature.lines.get()
        assert added.url.partition("?")[0] == url("line", canvas, line.pk)
        page = edda_client.get(added.url)
        assert page.status_code == 200
        names = ("version", "step", "type", "initial-label", *(field.name for field in line_type.fields))
        assert all(f'name="{name}"' in page.text for name in names)
        saved = edda_client.post(added.url, typed(line, label="My line", **filled(line_type)))
        assert saved.url == f"{feature.get_ledger_url()}#line-{line.pk}"
        line.refresh_from_db()
        assert line.label == "My line"
        assert all(getattr(line, name) == value for name, value in filled(line_type).items())
        shown = edda_client.get(feature.get_absolute_url()).text
        assert "My line" in shown
        assert "My line:" not in shown
        edda_client.post(url("line-delete", canvas, line.pk), {"version": line.version})
        assert not feature.lines.exists()

    @by_browser_and_htmx
    @each_type
    def test_what_its_editor_sends_is_saved_and_saved_again(self, canvas, olga, edda_client, line_type, headers):
        feature = feature_with_lines(canvas, by=olga, active_users="100", uses_per_user_per_month="10")
        kind = {"type": f"{line_type.kind}.{line_type.method}"}
        edda_client.post(url("lines", canvas, feature.pk), kind, headers=headers)
        line = feature.lines.get()
        where = url("line", canvas, line.pk)
        for fields in ({"label": "Mine", **filled(line_type)}, {"label": "Mine again"}):
            held = fields_of(edda_client.get(where, headers=headers).text, f"form-line-{line.pk}")
            answer = edda_client.post(where, held | fields, headers=headers)
            assert answer.status_code == (200 if headers else 302)
            line.refresh_from_db()
            assert all(getattr(line, name) == value for name, value in fields.items())
        assert all(getattr(line, name) == value for name, value in filled(line_type).items())

    @each_type
    def test_says_how_its_figure_comes_about(self, canvas, olga, victor_client, line_type):
        line = {"kind": line_type.kind, "method": line_type.method, **filled(line_type)}
        usage = {"active_users": "100", "uses_per_user_per_month": "10"}
        feature = feature_with_lines(canvas, by=olga, lines=[line], **usage)
        page = victor_client.get(feature.get_absolute_url()).text
        row = page[page.index(f'id="line-{feature.lines.get().pk}"') :].partition("</tr>")[0]
        how = row.partition('class="how"')[2].partition("</span>")[0]
        assert "?" not in how
        assert any(text in how for text in ("10", "3%"))


class TestAdding:
    def test_htmx_gets_the_sheet_with_the_new_line_open(self, canvas, earner, edda_client):
        answer = edda_client.post(url("lines", canvas, earner.pk), {"type": "retention."}, headers=HTMX)
        added = earner.lines.get(kind="retention")
        assert "<html" not in answer.text
        assert f'id="feature-{earner.pk}"' in answer.text
        assert f'action="{url("line", canvas, added.pk)}"' in answer.text
        assert "Retention added" in answer.headers["HX-Trigger"]

    @by_browser_and_htmx
    @pytest.mark.parametrize("way", [{"way": "theirs"}, {"just_added": "cancelled"}], ids=["cancel", "escape"])
    def test_what_was_just_added_goes_again_where_it_is_given_up(self, canvas, earner, edda_client, headers, way):
        answer = edda_client.post(url("lines", canvas, earner.pk), {"type": "inference."}, headers=headers)
        added = earner.lines.get(kind="inference")
        page = answer.text if headers else edda_client.get(answer.url).text
        held = fields_of(page, f"form-line-{added.pk}")
        answer = edda_client.post(url("line", canvas, added.pk), held | way, headers=headers)
        assert answer.status_code == (200 if headers else 302)
        assert not earner.lines.filter(kind="inference").exists()
        edda_client.post(reverse("canvas:undo", args=[canvas.pk]))
        assert earner.lines.filter(kind="inference").exists()

    def test_what_another_has_typed_in_meanwhile_stays(self, canvas, earner, olga, edda_client):
        answer = edda_client.post(url("lines", canvas, earner.pk), {"type": "inference."})
        added = earner.lines.get(kind="inference")
        held = fields_of(edda_client.get(answer.url).text, f"form-line-{added.pk}")
        lines.edit_line(canvas=canvas, line_id=added.pk, version=added.version, by=olga, label="Mine")
        edda_client.post(url("line", canvas, added.pk), held | {"way": "theirs"})
        assert earner.lines.get(kind="inference").label == "Mine"

    def test_cancelling_the_editor_of_an_older_line_keeps_it(self, canvas, review, edda_client):
        where = url("line", canvas, review.pk)
        held = fields_of(edda_client.get(where).text, f"form-line-{review.pk}")
        edda_client.post(where, held | {"way": "theirs"})
        assert Line.objects.filter(pk=review.pk).exists()

    def test_adding_and_what_is_typed_at_once_are_taken_back_together(self, canvas, earner, edda_client):
        answer = edda_client.post(url("lines", canvas, earner.pk), {"type": "retention."}, headers=HTMX)
        added = earner.lines.get(kind="retention")
        step = answer.text.partition('name="step" value="')[2].partition('"')[0]
        edda_client.post(url("line", canvas, added.pk), typed(added, step=step, label="Stay"))
        edda_client.post(reverse("canvas:undo", args=[canvas.pk]))
        assert not earner.lines.filter(kind="retention").exists()

    @pytest.mark.parametrize("data", [{}, {"type": "gift."}, {"type": "inference.subscription"}])
    def test_an_unknown_kind_is_refused_with_a_sentence(self, canvas, earner, edda_client, data):
        answer = edda_client.post(url("lines", canvas, earner.pk), data)
        assert answer.status_code == 422
        assert "kind of line" in answer.text
        assert earner.lines.count() == 4

    def test_a_line_beside_its_own_contradiction_is_refused_and_says_why(self, canvas, earner, olga, edda_client):
        features.edit_feature(
            canvas=canvas, feature_id=earner.pk, version=1, by=olga, inference_na="runs on the device"
        )
        answer = edda_client.post(url("lines", canvas, earner.pk), {"type": "inference."})
        assert answer.status_code == 409
        assert "runs on the device" in answer.text
        assert not earner.lines.filter(kind="inference").exists()


class TestEditing:
    def test_an_estimate_is_read_back_beneath_its_field(self, canvas, review, edda_client):
        editor = edda_client.get(url("line", canvas, review.pk), headers=HTMX).text.strip()
        assert editor.startswith(f'<tr class="edit-row" id="edit-line-{review.pk}">')
        assert "<b>1%</b> exactly" in editor

    @pytest.mark.parametrize(
        ("field", "text", "sentence"),
        [
            ("share_reviewed", "5% to 2%", "the lower end is above the upper"),
            ("share_reviewed", "120%", "between 0% and 100%"),
            ("minutes_per_review", "soon", "is not a number that can be read"),
            ("minutes_per_review", "8 to 15k", "8k to 15k"),
            ("hourly_rate", "1,5", "1.5"),
            ("hourly_rate", "-3", "can’t be negative"),
            ("hourly_rate", "€5", "Hourly rate is in USD, and € is not"),
            ("hourly_rate", "9" * 61, "60"),
            ("label", "n" * 121, "121 characters long"),
            ("label", "a\x00b", "can&#x27;t be stored"),
            ("evidence_level", "rumour", "Select a valid choice"),
            ("evidence_url", "javascript:alert(1)", "not a web or mail address"),
            ("evidence_date", "soon", "not a date"),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
    def test_bad_input_is_refused_beside_its_field_and_kept(
        self, canvas, review, edda_client, field, text, sentence, headers
    ):
        answer = edda_client.post(url("line", canvas, review.pk), typed(review, **{field: text}), headers=headers)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert Line.objects.get(pk=review.pk).version == 1
        if headers:
            assert f'name="{field}"' not in answer.text
        elif text.isprintable() and field != "evidence_level":
            assert text in answer.text

    def test_saves_of_one_session_are_one_step_of_undo(self, canvas, review, edda_client):
        first = typed(review, share_reviewed="2%", keep_open="1")
        answer = edda_client.post(url("line", canvas, review.pk), first, headers=HTMX)
        assert answer.status_code == 200
        assert f'id="basis-line-{review.pk}"' in answer.text
        assert 'name="version" value="2"' in answer.text
        second = {**first, "version": 2, "initial-share_reviewed": "2%", "share_reviewed": "3%"}
        edda_client.post(url("line", canvas, review.pk), second, headers=HTMX)
        assert Line.objects.get(pk=review.pk).share_reviewed == "3%"
        edda_client.post(reverse("canvas:undo", args=[canvas.pk]))
        assert Line.objects.get(pk=review.pk).share_reviewed == "1%"

    def test_a_save_that_keeps_the_editor_open_never_sends_the_field(self, canvas, review, edda_client):
        answer = edda_client.post(
            url("line", canvas, review.pk), typed(review, hourly_rate="40", keep_open="1"), headers=HTMX
        )
        assert 'name="hourly_rate"' not in answer.text
        assert "Saved" in answer.text

    def test_closing_sends_the_sheet_and_leaves_other_editors_alone(self, canvas, review, edda_client):
        answer = edda_client.post(url("line", canvas, review.pk), typed(review, hourly_rate="40"), headers=HTMX)
        assert f'id="edit-line-{review.pk}" hidden' in answer.text
        other = review.feature.lines.exclude(pk=review.pk).first()
        assert f'id="edit-line-{other.pk}" hx-preserve hidden' in answer.text

    @pytest.mark.parametrize("text", SHOWN)
    def test_hostile_text_is_shown_as_text(self, canvas, review, edda_client, text):
        edda_client.post(url("line", canvas, review.pk), typed(review, label=text, evidence_source=text))
        page = edda_client.get(review.feature.get_absolute_url()).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert Line.objects.get(pk=review.pk).label == text.strip()


class TestConflicts:
    @pytest.fixture
    def contested(self, canvas, review, olga):
        lines.edit_line(canvas=canvas, line_id=review.pk, version=1, by=olga, hourly_rate="50")
        return typed(review, hourly_rate="40")

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
    def test_both_values_stand_side_by_side_with_three_ways_on(self, canvas, review, contested, edda_client, headers):
        answer = edda_client.post(url("line", canvas, review.pk), contested, headers=headers)
        assert answer.status_code == 409
        assert "Olga changed this while you were editing." in answer.text
        conflict = answer.text[answer.text.index('class="conflict"') :]
        assert conflict.index("Hourly rate: Olga") < conflict.index("50") < conflict.index("40")
        assert all(f'value="{way}">{words}<' in conflict for way, words in WAYS.items())
        assert Line.objects.get(pk=review.pk).hourly_rate == "50"

    @pytest.mark.parametrize(("way", "kept"), [("mine", "40"), ("theirs", "50")])
    def test_mine_is_kept_or_theirs_taken(self, canvas, review, contested, edda_client, way, kept):
        edda_client.post(url("line", canvas, review.pk), {**contested, "way": way, "their_version": 2})
        assert Line.objects.get(pk=review.pk).hourly_rate == kept

    def test_again_opens_the_editor_on_theirs_with_my_text(self, canvas, review, contested, edda_client):
        answer = edda_client.post(url("line", canvas, review.pk), {**contested, "way": "again"})
        assert answer.status_code == 200
        assert 'name="hourly_rate" value="40"' in answer.text
        assert 'name="initial-hourly_rate" value="50"' in answer.text
        assert 'name="version" value="2"' in answer.text

    def test_another_field_is_no_conflict(self, canvas, review, olga, edda_client):
        lines.edit_line(canvas=canvas, line_id=review.pk, version=1, by=olga, minutes_per_review="4")
        edda_client.post(url("line", canvas, review.pk), typed(review, hourly_rate="40"))
        line = Line.objects.get(pk=review.pk)
        assert (line.minutes_per_review, line.hourly_rate) == ("4", "40")

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
    def test_a_line_that_is_gone_says_by_whom_and_keeps_the_text(self, canvas, review, olga, edda_client, headers):
        lines.delete_line(canvas=canvas, line_id=review.pk, version=1, by=olga)
        answer = edda_client.post(
            url("line", canvas, review.pk), typed(review, hourly_rate="40 to 47"), headers=headers
        )
        assert answer.status_code == 409
        assert "Olga deleted this." in answer.text
        assert headers or "40 to 47" in answer.text

    def test_leaving_what_is_gone_leads_to_the_ledger(self, canvas, review, olga, edda_client):
        data = typed(review, way="theirs")
        lines.delete_line(canvas=canvas, line_id=review.pk, version=1, by=olga)
        assert edda_client.post(url("line", canvas, review.pk), data).url == url("page", canvas)


class TestPreviews:
    def test_it_shows_the_figures_and_writes_nothing(self, canvas, review, edda_client):
        edda_client.get(review.feature.get_absolute_url())
        before = (Canvas.objects.get().revision, Change.objects.count(), list(Figures.objects.values()))
        answer = edda_client.post(
            url("line-preview", canvas, review.pk), typed(review, share_reviewed="50%"), headers=HTMX
        )
        assert answer.status_code == 200
        assert "Loses money on every use — redesign" in answer.text
        assert f'id="verdict-{review.feature_id}"' in answer.text
        assert (Canvas.objects.get().revision, Change.objects.count(), list(Figures.objects.values())) == before
        assert Line.objects.get(pk=review.pk).share_reviewed == "1%"

    def test_every_piece_goes_to_its_place_and_no_field_is_among_them(self, canvas, review, edda_client):
        answer = edda_client.post(url("line-preview", canvas, review.pk), typed(review), headers=HTMX)
        for piece in (
            f"verdict-{review.feature_id}",
            "total-net",
            f"line-{review.pk}",
            f"waterfall-{review.feature_id}",
        ):
            assert f'id="{piece}"' in answer.text
        assert answer.text.count("hx-swap-oob") > 15
        assert 'name="share_reviewed"' not in answer.text
        assert f'id="edit-line-{review.pk}"' not in answer.text

    def test_what_cannot_be_read_says_so_and_leaves_the_figures(self, canvas, review, edda_client):
        answer = edda_client.post(
            url("line-preview", canvas, review.pk), typed(review, share_reviewed="5% to"), headers=HTMX
        )
        assert answer.status_code == 422
        assert "Share reviewed" in answer.text
        assert "verdict" not in answer.text

    def test_without_javascript_it_is_a_page_with_the_verdict_beside(self, canvas, review, edda_client):
        answer = edda_client.post(url("line-preview", canvas, review.pk), typed(review, share_reviewed="50%"))
        assert "<html" in answer.text
        assert "Loses money on every use — redesign" in answer.text
        assert 'value="50%"' in answer.text
        assert Line.objects.get(pk=review.pk).share_reviewed == "1%"

    def test_its_queries_do_not_grow_with_the_lines(self, canvas, olga, edda_client, count_queries):
        priced()

        def cost_of(number):
            feature = feature_with_lines(canvas, by=olga, name=f"F{number}", lines=[MODEL_LINE] * number)
            line = feature.lines.first()
            return count_queries(
                lambda: edda_client.post(url("line-preview", canvas, line.pk), typed(line), headers=HTMX)
            )

        cost_of(2)
        few = cost_of(1)
        assert cost_of(20) == few <= 12


class TestModels:
    @pytest.fixture
    def line(self, canvas, olga):
        priced()
        return feature_with_lines(canvas, by=olga, lines=[{**MODEL_LINE, "provider": "", "model": ""}]).lines.get()

    def test_a_search_offers_models_with_their_prices(self, canvas, line, edda_client):
        offers = edda_client.get(url("line-models", canvas, line.pk), {"q": "large"}, headers=HTMX).text
        offers = " ".join(offers.split())
        assert "Acme Large" in offers
        assert "$3.00 in, $15.00 out per million tokens" in offers
        assert 'value="acme/large"' in offers

    def test_one_chosen_prices_the_line(self, canvas, line, edda_client):
        edda_client.post(url("line", canvas, line.pk), typed(line, priced_by="acme/large"))
        line.refresh_from_db()
        assert (line.provider, line.model) == ("acme", "large")
        page = edda_client.get(line.feature.get_absolute_url()).text
        assert "Acme Large, 1,000 tokens in at $3.00" in page
        assert f"Prices of {day(timezone.localdate())}, catalogue 1" in page

    def test_without_javascript_the_search_keeps_what_was_typed_and_saves_nothing(self, canvas, line, edda_client):
        answer = edda_client.post(
            url("line", canvas, line.pk), typed(line, output_tokens="321", q="large", way="search")
        )
        assert "Acme Large" in answer.text
        assert 'value="321"' in answer.text
        assert "Not saved" not in answer.text
        assert Line.objects.get().output_tokens == "100"

    def test_a_model_and_own_prices_together_are_refused(self, canvas, line, edda_client):
        both = typed(line, priced_by="acme/large", price_per_million_input="3")
        answer = edda_client.post(url("line", canvas, line.pk), both)
        assert answer.status_code == 422
        assert "not both" in answer.text
        assert Line.objects.get().model == ""

    def test_an_unknown_price_is_never_nought(self, canvas, line, edda_client):
        edda_client.post(url("line", canvas, line.pk), typed(line, priced_by="acme/unheard-of"))
        page = edda_client.get(line.feature.get_absolute_url()).text
        assert "No price is known for this model." in page
        assert "Not quantified — don’t pitch yet" in page
        assert "$0.000" not in page

    def test_without_a_rate_to_the_dollar_it_says_where_to_set_one(self, canvas, line, olga, edda_client):
        canvases.edit_canvas(canvas=canvas, version=canvas.version, by=olga, currency="EUR")
        editor = edda_client.get(url("line", canvas, line.pk)).text
        assert reverse("canvas:rate", args=[canvas.pk]) in editor
        edda_client.post(url("line", canvas, line.pk), typed(line, priced_by="acme/large"))
        assert "what a dollar is in EUR" in edda_client.get(line.feature.get_absolute_url()).text

    def test_the_rate_to_the_dollar_stands_in_the_sentence(self, canvas, line, olga, edda_client):
        canvases.edit_canvas(canvas=canvas, version=canvas.version, by=olga, currency="EUR", usd_rate=Decimal("0.92"))
        edda_client.post(url("line", canvas, line.pk), typed(line, priced_by="acme/large"))
        assert "out at $15.00 per million, $1 = €0.92" in edda_client.get(line.feature.get_absolute_url()).text

    def test_a_name_too_long_is_refused(self, canvas, line, edda_client):
        answer = edda_client.post(url("line", canvas, line.pk), typed(line, priced_by=f"acme/{'x' * 101}"))
        assert answer.status_code == 422
        assert "at most 100 characters" in answer.text


class TestOrder:
    def labels(self, feature):
        return [line.label for line in feature.lines.in_order()]

    @pytest.fixture
    def costs(self, canvas, olga):
        fixed = {**STORAGE, "basis": "per_month"}
        rows = [
            {**STORAGE, "label": "A"},
            {**fixed, "label": "F"},
            {**STORAGE, "label": "B"},
            {**STORAGE, "label": "C"},
        ]
        return feature_with_lines(canvas, by=olga, lines=rows)

    @pytest.mark.parametrize(
        ("label", "way", "order"),
        [("C", "up", "AFCB"), ("B", "up", "BAFC"), ("A", "down", "FBAC"), ("A", "up", "AFBC"), ("F", "down", "AFBC")],
    )
    def test_a_line_moves_one_place_among_those_it_stands_with(self, canvas, costs, edda_client, label, way, order):
        line = costs.lines.get(label=label)
        answer = edda_client.post(url("line-move", canvas, line.pk), {"way": way})
        assert "".join(self.labels(costs)) == order
        assert answer.url == line.get_absolute_url()

    def test_htmx_says_the_place(self, canvas, costs, edda_client):
        line = costs.lines.get(label="C")
        answer = edda_client.post(url("line-move", canvas, line.pk), {"way": "up"}, headers=HTMX)
        assert "C: position 2 of 3" in answer.headers["HX-Trigger"]

    def test_anything_else_is_refused(self, canvas, costs, edda_client):
        assert edda_client.post(url("line-move", canvas, costs.lines.first().pk), {}).status_code == 422


class TestRemoving:
    def test_a_removed_line_goes_at_once_and_the_toast_brings_it_back(self, canvas, review, edda_client):
        answer = edda_client.post(url("line-delete", canvas, review.pk), {"version": 1}, headers=HTMX)
        assert "Human review removed" in answer.text
        assert f'id="line-{review.pk}"' not in answer.text
        undo = reverse("canvas:undo", args=[canvas.pk])
        assert undo in answer.text
        edda_client.post(undo)
        assert Line.objects.filter(pk=review.pk).exists()

    def test_without_a_version_nothing_is_removed(self, canvas, review, edda_client):
        answer = edda_client.post(url("line-delete", canvas, review.pk), {}, headers=HTMX)
        assert answer.status_code == 409
        assert Line.objects.filter(pk=review.pk).exists()


class TestTheDoor:
    NAMES = ("line", "line-preview", "line-move", "line-delete")

    @pytest.mark.parametrize("name", NAMES)
    def test_a_line_of_one_canvas_is_not_found_in_another(self, name, canvas, review, workspace, olga, olga_client):
        other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
        data = typed(review, hourly_rate="99", way="down" if name == "line-move" else "")
        assert olga_client.post(url(name, other, review.pk), data).status_code == 404
        assert Line.objects.get(pk=review.pk).hourly_rate == "30"

    @pytest.mark.parametrize("name", NAMES)
    def test_who_may_only_read_or_comment_changes_nothing(
        self, name, canvas, review, rita_client, victor_client, otto_client
    ):
        where, data = url(name, canvas, review.pk), typed(review, hourly_rate="99")
        assert [client.post(where, data).status_code for client in (rita_client, victor_client)] == [403, 403]
        assert otto_client.post(where, data).status_code == 404
        assert Line.objects.get(pk=review.pk).hourly_rate == "30"
