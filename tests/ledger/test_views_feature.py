"""The page of a feature: what it shows of every verdict, and its own parts: details, usage, reasons."""

import re
import uuid

import pytest
from django.urls import reverse

from canvas.actions import canvases
from canvas.models import Canvas, Change
from ledger.actions import features
from ledger.models import Feature, Figures
from tests.factories import feature_with_lines
from tests.hostile import SHOWN
from tests.ledger.conftest import EARNING, LOSING, PAID_PER_USE, REVIEW, STORAGE, TIME_SAVED
from tests.ledger.parts import part_url

HTMX = {"HX-Request": "true"}
SERVER = {"kind": "other", "label": "Server", "amount": "400", "basis": "per_month"}
UNSURE = {**PAID_PER_USE, "amount": "0.01 to 0.25"}

VERDICTS = {
    "Not quantified — don’t pitch yet": [REVIEW, TIME_SAVED],
    "Loses money on every use — redesign": LOSING["lines"],
    "Fragile — a loss on a use in 1 of": [REVIEW, STORAGE, TIME_SAVED, UNSURE],
    "Below break-even — earns per use, needs": [REVIEW, STORAGE, TIME_SAVED, PAID_PER_USE, SERVER],
    "Healthy": EARNING["lines"],
}


def url(name, canvas, *args):
    return reverse(f"ledger:{name}", args=[canvas.pk, *args])


def typed(feature, **fields):
    """What an editor posts: the version it opened on, what these fields held then, and what is typed in them."""
    held = {f"initial-{name}": getattr(feature, name) for name in fields if hasattr(feature, name)}
    return {"version": feature.version, "step": uuid.uuid4(), **held, **fields}


def text_of(html):
    """The words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def first_of(html):
    """The first screen of a feature's page."""
    return html.partition('<article class="sheet fsheet')[2].partition("</article>")[0]


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def empty(canvas, olga):
    return feature_with_lines(canvas, by=olga, name="Empty")


class TestTheVerdict:
    @pytest.mark.parametrize("chip", VERDICTS)
    def test_each_of_the_five_is_said_in_its_words(self, canvas, olga, victor_client, chip):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": VERDICTS[chip]})
        assert chip in text_of(first_of(victor_client.get(feature.get_absolute_url()).text))

    def test_it_says_why_and_the_sum_of_a_month(self, earner, victor_client):
        first = text_of(first_of(victor_client.get(earner.get_absolute_url()).text))
        for said in ("Contribution per use +$0.225", "Uses a month 1,000", "Fixed costs a month $0", "+$225"):
            assert said in first
        assert "$0.225 × 1,000 uses = $225 a month. Exact: no number has a range." in first
        assert "no use loses" in first
        assert "Breaks even at any volume" in first

    def test_below_break_even_it_says_the_volume_needed(self, canvas, olga, victor_client):
        lines = [REVIEW, STORAGE, TIME_SAVED, PAID_PER_USE, SERVER]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        first = text_of(first_of(victor_client.get(feature.get_absolute_url()).text))
        assert "A use earns $0.225, but 1,000 are too few: it takes 1,778 a month." in first
        assert "every month loses" in first
        assert "$0.225 × 1,000 uses = $225, less $400 fixed = −$175 a month." in first

    def test_while_a_question_is_open_it_says_what_is_missing_and_where(self, canvas, olga, edda_client):
        plain = feature_with_lines(canvas, by=olga, name="Plain", uses_ai=False)
        first = first_of(edda_client.get(plain.get_absolute_url()).text)
        assert "$" not in text_of(first)
        assert "Five things to go." in first
        questions = first.partition('id="questions-')[2].partition("</ol>")[0]
        assert f'href="{url("usage", canvas, plain.pk)}"' in questions
        for said in ("Active users: type an estimate", "Add at least one cost line.", "Add a perceived value line"):
            assert said in questions

    def test_of_a_feature_that_uses_ai_the_first_step_is_asked_and_a_reader_sees_what_is_missing(
        self, empty, edda_client, victor_client
    ):
        first = first_of(edda_client.get(empty.get_absolute_url()).text)
        assert "Eight things to go." in first
        assert "How many people use it in a month?" in first
        seen = first_of(victor_client.get(empty.get_absolute_url()).text)
        assert "Active users: type an estimate" in seen
        assert "<form" not in seen

    def test_beside_an_editor_on_a_page_of_its_own_it_says_what_is_missing(self, empty, canvas, edda_client):
        page = edda_client.post(url("usage-preview", canvas, empty.pk), typed(empty, active_users="9")).text
        assert "Add a perceived value line" in page.partition('<aside class="verdict')[2]

    def test_a_feature_without_numbers_is_not_called_exact(self, empty, victor_client):
        assert "exact" not in text_of(victor_client.get(empty.get_absolute_url()).text).lower()


