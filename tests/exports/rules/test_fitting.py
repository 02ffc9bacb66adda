import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.layouts import BLOCK_IDS
from exports.rules.fitting import Setting, plan_poster
from exports.rules.papers import PAPERS
from exports.rules.placing import BlockText, NoteText, opening
from exports.rules.rest import last_page, rest_of
from exports.rules.sizes import title_size

A4 = PAPERS["a4-landscape"]
HEIGHT = 160.0
texts = st.text(min_size=1, max_size=400)
counts = st.lists(st.lists(texts, max_size=12), min_size=6, max_size=6)
papers = st.sampled_from(list(PAPERS.values()))


def blocks_of(notes, statement=""):
    return {
        block: BlockText(block, [NoteText(f"{block}-{n}", text, "Validated") for n, text in enumerate(held)], statement)
        for block, held in zip(BLOCK_IDS, notes, strict=True)
    }


def planned(count, length=40, **options):
    return plan_poster(blocks_of([["x" * length] * count] * 6), paper=A4, height=HEIGHT, measured={}, **options)


@settings(deadline=None)
@given(notes=counts, paper=papers, statement=st.text(max_size=600))
def test_every_note_is_placed_once_and_in_order(notes, paper, statement):
    blocks = blocks_of(notes, statement)
    plan = plan_poster(blocks, paper=paper, height=HEIGHT, measured={})
    for name, block in blocks.items():
        place = plan.places[name]
        placed = [note for column in place.columns for note in column]
        assert [*placed, *place.left_over] == [note.id for note in block.notes]


@settings(deadline=None)
@given(notes=counts, paper=papers)
def test_blocks_fill_the_poster_without_overlap(notes, paper):
    plan = plan_poster(blocks_of(notes), paper=paper, height=HEIGHT, measured={})
    areas = list(plan.areas.values())
    covered = sum(area.width * area.height for area in areas)
    assert abs(covered - paper.content_width * plan.height) < 0.01
    assert all(area.height > 0 for area in areas)
    assert all(area.top + area.height <= plan.height + 0.001 for area in areas)
    assert plan.height + plan.below <= HEIGHT + 0.001


@settings(deadline=None)
@given(notes=counts)
def test_a_block_that_keeps_all_its_notes_has_room_for_them(notes):
    plan = plan_poster(blocks_of(notes), paper=A4, height=HEIGHT, measured={})
    for name, place in plan.places.items():
        if not place.left_over and any(place.columns):
            assert place.need <= plan.areas[name].height + 0.01


def test_few_notes_are_printed_in_the_largest_type():
    assert planned(2).size == 10


def test_more_notes_take_smaller_type_before_they_take_a_page():
    assert planned(4).size == 7.5
    assert planned(4).left_over == 0


def test_where_not_all_fit_the_type_is_small_and_the_others_go_on():
    plan = planned(30)
    assert plan.size <= 7.5
    assert plan.left_over > 0
    assert plan.setting.goes_on


def test_one_long_note_leaves_the_others_as_they_are_and_stands_in_full_below():
    notes = [["x" * 40] * 2] * 6
    with_long = [["word " * 400, "x" * 40], *notes[1:]]
    plan = plan_poster(blocks_of(with_long), paper=A4, height=HEIGHT, measured={})
    assert plan.size >= 7.5
    assert plan.left_over == 0
    assert plan.below > 0
    assert sum(map(len, plan.follow.values())) == 1


@pytest.mark.parametrize(("count", "length"), [(8, 40), (10, 90), (14, 40), (20, 20), (30, 60), (60, 200)])
def test_what_goes_on_does_not_end_on_a_nearly_empty_page_where_another_type_prevents_it(count, length):
    plan = planned(count, length)
    if plan.setting.goes_on:
        sizes = [size for size in A4.type_sizes if size <= 7.5]
        each = {size: fill_of_last(count, length, Setting(size, plan.setting.cuts, goes_on=True)) for size in sizes}
        assert each[plan.size] >= min(0.35, max(each.values()))


def fill_of_last(count, length, setting):
    plan = planned(count, length, setting=setting)
    blocks = blocks_of([["x" * length] * count] * 6)
    return last_page(rest_of(blocks.values(), plan.follow, A4, {}).pages(HEIGHT))


def test_the_opening_of_a_long_text_ends_between_two_words():
    assert opening("word " * 80).endswith("word …")
    assert len(opening("x" * 400)) < 160


def test_measured_heights_replace_the_estimate():
    note = "value_proposition-0"
    tall = plan_poster(
        blocks_of([["short"], [], [], [], [], []]),
        paper=A4,
        height=HEIGHT,
        measured={f"note-{note}": 500.0},
        setting=Setting(8.5),
    )
    assert tall.places["value_proposition"].left_over == (note,)


def test_the_design_divides_a_page_that_is_not_full():
    areas = planned(1).areas
    assert round(areas["cost_structure"].height, 1) == round(HEIGHT * 51 / 158, 1)


def test_long_titles_are_smaller():
    assert [title_size("T" * n, width=273) for n in (8, 24, 120)] == [25.0, 18.0, 14.0]
