from hypothesis import given, settings
from hypothesis import strategies as st

from canvas.layouts import BLOCK_IDS
from exports.rules.fitting import BlockText, NoteText, is_long_table, plan_poster, title_size
from exports.rules.papers import PAPERS

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
    assert abs(covered - paper.content_width * HEIGHT) < 0.01
    assert all(area.height > 0 for area in areas)
    assert all(area.top + area.height <= HEIGHT + 0.001 for area in areas)


@settings(deadline=None)
@given(notes=counts)
def test_a_block_that_keeps_all_its_notes_has_room_for_them(notes):
    plan = plan_poster(blocks_of(notes), paper=A4, height=HEIGHT, measured={})
    for name, place in plan.places.items():
        if not place.left_over and any(place.columns):
            assert place.need <= plan.areas[name].height + 0.01


def test_few_notes_are_printed_in_the_largest_type():
    assert planned(3).size == 8.5


def test_more_notes_take_smaller_type_before_they_take_a_page():
    assert planned(4).size == 7.5
    assert planned(4).left_over == 0


def test_too_many_are_printed_in_the_smallest_and_go_on():
    plan = planned(30)
    assert plan.size == 6.5
    assert plan.left_over > 0


def test_measured_heights_replace_the_estimate():
    note = "value_proposition-0"
    tall = plan_poster(
        blocks_of([["short"], [], [], [], [], []]), paper=A4, height=HEIGHT, measured={f"note-{note}": 500.0}, size=8.5
    )
    assert tall.places["value_proposition"].left_over == (note,)


def test_the_design_divides_a_page_that_is_not_full():
    areas = planned(1).areas
    assert round(areas["cost_structure"].height, 1) == round(HEIGHT * 51 / 158, 1)


def test_long_titles_are_smaller():
    assert [title_size("T" * n, width=273) for n in (8, 24, 120)] == [25.0, 18.0, 14.0]


def test_a_long_table_is_told_by_its_rows_and_details():
    assert not is_long_table(A4, heads=4, details=["short"] * 4, sums=6)
    assert is_long_table(A4, heads=4, details=["a longer detail of a line " * 8] * 6, sums=6)