class TestThePage:
    def test_the_lines_stand_in_the_order_of_the_argument(self, canvas, olga, victor_client):
        lines = [SERVER, REVIEW, TIME_SAVED, PAID_PER_USE]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        page = text_of(
            victor_client.get(feature.get_absolute_url()).text.partition('<table class="tbl stack lines"')[2]
        )
        order = (
            *("Value we capture", "Price per use", "Variable costs", "Human review", "Variable costs"),
            *("Contribution", "Fixed costs", "Server", "Margin", "Worth to the user", "Time saved"),
        )
        place = 0
        for words in order:
            place = page.index(words, place) + len(words)

    def test_expected_figures_stand_between_the_ends_of_their_middle_90_per_cent(self, canvas, olga, victor_client):
        lines = [*EARNING["lines"][:3], UNSURE]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        page = victor_client.get(feature.get_absolute_url()).text
        row = page.partition(f'id="line-{feature.lines.get(kind="monetization").pk}"')[2].partition("</tr>")[0]
        cells = row.partition('data-l="Low"')[2]
        low, expected, high = (float(found) for found in re.findall(r"\$(\d\.\d+)", cells))
        assert low == pytest.approx(0.01, rel=0.05)
        assert high == pytest.approx(0.25, rel=0.05)
        assert low < expected < high
        assert "Expected figures add up" in text_of(page)
        assert "Low and high are the middle 90% of cases" in text_of(page)

    def test_the_figures_have_words_and_a_table_behind_them(self, canvas, olga, victor_client):
        lines = [*LOSING["lines"][:3], UNSURE]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        page = victor_client.get(feature.get_absolute_url()).text
        assert "Value runs out partway through" in page
        page += victor_client.get(part_url(feature, "risk")).text
        figures = page.partition('<figure class="figure')[2]
        assert figures.count('<figure class="figure') == 2
        assert figures.count('<details class="behind">') >= 3
        assert re.search(r"\d+% of cases lose money", page)
        assert 'class="bar-loss"' in page
        assert 'class="bar-gain"' in page

    def test_usage_is_read_back_with_its_volume(self, earner, victor_client):
        facts = text_of(victor_client.get(earner.get_absolute_url()).text.partition('<dl class="facts"')[2])
        assert "Active users 100" in facts
        assert "1,000 uses a month" in facts

    def test_each_line_leads_to_its_editor(self, canvas, earner, edda_client):
        page = edda_client.get(earner.get_absolute_url()).text
        assert all(f'href="{url("line", canvas, line.pk)}"' in page for line in earner.lines.all())

    def test_htmx_gets_the_sheet_alone(self, earner, edda_client):
        fragment = edda_client.get(earner.get_absolute_url(), headers=HTMX).text
        assert "<html" not in fragment
        assert fragment.startswith(f'<div class="feature-page" id="feature-{earner.pk}"')

    @pytest.mark.parametrize("person", ["rita", "victor"])
    def test_who_may_not_edit_sees_everything_and_no_control(self, request, earner, person):
        page = request.getfixturevalue(f"{person}_client").get(earner.get_absolute_url()).text
        main = page.partition("<main")[2].partition("</main>")[0]
        assert "+$0.225" in main
        assert "Read-only." in main
        assert "<form" not in main
        assert "hx-" not in main

    def test_an_archived_feature_can_be_read_and_not_changed(self, canvas, earner, olga, olga_client):
        canvases.archive_canvas(canvas=canvas, by=olga)
        main = olga_client.get(earner.get_absolute_url()).text.partition("<main")[2].partition("</main>")[0]
        assert "This canvas is archived." in main
        assert "<form" not in main

    @pytest.mark.parametrize("text", SHOWN)
    def test_hostile_text_is_shown_as_text(self, canvas, olga, olga_client, text):
        evidence = {"evidence_source": text, "evidence_url": text}
        words = {"description": text, "neither_driver": text, "inference_na": text, **evidence}
        feature = feature_with_lines(canvas, by=olga, name=text[:80], lines=[{**STORAGE, "label": text}], **words)
        page = olga_client.get(feature.get_absolute_url()).text
        for marker in ("<script>alert", "<img src=x", "<svg/onload", "<iframe src", 'href="javascript:'):
            assert marker not in page

    def test_its_queries_do_not_grow_with_the_lines(self, canvas, olga, olga_client, count_queries):
        def cost_of(count):
            feature = feature_with_lines(canvas, by=olga, name=f"F{count}", lines=[STORAGE, TIME_SAVED] * count)
            olga_client.get(feature.get_absolute_url())
            return count_queries(lambda: olga_client.get(feature.get_absolute_url()))

        few = cost_of(1)
        assert cost_of(12) == few <= 16


