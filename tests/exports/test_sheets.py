"""What the board reads of features: the words and figures of their own pages, and no to-dos of their author."""

import io

import pypdf
import pytest
from django.urls import reverse

from document.examples import load_examples
from exports.dossier import dossier_of
from exports.rules.choices import Choice
from ledger.figures.sheets import sheet_of
from ledger.models import Actual
from ledger.pages.first_screen import FirstScreen
from ledger.pages.sections import Sections
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING
from ui.templatetags.figures import chance, per_month_signed, per_use_signed

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once


@pytest.fixture
def tandem(workspace, olga):
    canvases = load_examples(workspace=workspace, by=olga)
    return next(canvas for canvas in canvases if canvas.title.startswith("Tandem"))


def pages_of(client, canvas, **address):
    content = client.get(reverse("exports:pdf", args=[canvas.pk]), address).content
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def page_of(pages, name):
    """Return what the page of a feature says."""
    return next(page for page in pages[1:] if page.startswith(name))


def words(text):
    return " ".join(text.split())


def test_a_feature_has_its_verdict_its_sum_and_both_chances_of_a_loss(tandem, victor_client):
    pages = pages_of(victor_client, tandem)
    for row in sheet_of(tandem).rows:
        page = page_of(pages, row.feature.name)
        assert row.evaluation.verdict.chip in page
        first = FirstScreen(row, "USD")
        assert words(first.why) in page
        assert words(first.multiplied) in page
        assert per_use_signed(row.margin.mean, "USD") in page
        assert per_month_signed(row.monthly_profit, "USD") in page
        assert words(f"{' '.join(first.even_says)}") in page
        assert words(first.even_rest) in page
    summary = sheet_of(tandem).rows[0]
    profit = summary.evaluation.results.monthly_profit
    assert f"{per_month_signed(profit.p5, 'USD')} to {per_month_signed(profit.p95, 'USD')}" in pages[2]
    assert f"{chance(summary.evaluation.probability_of_monthly_loss)} of months lose" in pages[2]


def test_it_says_what_the_page_says_to_do_and_the_plan_and_whether_it_may_be_pitched(tandem, victor_client):
    pages = pages_of(victor_client, tandem)
    for row in sheet_of(tandem).rows:
        page, sections = page_of(pages, row.feature.name), Sections(tandem, row)
        assert words(sections.moves.heading) in page
        for move in sections.moves.rows:
            assert words(f"{move.name}{move.now} → {move.to}") in page.replace(f"{move.name} ", move.name)
        assert words(sections.moves.plan_says) in page
        assert f"May it be pitched? {sections.gate.answer}" in page
        assert all(words(check.sentence) in page for check in sections.gate.checks if check.state == "open")
        assert words(sections.check.says) in page
    losing = Sections(tandem, sheet_of(tandem).rows[1])
    assert losing.moves.plan


def test_the_numbers_that_decide_stand_with_what_they_rest_on(canvas, edda, victor_client):
    source = {"evidence_level": "measured", "evidence_source": "Invoices of May", "evidence_date": "2026-05-31"}
    lines = [line | (source if line["kind"] == "other" else {}) for line in EARNING["lines"]]
    lines[0] = {"kind": "other", "basis": "per_use", "amount": "0.01 to 0.03", "label": "Storage"} | source
    feature_with_lines(canvas, by=edda, **EARNING | {"lines": [*lines[:1], *EARNING["lines"][1:]]})
    page = pages_of(victor_client, canvas)[1]
    assert "Storage" in page
    assert "Measured Invoices of May, 31 May 2026" in page


def test_what_was_counted_stands_beside_what_was_estimated(canvas, edda, victor_client):
    feature = feature_with_lines(canvas, by=edda, **EARNING)
    days = [Actual(canvas=canvas, feature=feature, date=f"2026-10-{day:02d}", uses=300) for day in range(1, 29)]
    Actual.objects.bulk_create(days)
    page = pages_of(victor_client, canvas)[1]
    comparison = Sections(canvas, sheet_of(canvas).rows[0]).actuals.comparisons[0]
    assert "Estimate against actuals" in page
    assert f"{comparison.name} {comparison.estimate} {comparison.actual}" in page


