"""The pages of the PDF as pictures: nothing reaches the edge, colours and edges say what the notes say."""

import numpy as np
import pypdfium2
import pytest
from django.urls import reverse

from canvas import changes
from canvas.actions import segments
from canvas.actions.notes import put_on
from canvas.models import Note
from exports.inks import inks
from tests.factories import canvas_with_notes, feature_with_lines

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once

DOTS_PER_MM = 4
QUIET_MM = 4
NEAR = 40  # how far, of 765, a drawn colour may lie from the one that was asked for

LOSING = {
    "active_users": "1000",
    "uses_per_user_per_month": "10",
    "inference_na": "none here",
    "data_acquisition_na": "none here",
    "human_review_na": "none here",
    "lines": [
        {"kind": "other", "basis": "per_use", "amount": "0.10 to 0.30"},
        {"kind": "perceived", "method": "willingness_to_pay", "amount": "1"},
        {"kind": "monetization", "method": "price_per_use", "amount": "0.05"},
    ],
}


def pictures(client, canvas, paper="a4-landscape") -> list[np.ndarray]:
    """Return each page as rows of red, green and blue."""
    content = client.get(reverse("exports:pdf", args=[canvas.pk]), {"paper": paper}).content
    scale = DOTS_PER_MM * 25.4 / 72
    return [page.render(scale=scale).to_numpy()[:, :, 2::-1].astype(int) for page in pypdfium2.PdfDocument(content)]


def where(picture, name) -> np.ndarray:
    """Return which dots have the ink of this name."""
    ink = inks()[name].lstrip("#")
    colour = np.array([int(ink[n : n + 2], 16) for n in (0, 2, 4)])
    return np.abs(picture - colour).sum(axis=2) < NEAR


def edge_of(picture, name) -> np.ndarray:
    """Return, from top to bottom, where the note's edge of this hue is inked: its fullest column."""
    dots = where(picture, name)
    column = dots[:, dots.sum(axis=0).argmax()]
    inked = np.flatnonzero(column)
    return column[inked[0] : inked[-1] + 1]


@pytest.fixture
def marked(canvas, olga):
    """A canvas with one validated note in the first segment's hue and one assumed note in the second's."""
    first, second = (segments.add_segment(canvas=canvas, name=name, by=olga) for name in ("Leads", "Agents"))
    with changes.record(canvas, by=olga) as change:
        known = Note(block="key_activities", text="Known", status="validated", position=1)
        put_on(change, change.create(known), [first])
        put_on(change, change.create(Note(block="target_market", text="Assumed", position=1)), [second])
    return canvas


@pytest.mark.parametrize("paper", ["a4-landscape", "a3-portrait", "letter-portrait"])
def test_no_ink_comes_near_the_edge_of_any_paper(workspace, olga, victor_client, paper):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=60, segments=2)
    feature_with_lines(canvas, by=olga, **LOSING)
    quiet = QUIET_MM * DOTS_PER_MM
    for page in pictures(victor_client, canvas, paper):
        inked = page.sum(axis=2) < 720
        assert inked.any()
        inked[quiet:-quiet, quiet:-quiet] = False
        assert not inked.any()


def test_a_validated_note_has_a_solid_edge_and_an_assumed_one_a_dashed_edge(marked, victor_client):
    page = pictures(victor_client, marked)[0]
    solid, dashed = edge_of(page, "seg-1"), edge_of(page, "seg-2")
    assert solid.mean() > 0.95
    assert 0.3 < dashed.mean() < 0.9


@pytest.mark.parametrize(
    ("price", "ink", "other"), [("0.05", "loss-fill", "gain-fill"), ("1", "gain-fill", "loss-fill")]
)
def test_bars_have_the_colour_of_what_the_feature_does(canvas, olga, victor_client, price, ink, other):
    lines = [line | ({"amount": price} if line["kind"] == "monetization" else {}) for line in LOSING["lines"]]
    feature_with_lines(canvas, by=olga, **LOSING | {"lines": lines})
    page = pictures(victor_client, canvas)[-1]
    assert where(page, ink).sum() > 10 * where(page, other).sum()