class TestDetails:
    def test_name_and_description_are_edited(self, canvas, earner, edda_client):
        answer = edda_client.post(
            url("details", canvas, earner.pk), typed(earner, name="Summary", description="One use = one meeting.")
        )
        assert answer.url.startswith(earner.get_absolute_url())
        page = edda_client.get(answer.url).text
        assert ">Summary</h1>" in page
        assert "One use = one meeting." in page

    @pytest.mark.parametrize(
        ("name", "sentence"), [("", "This is empty"), ("n" * 81, "81 characters long"), ("a\x00b", "be stored")]
    )
    def test_a_bad_name_is_refused_beside_the_field(self, canvas, earner, edda_client, name, sentence):
        answer = edda_client.post(url("details", canvas, earner.pk), typed(earner, name=name, description=""))
        assert answer.status_code == 422
        assert sentence in answer.text

    def test_a_name_that_is_taken_is_refused_and_kept(self, canvas, earner, empty, edda_client):
        answer = edda_client.post(url("details", canvas, earner.pk), typed(earner, name="EMPTY", description=""))
        assert answer.status_code == 422
        assert "has this name already" in answer.text
        assert 'value="EMPTY"' in answer.text

    def test_a_conflict_shows_both_names(self, canvas, earner, olga, edda_client):
        mine = typed(earner, name="Mine", description="")
        features.edit_feature(canvas=canvas, feature_id=earner.pk, version=1, by=olga, name="Theirs")
        answer = edda_client.post(url("details", canvas, earner.pk), mine, headers=HTMX)
        assert answer.status_code == 409
        assert answer.headers["HX-Retarget"] == f"#notice-details-{earner.pk}"
        assert "Olga changed this" in answer.text
        assert answer.text.index("Theirs") < answer.text.index("Mine")

    def test_a_feature_that_is_gone_keeps_the_text(self, canvas, earner, olga, edda_client):
        mine = typed(earner, name="Mine", description="")
        features.delete_feature(canvas=canvas, feature_id=earner.pk, version=1, by=olga)
        answer = edda_client.post(url("details", canvas, earner.pk), mine)
        assert answer.status_code == 409
        assert "Olga deleted this." in answer.text
        assert 'value="Mine"' in answer.text


class TestUsage:
    def test_it_is_edited_with_its_evidence(self, canvas, empty, edda_client):
        usage = {"active_users": "2k to 5k", "uses_per_user_per_month": "8 to 20"}
        evidence = {
            "evidence_level": "measured",
            "evidence_source": "Product analytics",
            "evidence_url": "https://example.com/report",
            "evidence_date": "2026-11-12",
        }
        data = typed(empty, **usage) | evidence
        edda_client.post(url("usage", canvas, empty.pk), data)
        page = edda_client.get(empty.get_absolute_url()).text
        facts = page.partition('<dl class="facts"')[2].partition("</dl>")[0]
        assert "2,000 to 5,000" in facts
        assert "Measured" in facts
        assert 'href="https://example.com/report"' in facts
        assert "12 Nov 2026" in facts

    @pytest.mark.parametrize("text", ["0", "many", "5 to 2", "10%", "1e4"])
    def test_bad_usage_is_refused_beside_the_field_and_kept(self, canvas, earner, edda_client, text):
        answer = edda_client.post(
            url("usage", canvas, earner.pk), typed(earner, active_users=text, uses_per_user_per_month="10")
        )
        assert answer.status_code == 422
        assert "Active users" in answer.text
        assert f'value="{text}"' in answer.text
        assert Feature.objects.get(pk=earner.pk).active_users == "100"

    def test_a_preview_says_what_it_would_be_and_writes_nothing(self, canvas, earner, edda_client):
        edda_client.get(earner.get_absolute_url())
        before = (Canvas.objects.get().revision, Change.objects.count(), list(Figures.objects.values()))
        data = typed(earner, active_users="5000", uses_per_user_per_month="10")
        answer = edda_client.post(url("usage-preview", canvas, earner.pk), data, headers=HTMX)
        assert "50,000 uses a month" in answer.text
        assert "$0.225 × 50,000 uses = $11,250 a month." in text_of(answer.text)
        assert 'name="active_users"' not in answer.text
        assert (Canvas.objects.get().revision, Change.objects.count(), list(Figures.objects.values())) == before


