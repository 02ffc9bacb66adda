"""The real pages through the real worker: silent, and measured."""

import pytest

from canvas import changes
from canvas.layouts import BLOCK_IDS
from canvas.models import Note
from document.examples import load_examples
from exports.composition import compose
from exports.dossier import dossier_of
from exports.press.pressroom import press
from exports.rules import placing
from exports.rules.choices import Choice
from exports.rules.flow import Layout, Terms
from exports.rules.papers import PAPERS

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once

PAGE = '<html lang="en"><head><title>x</title></head><body>{body}</body></html>'


@pytest.mark.parametrize("paper", ["a4-landscape", "letter-portrait"])
def test_weasyprint_has_nothing_to_complain_of(paper, workspace, olga):
    for canvas in load_examples(workspace=workspace, by=olga):
        sheets = compose(dossier_of(canvas, Choice(PAPERS[paper])))
        assert press.print(sheets.html, sheets.css, None).complaints == []


def test_where_the_estimate_is_too_low_the_second_layout_fits(canvas, olga, monkeypatch):
    monkeypatch.setattr(placing, "line_count", lambda *args, **kwargs: 1)
    with changes.record(canvas, by=olga) as change:
        for position in range(36):
            block = BLOCK_IDS[position % 6]
            change.create(Note(block=block, text=f"Note {position} " + "is long " * 20, position=position))
    dossier = dossier_of(canvas, Choice())
    sheets = compose(dossier)
    first = press.print(sheets.html, sheets.css, dossier.terms)
    assert first.overflows
    assert first.pdf is None
    dossier = dossier.placed(dossier.poster.again(first.measured))
    sheets = compose(dossier)
    assert not press.print(sheets.html, sheets.css, dossier.terms).overflows
    assert sum(block.shown + block.left_over for block in dossier.poster.blocks) == 37


def test_what_stands_out_of_its_frame_is_measured_and_not_printed():
    body = '<div data-frame class="frame"><p data-fit="note-1" class="tall">x</p></div>'
    css = ".frame { height: 10mm } .tall { height: 20mm; margin: 0 }"
    printed = press.print(PAGE.format(body=body), css, Terms())
    assert printed.overflows
    assert printed.pdf is None
    assert printed.measured["note-1"] == pytest.approx(20, abs=0.1)
    assert press.print(PAGE.format(body=body), css, None).pdf


def test_what_stands_out_to_the_right_of_its_frame_is_told_too():
    body = '<div data-frame class="frame"><p data-fit="note-1" class="wide">x</p></div>'
    css = ".frame { width: 50mm } .wide { width: 80mm; margin: 0 }"
    assert press.print(PAGE.format(body=body), css, Terms()).overflows


def test_a_page_that_is_nearly_empty_is_told_and_not_printed():
    body = '<section data-section="ledger">' + "<p>x</p>" * 3 + "</section>"
    css = "@page { size: 100mm 100mm; margin: 5mm } p { height: 36mm; margin: 0; break-inside: avoid }"
    printed = press.print(PAGE.format(body=body), css, Terms())
    assert printed.pdf is None
    assert printed.layout == Layout(tight=frozenset({"ledger"}))


def test_pages_are_drawn_as_pictures():
    printed = press.print(PAGE.format(body="<p>One</p><p class='next'>Two</p>"), ".next { break-before: page }", None)
    first, second = press.draw(printed.pdf)
    assert first.startswith(b"\x89PNG")
    assert first != second


def test_paper_is_set_in_the_faces_that_the_product_brings(read_pdf):
    body = "<h1>AI 2026</h1><p>Text</p>"
    css = "h1 { font-family: Vollkorn } p { font-family: Inter }"
    printed = press.print(PAGE.format(body=body), css, None)
    fonts = read_pdf(printed.pdf).pages[0]["/Resources"]["/Font"].get_object()
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts.values()}
    assert {name.partition("-")[0] for name in names} == {"Inter", "Vollkorn"}
    assert printed.complaints == []


def test_a_character_that_no_font_has_is_named():
    printed = press.print(PAGE.format(body="<p>One \u0378</p>"), "", None)
    assert printed.missing == "\u0378"
    assert printed.complaints == []


def test_the_worker_opens_no_address_whoever_asks():
    from exports.press.worker import forbid

    with pytest.raises(PermissionError):
        forbid("socket.connect", ())
    with pytest.raises(PermissionError):
        forbid("subprocess.Popen", ())
    assert forbid("open", ("font.ttf",)) is None
