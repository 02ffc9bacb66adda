from decimal import Decimal

import pytest

from canvas import changes
from canvas.actions import canvases, steps
from canvas.models import Change
from document.gathering import gather
from economics.numbers import USAGE, Number
from ledger.actions import features, limits, lines, next_check, scenarios, shares
from ledger.models import Feature, Line, NoteLink
from tests.factories import feature_with_lines, link_note
from tests.ledger.conftest import PAID_PER_USE, REVIEW


def names(canvas):
    return [feature.name for feature in canvas.features.in_order()]


def test_a_new_feature_stands_last(canvas, feature, olga):
    added = features.add_feature(canvas=canvas, name="Search", by=olga, uses_ai=False)
    assert names(canvas) == [feature.name, "Search"]
    assert not Feature.objects.get(pk=added.pk).uses_ai


def test_a_name_taken_in_any_case_is_refused_with_a_sentence(canvas, feature, olga):
    with pytest.raises(features.NameTaken, match="Choose another name"):
        features.add_feature(canvas=canvas, name=feature.name.upper(), by=olga)
    other = features.add_feature(canvas=canvas, name="Search", by=olga)
    with pytest.raises(features.NameTaken):
        features.edit_feature(canvas=canvas, feature_id=other.pk, version=1, name=feature.name.lower(), by=olga)


def test_a_name_taken_in_another_case_of_any_alphabet_is_refused(canvas, olga):
    features.add_feature(canvas=canvas, name="Übersicht", by=olga)
    with pytest.raises(features.NameTaken):
        features.add_feature(canvas=canvas, name="ÜBERSICHT", by=olga)


def test_what_hangs_on_a_feature_and_on_a_line_of_it_comes_back_with_both(canvas, feature, olga):
    line = feature.lines.get(label="Storage")
    other = features.add_feature(canvas=canvas, name="Search", by=olga)
    limits.set_limit(canvas=canvas, number=Number(line.key, "amount"), fixed=True, by=olga)
    inputs = [(Number(line.key, "amount"), "0.02"), (Number(USAGE, "active_users"), "5")]
    scenarios.add_scenario(canvas=canvas, feature_id=feature.pk, name="Dearer", inputs=inputs, by=olga)
    next_check.mark(canvas=canvas, number=Number(line.key, "amount"), by=olga)
    shares.share_cost(canvas=canvas, line_id=line.pk, version=1, percents={other.pk: Decimal(40)}, by=olga)
    before = gather(canvas)
    feature.refresh_from_db()
    features.delete_feature(canvas=canvas, feature_id=feature.pk, version=feature.version, by=olga)
    steps.undo(canvas=canvas, by=olga)
    assert gather(canvas) == before
    steps.redo(canvas=canvas, by=olga)
    assert names(canvas) == ["Search"]


def test_a_canvas_holds_only_so_many_features(canvas, feature, olga, monkeypatch):
    monkeypatch.setattr(features.rules, "FEATURE_LIMIT", 2)
    features.add_feature(canvas=canvas, name="Search", by=olga)
    with pytest.raises(features.TooManyFeatures, match="another canvas"):
        features.add_feature(canvas=canvas, name="Chat", by=olga)
    with pytest.raises(features.TooManyFeatures):
        features.duplicate_feature(canvas=canvas, feature_id=feature.pk, by=olga)


def test_a_copy_is_refused_where_its_lines_would_be_too_many(canvas, feature, olga, monkeypatch):
    monkeypatch.setattr(features.rules, "CANVAS_LINE_LIMIT", 5)
    with pytest.raises(features.TooManyFeatures):
        features.duplicate_feature(canvas=canvas, feature_id=feature.pk, by=olga)


def test_a_feature_can_keep_its_own_name_in_another_case(canvas, feature, olga):
    name = feature.name.upper()
    features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, name=name, by=olga)
    assert names(canvas) == [name]


def test_the_same_name_can_stand_in_another_canvas(canvas, feature, workspace, olga):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    features.add_feature(canvas=other, name=feature.name, by=olga)
    assert names(other) == [feature.name]


def test_two_people_who_edit_different_fields_both_keep_their_text(canvas, feature, olga, edda):
    features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, active_users="100", by=olga)
    features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, description="Notes", by=edda)
    feature.refresh_from_db()
    assert (feature.active_users, feature.description) == ("100", "Notes")


def test_two_people_who_edit_the_same_field_conflict(canvas, feature, olga, edda):
    features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, active_users="100", by=olga)
    with pytest.raises(changes.Conflict) as conflict:
        features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, active_users="200", by=edda)
    assert conflict.value.fields == {"active_users": ("100", "200")}