class TestReasons:
    def test_a_kind_that_does_not_apply_is_said_and_answers_its_question(self, canvas, olga, edda_client):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "uses_ai": True})
        before = edda_client.get(feature.get_absolute_url()).text
        assert "Add a line for inference, or say why it does not apply." in before
        why = {"inference_na": "It runs on the device", "data_acquisition_na": "Nothing is bought"}
        edda_client.post(url("reasons", canvas, feature.pk), typed(feature, uses_ai="on", **why))
        page = edda_client.get(feature.get_absolute_url()).text
        assert "Not applicable, because It runs on the device" in page
        assert "Healthy" in page

    def test_without_ai_no_kind_is_asked_for(self, canvas, olga, edda_client):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "uses_ai": True})
        data = typed(feature) | {"initial-uses_ai": "True"}
        edda_client.post(url("reasons", canvas, feature.pk), data)
        assert "Healthy" in edda_client.get(feature.get_absolute_url()).text

    def test_neither_is_said_with_its_reason(self, canvas, olga, edda_client):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": EARNING["lines"][:3]})
        edda_client.post(url("reasons", canvas, feature.pk), typed(feature, neither_driver="It is the law"))
        page = edda_client.get(feature.get_absolute_url()).text
        assert "Neither, because It is the law" in page
        assert "Loses money on every use — redesign" in page

    @pytest.mark.parametrize(
        ("column", "sentence"),
        [("neither_driver", "monetization or retention line"), ("human_review_na", "has a line for human review")],
    )
    def test_a_reason_beside_a_line_that_contradicts_it_is_refused(self, canvas, earner, edda_client, column, sentence):
        answer = edda_client.post(url("reasons", canvas, earner.pk), typed(earner, **{column: "Because"}))
        assert answer.status_code == 422
        beside = answer.text.partition(f'id="reasons-{column}-{earner.pk}_error"')[2].partition("</div>")[0]
        assert sentence in beside
        assert 'value="Because"' in answer.text

    def test_a_preview_writes_nothing(self, canvas, earner, edda_client):
        data = typed(earner, uses_ai="on") | {"initial-uses_ai": "False"}
        answer = edda_client.post(url("reasons-preview", canvas, earner.pk), data, headers=HTMX)
        assert "Not quantified — don’t pitch yet" in answer.text
        assert not Feature.objects.get(pk=earner.pk).uses_ai


class TestTheDoor:
    PARTS = ("details", "usage", "usage-preview", "reasons", "reasons-preview", "lines")

    @pytest.mark.parametrize("name", PARTS)
    def test_who_may_only_read_or_comment_changes_nothing(
        self, name, canvas, earner, rita_client, victor_client, otto_client
    ):
        data = typed(earner, name="Taken", active_users="9", uses_ai="on", type="retention.")
        where = url(name, canvas, earner.pk)
        assert [client.post(where, data).status_code for client in (rita_client, victor_client)] == [403, 403]
        assert otto_client.post(where, data).status_code == 404
        assert Feature.objects.get(pk=earner.pk).version == 1
        assert earner.lines.count() == 4

    @pytest.mark.parametrize("name", PARTS)
    def test_a_feature_of_one_canvas_is_not_found_in_another(self, name, canvas, earner, workspace, olga, olga_client):
        other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
        data = typed(earner, name="Taken", description="", active_users="9", uses_ai="on", type="retention.")
        assert olga_client.post(url(name, other, earner.pk), data).status_code == 404
        assert Feature.objects.get(pk=earner.pk).version == 1
