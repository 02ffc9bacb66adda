"""The layouts: where a note goes by Alt and an arrow."""

import pytest

from canvas.layouts import LAYOUTS

BACK = {"left": "right", "right": "left", "above": "below", "below": "above"}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_way_leads_back(layout):
    for block in layout.blocks:
        for way, back in BACK.items():
            if beside := getattr(block, way):
                assert getattr(layout.block(beside), back) == block.id


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_block_is_reached_from_the_first(layout):
    reached, ahead = set(), [layout.blocks[0].id]
    while ahead:
        block = layout.block(ahead.pop())
        reached.add(block.id)
        ahead += [one for way in BACK if (one := getattr(block, way)) and one not in reached]
    assert reached == {block.id for block in layout.blocks}