def test_neither_is_refused_beside_a_driver_line(canvas, feature, olga):
    features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, neither_driver="A courtesy", by=olga)
    driver = feature_with_lines(canvas, by=olga, name="Paid", lines=[PAID_PER_USE])
    with pytest.raises(features.DriverLinesStand, match="Delete that line"):
        features.edit_feature(canvas=canvas, feature_id=driver.pk, version=1, neither_driver="A courtesy", by=olga)


def test_not_applicable_is_refused_beside_a_line_of_that_kind(canvas, feature, olga):
    with pytest.raises(features.LinesStand, match="a line for human review"):
        features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, human_review_na="None", by=olga)
    changed = features.edit_feature(
        canvas=canvas, feature_id=feature.pk, version=1, inference_na="Runs on the phone", by=olga
    )
    assert changed.not_applicable == {"inference": "Runs on the phone"}


def test_a_reason_can_be_emptied_beside_a_line(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, human_review_na="None", lines=[REVIEW])
    changed = features.edit_feature(canvas=canvas, feature_id=feature.pk, version=1, human_review_na="", by=olga)
    assert changed.not_applicable == {}


def test_a_copy_stands_after_its_original_with_lines_under_new_keys(canvas, feature, olga):
    features.add_feature(canvas=canvas, name="Search", by=olga)
    copy = features.duplicate_feature(canvas=canvas, feature_id=feature.pk, by=olga)
    assert names(canvas) == [feature.name, f"{feature.name} (copy)", "Search"]
    assert [line.key for line in copy.lines.in_order()] == ["human_review-1", "other-1", "perceived-1"]
    copied, original = copy.lines.in_order().first(), feature.lines.in_order().first()
    assert (copied.share_reviewed, copied.hourly_rate) == (original.share_reviewed, original.hourly_rate)
    assert feature.lines.count() == 3


def test_copies_of_a_long_name_stay_unique_and_fit(canvas, olga):
    original = features.add_feature(canvas=canvas, name="n" * 80, by=olga)
    made = [features.duplicate_feature(canvas=canvas, feature_id=original.pk, by=olga).name for _ in range(3)]
    assert [name[-9:] for name in made] == ["nn (copy)", " (copy 2)", " (copy 3)"]
    assert {len(name) for name in made} == {80}


@pytest.mark.parametrize(("index", "order"), [(0, "CAB"), (1, "ACB"), (99, "ABC")])
def test_a_feature_moves_to_any_place_without_a_conflict(canvas, olga, index, order):
    for name in "ABC":
        features.add_feature(canvas=canvas, name=name, by=olga)
    last = canvas.features.get(name="C")
    moved = features.move_feature(canvas=canvas, feature_id=last.pk, index=index, by=olga)
    assert "".join(names(canvas)) == order
    assert moved.version == 1


def test_a_deleted_feature_comes_back_whole_by_undo(canvas, feature, note, olga):
    line = feature.lines.in_order().first()
    link_note(note, feature, by=olga)
    link_note(note, line, by=olga)
    features.delete_feature(canvas=canvas, feature_id=feature.pk, version=1, by=olga)
    assert not Feature.objects.exists()
    assert not Line.objects.exists()
    steps.undo(canvas=canvas, by=olga)
    assert Feature.objects.get().name == feature.name
    assert [one.key for one in Line.objects.in_order()] == [one.key for one in feature.lines.in_order()]
    assert {link.feature_id or link.line_id for link in NoteLink.objects.all()} == {feature.pk, line.pk}


def test_a_feature_of_another_canvas_is_not_found(canvas, feature, workspace, olga):
    other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
    calls = (
        lambda: features.edit_feature(canvas=other, feature_id=feature.pk, version=1, name="Mine", by=olga),
        lambda: features.duplicate_feature(canvas=other, feature_id=feature.pk, by=olga),
        lambda: features.move_feature(canvas=other, feature_id=feature.pk, index=0, by=olga),
        lambda: features.delete_feature(canvas=other, feature_id=feature.pk, version=1, by=olga),
        lambda: lines.add_line(canvas=other, feature_id=feature.pk, kind="other", by=olga),
    )
    for call in calls:
        with pytest.raises(Feature.DoesNotExist):
            call()
    assert not Change.objects.filter(canvas=other, model="ledger.Feature").exists()


def test_a_write_without_a_version_is_refused(canvas, feature, olga):
    with pytest.raises(changes.MissingVersion):
        features.delete_feature(canvas=canvas, feature_id=feature.pk, version=None, by=olga)
    assert Feature.objects.exists()
