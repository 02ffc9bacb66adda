"""The typefaces as browsers fetch them: small, whole for the texts that they are for, and the same everywhere."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from tests.architecture.source import ROOT, templates
from ui.typefaces import INTER, VOLLKORN
from ui.webfonts import FACES, PARTS, TypefaceFinder, cut, file_name, make, stylesheet

LATIN = list(PARTS)[0]
KB = 1024


@pytest.fixture(scope="module")
def folder():
    """The folder of the cut typefaces: made anew where they, or how they are cut, have changed."""
    return Path(finders.find("fonts/typefaces.css")).parent


def letters_of(path) -> set[str]:
    return {chr(code) for code in TTFont(path).getBestCmap()}


@pytest.mark.parametrize(("face", "most"), [("inter", 36), ("vollkorn", 42), ("vollkorn-italic", 25)])
def test_what_most_people_fetch_is_small(folder, face, most):
    assert (folder / f"{face}-{LATIN}.woff2").stat().st_size < most * KB


@pytest.mark.parametrize(
    "text", ["Größe, œuvre, ¿qué?", "Łódź, Dvořák, İstanbul", "Περιθώριο", "Маржа на одно использование"]
)
def test_european_texts_are_set_in_our_faces(folder, text):
    for face in FACES:
        held = set().union(*(letters_of(folder / file_name(face, part)) for part in PARTS))
        assert not set(text) - held, face.name


def test_no_letter_stands_in_both_parts():
    points = [point for ranges in PARTS.values() for first, last in ranges for point in range(first, last + 1)]
    assert len(points) == len(set(points))


def test_every_letter_that_pages_write_themselves_is_in_the_first_part(folder):
    """Or in no part of this face, as an arrow may be: then the next family of the stack has it."""
    written = set().union(*(path.read_text(encoding="utf-8") for path in templates()))
    whole = {chr(code) for code in TTFont(INTER.file).getBestCmap()}
    assert not (written & whole) - letters_of(folder / file_name(INTER, LATIN)) - {"\n"}


def test_figures_and_signs_stand_on_the_line_as_capitals_do(folder):
    font = TTFont(folder / file_name(VOLLKORN, LATIN))
    names, glyphs, tops = font.getBestCmap(), font.getGlyphSet(location={"wght": 600}), {}
    for letter in "H0123456789+":
        glyphs[names[ord(letter)]].draw(pen := BoundsPen(glyphs))
        _, bottom, _, tops[letter] = pen.bounds
        assert bottom > -25, letter
    assert all(top > 0.85 * tops["H"] for top in tops.values())


def test_figures_can_be_set_in_columns(folder):
    for face in FACES:
        font = TTFont(folder / file_name(face, LATIN))
        assert "tnum" in {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}


def test_the_weights_that_styles_ask_for_are_there(folder):
    axis = next(axis for axis in TTFont(folder / file_name(VOLLKORN, LATIN))["fvar"].axes if axis.axisTag == "wght")
    assert (axis.minValue, axis.maxValue) == VOLLKORN.weights


def test_two_machines_cut_the_same_file():
    ranges = PARTS[LATIN][:1]
    assert cut(VOLLKORN, ranges) == cut(VOLLKORN, ranges)


def test_the_style_sheet_names_each_file_and_shows_a_text_before_it_is_there(folder):
    rules = stylesheet().split("@font-face")[1:]
    assert len(rules) == len(FACES) * len(PARTS)
    for rule in rules:
        assert (folder / re.search(r'url\("([^"]+)"\)', rule)[1]).exists()
        assert "font-display: swap" in rule


def test_the_families_of_the_tokens_are_those_that_are_cut():
    tokens = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
    first = set(re.findall(r"--font-\w+:\s*\"?([\w ]+)\"?,", tokens))
    assert first == {face.family for face in FACES}


def test_a_finder_makes_what_is_missing_and_nothing_twice(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr("ui.webfonts.cut", lambda face, ranges: b"cut")
    found = TypefaceFinder().find(f"fonts/{file_name(INTER, LATIN)}")
    monkeypatch.setattr("ui.webfonts.cut", lambda face, ranges: pytest.fail("cut again"))
    assert TypefaceFinder().find(f"fonts/{file_name(INTER, LATIN)}") == found
    assert len(list(TypefaceFinder().list([]))) == len(FACES) * len(PARTS) + 1


def test_of_two_processes_that_cut_at_once_one_is_first(tmp_path, monkeypatch):
    folder = tmp_path / "made"

    def cut_beside_another(face, ranges):
        (folder / "fonts").mkdir(parents=True, exist_ok=True)
        return b"cut"

    monkeypatch.setattr("ui.webfonts.cut", cut_beside_another)
    make(folder)
    assert list(tmp_path.iterdir()) == [folder]
