"""The ledger on paper says what the screen says."""

from decimal import Decimal

import pytest
from django.urls import reverse

from canvas import changes
from document.examples import load_examples
from exports.ledger_tables import LedgerTable
from ledger.actions.shares import share_cost
from ledger.figures.sheets import sheet_of
from ledger.models import Feature, Line
from ledger.pages.feature_table import FeatureTable
from tests.exports.conftest import text_of
from tests.factories import feature_with_lines
from ui.templatetags.figures import per_month, per_month_signed

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once


@pytest.fixture
def tandem(workspace, olga):
    canvases = load_examples(workspace=workspace, by=olga)
    return next(canvas for canvas in canvases if canvas.title.startswith("Tandem"))


@pytest.fixture
def said(tandem, victor_client, read_pdf):
    return text_of(read_pdf(victor_client.get(reverse("exports:pdf", args=[tandem.pk])).content))


def test_every_line_is_there_in_the_words_of_the_screen(tandem, said):
    for row in sheet_of(tandem).rows:
        for group in FeatureTable(row, "USD").groups:
            for line in group.lines:
                assert str(line.line) in said
                assert " ".join(line.how.split()) in said
    assert "8,000 to 15,000 tokens in at $" in said


def test_a_shared_cost_stands_with_both_features_that_bear_it(canvas, edda, victor_client, read_pdf):
    line = {"kind": "other", "label": "Data set", "amount": "2", "basis": "per_use"}
    owner = feature_with_lines(canvas, by=edda, name="Smart reply", lines=[line])
    other = feature_with_lines(canvas, by=edda, name="Search")
    shared = owner.lines.get()
    share_cost(canvas=canvas, line_id=shared.pk, version=1, percents={other.pk: Decimal(40)}, by=edda)
    said = text_of(read_pdf(victor_client.get(reverse("exports:pdf", args=[canvas.pk])).content))
    assert "60% borne here; 40% by Search" in said
    assert "40% of Data set, shared by Smart reply" in said
    assert "$0.800" in said


def test_a_line_has_the_day_of_its_prices(canvas, edda, victor_client, read_pdf):
    prices = {"input": [[0, 3]], "cached_input": [], "output": [[0, 15]], "date": "2026-05-03", "catalogue": "0.2.3"}
    model = {"provider": "acme", "model": "large"}
    tokens = {"input_tokens": "1000", "output_tokens": "100"}
    line = {"kind": "inference", **model, **tokens, "kept_prices": {**model, **prices, "name": "Acme Large"}}
    feature_with_lines(canvas, by=edda, lines=[line])
    said = text_of(read_pdf(victor_client.get(reverse("exports:pdf", args=[canvas.pk])).content))
    assert "Prices of 3 May 2026, catalogue 0.2.3" in said


def test_a_line_has_its_source(canvas, edda, victor_client, read_pdf):
    source = {"evidence_source": "Invoice of May", "evidence_date": "2026-05-31"}
    line = {"kind": "other", "label": "Storage", "amount": "2", "basis": "per_use", **source}
    feature_with_lines(canvas, by=edda, lines=[line])
    said = text_of(read_pdf(victor_client.get(reverse("exports:pdf", args=[canvas.pk])).content))
    assert "Guess Invoice of May, 31 May 2026" in said


def test_the_poster_has_the_totals_and_what_they_leave(tandem, said):
    sheet = sheet_of(tandem)
    captured, cost = per_month(sheet.value_captured, "USD"), per_month(sheet.cost, "USD")
    assert f"{captured} value captured a month, 2 features" in said
    margin = per_month_signed(sheet.margin, "USD")
    assert f"Value captured {captured} − cost {cost} = {margin} a month" in said


def test_contribution_closes_the_costs_of_a_use_and_fixed_costs_follow(tandem):
    table = LedgerTable(sheet_of(tandem).rows[0], "USD")
    assert [group.title for group in table.groups] == [
        "Value we capture",
        "Variable costs",
        "Fixed costs",
        "Worth to the user",
    ]
    assert [total.style for total in table.groups[1].totals] == ["sum", "net"]


def test_bars_stand_beside_the_lines_and_sums_of_a_use(tandem):
    captured, cost, fixed, perceived = LedgerTable(sheet_of(tandem).rows[0], "USD").groups
    assert all(row.bar for row in (*captured.lines, *captured.totals, *cost.lines, cost.totals[-1]))
    assert not any(row.bar for row in (*fixed.lines, *fixed.totals, *perceived.lines, *perceived.totals))


def test_without_features_there_is_the_poster_alone(canvas, victor_client, read_pdf):
    assert len(read_pdf(victor_client.get(reverse("exports:pdf", args=[canvas.pk])).content).pages) == 1


@pytest.mark.parametrize("paper", ["a4-landscape", "a4-portrait"])
def test_of_sixty_lines_each_is_there(paper, canvas, edda, victor_client, read_pdf):
    with changes.record(canvas, by=edda) as change:
        feature = change.create(Feature(name="Translation", position=1))
        change.flush()
        for n in range(60):
            label = f"Line {n} of the costs, with a label that is as long as labels are"
            change.create(
                Line(
                    feature=feature,
                    kind="other",
                    key=f"other-{n}",
                    label=label,
                    amount="2",
                    basis="per_use",
                    position=n,
                )
            )
    address = f"{reverse('exports:pdf', args=[canvas.pk])}?paper={paper}"
    said = text_of(read_pdf(victor_client.get(address).content))
    assert all(f"Line {n} of the costs" in said for n in range(60))
