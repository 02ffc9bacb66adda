"""The world that is attacked: two canvases of one workspace with one item of each kind, and a third of a stranger's."""

from hashlib import sha256

import pytest
from django.template.base import Template
from django.test.utils import _TestState

from canvas.actions import canvases, notes, segments
from economics.numbers import USAGE, Number
from exports import actions as exports
from exports.press.pressroom import Busy
from exports.shelf import Shelf
from ledger.actions import limits, scenarios
from tests.factories import feature_with_lines

FOREIGN = "Foreign secret"


@pytest.fixture(autouse=True)
def no_press(monkeypatch, tmp_path):
    """Printing is attacked under tests/exports; here the press is always busy, which is a 503; its shelf is its own."""

    def busy(*arguments, **options):
        raise Busy

    monkeypatch.setattr(exports.press, "print", busy)
    monkeypatch.setattr(exports.press, "warm_up", lambda: None)
    monkeypatch.setattr(exports, "shelf", Shelf(tmp_path / "exports"))
    exports.limit.clear()


@pytest.fixture(autouse=True)
def plain_rendering(monkeypatch):
    """Render as the product does: no attack looks at the contexts that Django's tests keep a copy of."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)


def ids_of(canvas, by, word="Own"):
    """Return the id of one item of each kind in a canvas, under its name in the URLs; `word` stands in every text."""
    note = notes.add_note(canvas=canvas, block="target_market", text=word, by=by)
    segment = segments.add_segment(canvas=canvas, name=word, by=by)
    priced = {"price_per_million_input": "1", "price_per_million_output": "2"}
    line = {"kind": "inference", "input_tokens": "1", "output_tokens": "1", "label": word, **priced}
    feature = feature_with_lines(canvas, by=by, name=word, lines=[line])
    typed = [(Number(USAGE, "active_users"), "7")]
    scenario = scenarios.add_scenario(canvas=canvas, feature_id=feature.pk, name=word, inputs=typed, by=by)
    own = feature.lines.get()
    key = sha256(word.encode()).hexdigest()
    exports.shelf.keep_pictures(exports.picture_key(canvas, key), [b"A picture"])
    limit = limits.set_limit(canvas=canvas, number=Number(own.key, "input_tokens"), most="2", by=by)
    return {
        "canvas_id": canvas.pk,
        "workspace_id": canvas.workspace_id,
        "note_id": note.pk,
        "segment_id": segment.pk,
        "feature_id": feature.pk,
        "line_id": own.pk,
        "limit_id": limit.pk,
        "scenario_id": scenario.pk,
        "input_id": scenario.inputs.get().pk,
        "token": "no-such-token",
        "key": key,
        "number": 1,
    }


@pytest.fixture
def ids(canvas, olga):
    """The ids of the cast's canvas."""
    return ids_of(canvas, olga)


@pytest.fixture
def foreign_ids(workspace, olga):
    """The ids of another canvas that the same people may see and change."""
    return ids_of(canvases.create_canvas(workspace=workspace, title=FOREIGN, by=olga), olga, FOREIGN)


@pytest.fixture
def ottos_ids(other_workspace, otto):
    """The ids of a canvas in a workspace that nobody but Otto belongs to."""
    canvas = canvases.create_canvas(workspace=other_workspace, title=FOREIGN, summary=FOREIGN, by=otto)
    return ids_of(canvas, otto, FOREIGN)