def test_what_is_open_is_named_and_what_its_author_has_to_do_is_not(canvas, edda, victor_client):
    feature_with_lines(canvas, by=edda, name="Translation", lines=EARNING["lines"][:1])
    said = " ".join(pages_of(victor_client, canvas))
    assert "Not quantified — don’t pitch yet" in said
    assert "Open: What is the cost per use?" in said
    (row,) = sheet_of(canvas).rows
    assert row.missing
    assert not [sentence for sentence in row.missing if words(sentence) in said]
    assert "$0.000" not in said


class TestAChoice:
    def test_parts_are_printed_in_the_order_that_was_chosen(self, tandem, victor_client):
        chosen = {
            "chosen": "1",
            "order": ["ledger", "canvas"],
            "part": ["canvas", "ledger"],
            "feature": feature_ids(tandem),
        }
        pages = pages_of(victor_client, tandem, **chosen)
        assert pages[0].startswith("Ledger")
        assert "business model canvas" in pages[-1]

    def test_a_feature_that_is_left_out_is_not_counted_and_that_is_said(self, tandem, victor_client):
        first, second = sheet_of(tandem).rows
        pages = pages_of(
            victor_client, tandem, chosen="1", part=["overview", "ledger"], feature=[str(first.feature.pk)]
        )
        said = " ".join(pages)
        assert f"Left out here: {second.feature.name}." in said
        assert said.count(second.feature.name) == said.count(f"Left out here: {second.feature.name}.")
        assert per_month_signed(first.monthly_profit, "USD") in said

    def test_nothing_is_chosen_is_said_beside_the_parts(self, tandem, victor_client):
        answer = victor_client.get(reverse("exports:pdf", args=[tandem.pk]), {"chosen": "1"})
        assert answer.status_code == 422
        assert "Choose at least one part." in answer.text


def feature_ids(canvas):
    return [str(feature.pk) for feature in canvas.features.all()]


class TestACover:
    def test_is_there_from_five_pages_on_and_lists_where_each_part_begins(self, tandem, victor_client):
        pages = pages_of(victor_client, tandem)
        names = [feature.name for feature in tandem.features.in_order()]
        first = [
            next(n for n, page in enumerate(pages, start=1) if page.startswith(f"{name} {tandem.title}"))
            for name in names
        ]
        assert len(pages) > 4
        assert "Contents" in pages[0]
        assert " ".join(map(str, [2, *first, first[-1] + 1])) in pages[0]
        assert all(name in pages[0] for name in names)

    def test_holds_the_table_of_all_features(self, tandem, victor_client):
        pages = pages_of(victor_client, tandem)
        assert "Chance of a loss" in pages[0]
        assert not [page for page in pages[1:] if "Chance of a loss" in page]

    def test_is_not_there_for_fewer(self, tandem, victor_client):
        chosen = {"chosen": "1", "part": ["canvas", "overview"], "feature": feature_ids(tandem)}
        pages = pages_of(victor_client, tandem, **chosen)
        assert len(pages) == 2
        assert "Contents" not in pages[0]


def test_an_empty_canvas_prints_no_poster(canvas, edda, victor_client):
    canvas.notes.all().delete()
    assert victor_client.get(reverse("exports:pdf", args=[canvas.pk])).status_code == 422
    assert "There is nothing to print yet." in victor_client.get(reverse("exports:export", args=[canvas.pk])).text
    feature_with_lines(canvas, by=edda, **EARNING)
    pages = pages_of(victor_client, canvas)
    assert not [page for page in pages if "business model canvas" in page]


def test_one_feature_needs_no_table_of_all(canvas, edda):
    feature_with_lines(canvas, by=edda, **EARNING)
    dossier = dossier_of(canvas, Choice())
    assert [section.kind for section in dossier.sections] == ["canvas", "feature", "ledger"]


def test_an_example_is_marked_on_every_page(canvas, olga, victor_client):
    canvas.workspace.examples_of = olga
    canvas.workspace.save()
    assert all("Example · " in page for page in pages_of(victor_client, canvas))
