"""The database keeps the ledger's promises, whatever code writes to it."""

import pytest
from django.db import IntegrityError, transaction

from economics import kinds
from ledger import rules
from ledger.models import Feature, Figures, Line, NoteLink
from tests.factories import feature_with_lines

REVIEW = {"kind": "human_review", "share_reviewed": "1%"}


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, lines=[REVIEW])


def refuses(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_two_features_of_a_canvas_cannot_share_a_name_in_any_case(canvas, feature):
    refuses(lambda: Feature.objects.create(canvas=canvas, name=feature.name.upper(), position=1))


@pytest.mark.parametrize("bad", [{"name": ""}, {"evidence_level": "hearsay"}])
def test_a_feature_of_no_name_or_unknown_evidence_is_refused(canvas, bad):
    refuses(lambda: Feature.objects.create(**{"canvas": canvas, "name": "Search", "position": 1, **bad}))


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "magic"},
        {"method": "time_saved"},
        {"kind": "perceived"},
        {"kind": "perceived", "method": "advertising"},
        {"basis": "per_year"},
        {"evidence_level": "hearsay"},
        {"key": ""},
    ],
)
def test_a_line_of_unknown_kind_method_basis_or_evidence_is_refused(canvas, feature, bad):
    good = {"canvas": canvas, "feature": feature, "kind": "other", "key": "other-9", "position": 1}
    refuses(lambda: Line.objects.create(**{**good, **bad}))


def test_two_lines_of_a_canvas_cannot_share_a_key(canvas, feature):
    key = feature.lines.get().key
    refuses(lambda: Line.objects.create(canvas=canvas, feature=feature, kind="other", key=key, position=1))


def test_a_line_has_a_model_or_prices_of_its_own_and_is_not_called_usage(canvas, feature):
    def create(**columns):
        stated = {"kind": "inference", "key": "k", "position": 1} | columns
        return Line.objects.create(canvas=canvas, feature=feature, **stated)

    refuses(lambda: create(model="large", price_per_million_output="3"))
    refuses(lambda: create(provider="acme", price_per_million_cached_input="3"))
    refuses(lambda: create(key="usage"))
    assert create(model="large").pk


def test_every_kind_and_method_of_the_arithmetic_can_be_stored(canvas, feature):
    for n, (kind, method) in enumerate(rules.KINDS_AND_METHODS):
        Line.objects.create(canvas=canvas, feature=feature, kind=kind, method=method, key=f"k{n}", position=n)
    assert feature.lines.count() == 1 + len(kinds.LINE_TYPES)


def test_a_line_has_a_column_for_every_field_of_the_arithmetic():
    fields = {field.name for line_type in kinds.LINE_TYPES for field in line_type.fields}
    assert fields | {"provider", "model", "basis"} == set(rules.LINE_FIELDS)
    assert set(rules.LINE_FIELDS) < {field.name for field in Line._meta.fields}


def test_a_link_goes_to_one_feature_or_one_line(canvas, note, feature):
    line = feature.lines.get()
    refuses(lambda: NoteLink.objects.create(canvas=canvas, note=note))
    refuses(lambda: NoteLink.objects.create(canvas=canvas, note=note, feature=feature, line=line))


def test_a_note_is_linked_to_the_same_thing_once(canvas, note, feature):
    NoteLink.objects.create(canvas=canvas, note=note, feature=feature)
    refuses(lambda: NoteLink.objects.create(canvas=canvas, note=note, feature=feature))


def test_stored_figures_go_with_their_feature(feature):
    Figures.objects.create(feature=feature, inputs_key="k", payload={})
    feature.delete()
    assert not Figures.objects.exists()
