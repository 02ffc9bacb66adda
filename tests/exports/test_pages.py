"""The pages of real canvases: nothing overlaps, nothing is cut, and none is nearly empty."""

import random
from pathlib import Path

import pytest

from canvas import changes
from canvas.layouts import BLOCK_IDS
from canvas.models import Note
from document.examples import load_examples
from document.loading import load_document
from document.reading import read
from exports.rules.papers import MARGIN_SIDE, PAPERS
from tests.exports.conftest import text_of
from tests.exports.reading import read_pages
from tests.exports.test_pdf import address

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once

CASES = Path(__file__).with_name("cases")
LEAST = 0.25
WORDS = "the board asks what a meeting costs when nobody writes up what was decided and who does it by when"


def case(name, workspace, by):
    return load_document(document=read((CASES / f"{name}.json").read_bytes()), workspace=workspace, by=by)


def write_mixed_notes(canvas, by, lengths):
    """Put a note of so many words each on the canvas, block after block."""
    chance = random.Random(7)
    with changes.record(canvas, by=by) as change:
        for n, length in enumerate(lengths):
            text = " ".join(chance.choices(WORDS.split(), k=length))[:2000]
            change.create(Note(block=BLOCK_IDS[n % 6], text=text, position=n + 10))


def check(content, margin=MARGIN_SIDE):
    """Assert that each page is as a page should be, and return them."""
    pages = read_pages(content)
    for number, page in enumerate(pages, start=1):
        assert not page.overlaps, f"page {number}"
        assert not page.cut(margin), f"page {number}"
        assert page.filled >= LEAST, f"page {number}"
    return pages


@pytest.mark.parametrize("paper", PAPERS)
def test_billions_are_clean_on_every_paper(paper, workspace, olga, victor_client):
    canvas = case("billions-on-paper", workspace, olga)
    check(victor_client.get(address(canvas, paper)).content)


@pytest.mark.parametrize("paper", ["a4-landscape", "a4-portrait", "letter-portrait"])
def test_twelve_digits_with_their_ranges_are_clean_on_every_paper(paper, workspace, olga, victor_client):
    canvas = case("twelve-digits", workspace, olga)
    pages = check(victor_client.get(address(canvas, paper)).content)
    assert any("IDR 123,456,789,012" in run.text.replace("\u00a0", " ") for page in pages for run in page.runs)


@pytest.mark.parametrize("paper", ["a4-landscape", "a4-portrait"])
def test_the_examples_are_clean(paper, workspace, olga, victor_client):
    for canvas in load_examples(workspace=workspace, by=olga):
        check(victor_client.get(address(canvas, paper)).content)


def test_two_plans_are_clean_and_short(workspace, olga, victor_client):
    canvas = case("two-plans", workspace, olga)
    assert len(check(victor_client.get(address(canvas)).content)) <= 2


@pytest.mark.parametrize("paper", ["a4-landscape", "a4-portrait", "a3-landscape"])
def test_sixty_notes_of_mixed_length_are_clean_and_all_there(paper, canvas, olga, victor_client, read_pdf):
    lengths = [(4, 6, 9, 14, 22, 40)[n * 7 % 6] if n != 17 else 330 for n in range(60)]
    write_mixed_notes(canvas, olga, lengths)
    content = victor_client.get(address(canvas, paper)).content
    check(content)
    said = "".join(text_of(read_pdf(content)).split())
    for note in canvas.notes.all():
        assert "".join(note.text.split())[:60] in said


def test_one_long_note_does_not_shrink_the_others_nor_need_a_page(canvas, olga, victor_client):
    write_mixed_notes(canvas, olga, [7] * 11)
    before = sizes_of(victor_client.get(address(canvas)).content)
    write_mixed_notes(canvas, olga, [330])
    content = victor_client.get(address(canvas)).content
    assert len(check(content)) == 1
    assert max(sizes_of(content)) >= 0.7 * max(before)


def sizes_of(content):
    """Return the heights of the stretches of text on the first page, but for its title."""
    return [run.bottom - run.top for run in read_pages(content)[0].runs if run.top > 30]
