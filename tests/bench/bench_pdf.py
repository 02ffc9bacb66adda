"""A poster of 60 notes through the press: at most 1.2 times WeasyPrint's own time for the same HTML, per layout."""

from django.urls import reverse

from exports import actions
from exports.composition import compose
from exports.dossier import dossier_of
from exports.press.typesetter import OPTIONS, lay_out
from exports.rules.choices import Choice
from exports.shelf import Shelf
from tests.bench.conftest import interleaved
from tests.cast import signed_in
from tests.factories import canvas_with_notes

RATIO = 1.2


class Unkept(Shelf):
    """A shelf on which nothing stays."""

    def keep(self, key, pdf):
        pass


def test_a_poster_of_sixty_notes_takes_little_more_than_weasyprint(workspace, olga, tmp_path, monkeypatch, report):
    canvas = canvas_with_notes(workspace=workspace, by=olga, count=60, segments=2)
    sheets = compose(dossier_of(canvas, Choice()))
    monkeypatch.setattr(actions, "shelf", Unkept(tmp_path))
    layouts = count_layouts(monkeypatch)
    client, address = signed_in(olga), reverse("exports:pdf", args=[canvas.pk])

    def ours():
        actions.limit.clear()
        assert client.get(address).status_code == 200

    ours()
    made, asked = interleaved(ours, lambda: lay_out(sheets.html, sheets.css).write_pdf(**OPTIONS), rounds=15, warm=2)
    per_pdf = len(layouts) / 18
    ratio = made / asked / per_pdf
    report(f"PDF of 60 notes: {made:.0f} ms, WeasyPrint {asked:.0f} ms, {per_pdf:.0f} layout, ratio {ratio:.2f}")
    assert ratio <= RATIO


def count_layouts(monkeypatch) -> list:
    """Note each layout that the press is asked for."""
    layouts, ask = [], actions.press.print

    def counted(*args, **kwargs):
        layouts.append(args)
        return ask(*args, **kwargs)

    monkeypatch.setattr(actions.press, "print", counted)
    return layouts
