import pytest

from canvas import changes
from canvas.actions import steps
from ledger.actions import features, lines
from ledger.models import Line
from tests.factories import feature_with_lines


@pytest.fixture
def empty(canvas, olga):
    return feature_with_lines(canvas, by=olga, name="Search")


def labels(feature, kind):
    return "".join(line.label for line in feature.lines.beside(kind).in_order())


def add(canvas, feature, by, kind="other", **fields):
    return lines.add_line(canvas=canvas, feature_id=feature.pk, kind=kind, by=by, **fields)


def test_a_new_line_stands_last_on_its_side(canvas, empty, olga):
    add(canvas, empty, olga, label="a")
    add(canvas, empty, olga, kind="retention", label="x")
    add(canvas, empty, olga, kind="inference", label="b")
    assert (labels(empty, "other"), labels(empty, "retention")) == ("ab", "x")


def test_a_feature_and_a_canvas_hold_only_so_many_lines(canvas, empty, olga, monkeypatch):
    monkeypatch.setattr(lines.rules, "LINE_LIMIT", 2)
    monkeypatch.setattr(lines.rules, "CANVAS_LINE_LIMIT", 3)
    add(canvas, empty, olga)
    add(canvas, empty, olga)
    with pytest.raises(lines.TooManyLines, match="Put some together"):
        add(canvas, empty, olga)
    add(canvas, empty, olga, kind="retention")
    with pytest.raises(lines.TooManyLines):
        add(canvas, empty, olga, kind="retention")


def test_a_model_beside_prices_that_somebody_else_has_typed_is_refused_and_the_other_way_round(
    canvas, empty, olga, edda
):
    line = add(canvas, empty, olga, kind="inference")
    lines.edit_line(canvas=canvas, line_id=line.pk, version=1, provider="acme", model="large", by=olga)
    with pytest.raises(lines.BothPrices, match="open it again"):
        lines.edit_line(canvas=canvas, line_id=line.pk, version=1, price_per_million_input="3", by=edda)
    own = add(canvas, empty, olga, kind="inference", price_per_million_output="3")
    with pytest.raises(lines.BothPrices):
        lines.edit_line(canvas=canvas, line_id=own.pk, version=1, model="large", by=edda)
    cleared = {"price_per_million_output": "", "model": "large"}
    assert lines.edit_line(canvas=canvas, line_id=own.pk, version=1, by=edda, **cleared).model == "large"


def test_keys_count_up_for_each_kind_in_the_whole_canvas(canvas, empty, olga):
    other = features.add_feature(canvas=canvas, name="Summary", by=olga)
    made = [add(canvas, empty, olga), add(canvas, other, olga), add(canvas, other, olga, kind="inference")]
    assert [line.key for line in made] == ["other-1", "other-2", "inference-1"]


def test_the_key_of_a_deleted_line_is_never_given_again(canvas, empty, olga):
    gone = add(canvas, empty, olga)
    lines.delete_line(canvas=canvas, line_id=gone.pk, version=1, by=olga)
    assert add(canvas, empty, olga).key == "other-2"


def test_a_key_that_a_document_brought_is_kept_clear_of(canvas, olga):
    feature = feature_with_lines(
        canvas, by=olga, lines=[{"kind": "other", "key": "other-7"}, {"kind": "other", "key": "7"}]
    )
    assert add(canvas, feature, olga).key == "other-8"


def test_a_line_beside_a_not_applicable_is_refused_with_the_reason(canvas, olga):
    feature = feature_with_lines(canvas, by=olga, inference_na="Runs on the phone")
    with pytest.raises(lines.MarkedNotApplicable, match="Runs on the phone"):
        add(canvas, feature, olga, kind="inference")
    assert add(canvas, feature, olga, kind="data_acquisition").pk


@pytest.mark.parametrize(("kind", "method"), [("retention", ""), ("monetization", "price_per_use")])
def test_a_driver_line_beside_neither_is_refused_with_the_reason(canvas, olga, kind, method):
    feature = feature_with_lines(canvas, by=olga, neither_driver="A courtesy")
    with pytest.raises(lines.MarkedNeither, match="A courtesy"):
        add(canvas, feature, olga, kind=kind, method=method)
    assert add(canvas, feature, olga, kind="perceived", method="time_saved").pk


def test_two_people_who_edit_different_fields_of_a_line_both_keep_their_text(canvas, feature, olga, edda):
    line = feature.lines.get(kind="human_review")
    lines.edit_line(canvas=canvas, line_id=line.pk, version=1, share_reviewed="2%", by=olga)
    lines.edit_line(canvas=canvas, line_id=line.pk, version=1, hourly_rate="45", by=edda)
    line.refresh_from_db()
    assert (line.share_reviewed, line.hourly_rate) == ("2%", "45")
    with pytest.raises(changes.Conflict):
        lines.edit_line(canvas=canvas, line_id=line.pk, version=1, share_reviewed="9%", by=edda)


def test_a_line_keeps_its_key_when_it_is_edited_moved_and_brought_back(canvas, feature, olga):
    line = feature.lines.get(kind="human_review")
    lines.edit_line(canvas=canvas, line_id=line.pk, version=1, hourly_rate="45", by=olga)
    lines.move_line(canvas=canvas, line_id=line.pk, index=9, by=olga)
    lines.delete_line(canvas=canvas, line_id=line.pk, version=2, by=olga)
    steps.undo(canvas=canvas, by=olga)
    assert Line.objects.get(pk=line.pk).key == line.key


@pytest.mark.parametrize(("index", "order"), [(0, "cab"), (1, "acb"), (99, "abc")])
def test_a_line_moves_among_the_lines_of_its_side(canvas, empty, olga, index, order):
    add(canvas, empty, olga, kind="retention", label="x")
    for label in "abc":
        add(canvas, empty, olga, label=label)
    last = empty.lines.get(label="c")
    lines.move_line(canvas=canvas, line_id=last.pk, index=index, by=olga)
    assert (labels(empty, "other"), labels(empty, "retention")) == (order, "x")


def test_moving_a_line_again_and_again_never_runs_out_of_places(canvas, empty, olga):
    for label in "abc":
        add(canvas, empty, olga, label=label)
    for _ in range(15):
        last = empty.lines.in_order().last()
        lines.move_line(canvas=canvas, line_id=last.pk, index=1, by=olga)
    assert sorted(labels(empty, "other")) == ["a", "b", "c"]
    assert len({line.position for line in empty.lines.all()}) == 3
