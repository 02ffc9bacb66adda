"""What the ledger shows on the canvas page."""

import re
from html import unescape

import pytest
from django.urls import reverse

from canvas.actions import notes
from canvas.slots import Page, fill
from ledger.actions import features, links
from ledger.models import NoteLink
from tests.factories import feature_with_lines, link_note
from tests.ledger.conftest import EARNING, LOSING

HOSTILE = '"><script>alert(1)</script>{{ 7|add:7 }}{% csrf_token %}'


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def strip_of(canvas):
    return Page(canvas).place("strip")


def totals_of(canvas):
    return fill("block-total", canvas, [block.id for block in canvas.plan.blocks])


def badges_of_page(canvas, note_ids):
    """Return the badges of notes on a page that shows the strip and the totals, too."""
    page = Page(canvas)
    page.place("strip")
    page.fill("block-total", [block.id for block in canvas.plan.blocks])
    return page.fill("note", note_ids)


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def test_an_empty_ledger_asks_for_a_first_feature_and_shows_no_totals(canvas):
    assert "No features priced yet." in strip_of(canvas)
    assert reverse("ledger:page", args=[canvas.pk]) in strip_of(canvas)
    assert [text_of(total) for total in totals_of(canvas).values()] == ["", ""]


def test_the_strip_shows_each_feature_with_margin_uses_verdict_and_a_way_to_it(canvas, earner, olga):
    loser = feature_with_lines(canvas, by=olga, **LOSING)
    empty = feature_with_lines(canvas, by=olga, name="Empty")
    strip = strip_of(canvas)
    said = text_of(strip)
    assert "Earner +$0.225 1,000 uses exactly Healthy" in said
    assert "Loser −$0.065" in said
    assert "Loses money on every use — redesign" in said
    assert "Empty ? no figure" in said
    assert "Not quantified — don’t pitch yet" in said
    for feature in (earner, loser, empty):
        assert f'href="{feature.get_absolute_url()}"' in strip


def test_the_strip_closes_with_the_sums_and_the_sentence(canvas, earner, olga):
    feature_with_lines(canvas, by=olga, **LOSING)
    said = text_of(strip_of(canvas))
    assert "Revenue Streams $300 Cost Structure −$140 Margin a month +$160 Loser takes back $65 of it." in said


def test_both_blocks_carry_the_totals_and_lead_to_the_lines_behind_them(canvas, earner, olga):
    feature_with_lines(canvas, by=olga, name="Empty")
    totals = totals_of(canvas)
    assert text_of(totals["revenue_streams"]) == "$250 value captured a month, 1 of 2 features"
    assert text_of(totals["cost_structure"]) == "$25 a month, 1 of 2 features"
    behind = reverse("ledger:totals", args=[canvas.pk])
    assert f'href="{behind}#captured"' in totals["revenue_streams"]
    assert f'href="{behind}#costs"' in totals["cost_structure"]


def test_totals_of_nothing_quantified_are_unknown_and_not_nought(canvas, olga):
    feature_with_lines(canvas, by=olga)
    assert text_of(totals_of(canvas)["cost_structure"]) == "? a month, 0 of 1 feature"
    assert "Margin a month ?" in text_of(strip_of(canvas))


def test_a_note_linked_to_features_counts_them(canvas, note, earner, olga):
    link_note(note, earner, by=olga)
    badge = fill("note", canvas, [note.pk])[note.pk]
    assert text_of(badge) == "1 linked ledger feature"
    assert earner.get_absolute_url() in badge
    other = feature_with_lines(canvas, by=olga, **LOSING)
    link_note(note, other, by=olga)
    badge = fill("note", canvas, [note.pk])[note.pk]
    assert text_of(badge) == "2 linked ledger features"
    assert f'href="{reverse("ledger:page", args=[canvas.pk])}"' in badge


def test_a_note_linked_to_a_line_shows_its_figure(canvas, note, earner, olga):
    line = earner.lines.get(kind="human_review")
    link_note(note, line, by=olga)
    badge = fill("note", canvas, [note.pk])[note.pk]
    assert text_of(badge) == "$0.015 a use: Human review, Earner"
    assert f'href="{line.get_absolute_url()}"' in badge


def test_a_line_without_a_figure_shows_a_question_mark(canvas, note, olga):
    feature = feature_with_lines(canvas, by=olga, lines=[{"kind": "inference"}])
    link_note(note, feature.lines.get(), by=olga)
    assert text_of(fill("note", canvas, [note.pk])[note.pk]).startswith("?")


def test_a_cost_by_the_month_is_shown_as_such(canvas, note, olga):
    rent = {"kind": "other", "label": "Rent", "amount": "1500", "basis": "per_month"}
    feature = feature_with_lines(canvas, by=olga, lines=[rent])
    link_note(note, feature.lines.get(), by=olga)
    assert text_of(fill("note", canvas, [note.pk])[note.pk]).startswith("$1,500 a month: Rent")


def test_the_page_and_a_single_card_show_the_same_badge(canvas, note, earner, olga):
    line = earner.lines.get(kind="human_review")
    link_note(note, line, by=olga)
    link_note(note, earner, by=olga)
    assert badges_of_page(canvas, [note.pk]) == fill("note", canvas, [note.pk])


def test_the_slots_of_a_page_take_four_queries_however_much_there_is_and_one_more_for_prices(
    canvas, note, olga, django_assert_num_queries
):
    def grow(number):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "name": f"F{number}"})
        mine = notes.add_note(canvas=canvas, block="target_market", text="Note", by=olga)
        features_line = feature.lines.in_order().first()
        links.choose_links(canvas=canvas, note_id=mine.pk, seen=set(), chosen={feature.pk, features_line.pk}, by=olga)

    def note_ids():
        return list(canvas.notes.values_list("pk", flat=True))

    for size in (1, 6):
        while canvas.features.count() < size:
            grow(canvas.features.count())
        ids = note_ids()
        badges_of_page(canvas, ids)
        with django_assert_num_queries(4):
            assert len(badges_of_page(canvas, ids)) == size


def test_the_badges_of_notes_without_links_take_one_query(canvas, note, earner, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert fill("note", canvas, [note.pk]) == {}


def test_hostile_names_are_text(canvas, note, olga):
    feature = feature_with_lines(canvas, by=olga, name=HOSTILE, lines=[{"kind": "other", "label": HOSTILE}])
    chosen = {feature.pk, feature.lines.get().pk}
    links.choose_links(canvas=canvas, note_id=note.pk, seen=set(), chosen=chosen, by=olga)
    strip = strip_of(canvas)
    shown = strip + fill("note", canvas, [note.pk])[note.pk]
    assert "<script>" not in shown
    assert HOSTILE in text_of(strip).replace("”", '"')
    assert NoteLink.objects.count() == 2


def test_a_deleted_feature_leaves_the_page(canvas, earner, olga):
    features.delete_feature(canvas=canvas, feature_id=earner.pk, version=1, by=olga)
    assert "No features priced yet." in strip_of(canvas)
