"""What fits on the poster: rows are made as tall as their notes need, type steps down, the rest follows.

A long note never shrinks the others: it shows its opening, and stands in full below the poster or on a page after it.
All lengths are in millimetres, type sizes in points.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exports.rules.papers import Paper
from exports.rules.placing import DENSE_BELOW, Area, BlockText, Measured, Page, Place
from exports.rules.rest import PADDING, Rest, last_page, rest_of
from exports.rules.sizes import meta_size

# How the design divides a page that is not full: upper region, and within it activities above resources.
UPPER_SHARE, ACTIVITIES_SHARE = 107 / 158, 52 / 107
# What follows below the poster takes at most this part of the page; on pages of its own, it fills this of the last.
MOST_BELOW, LEAST_OF_LAST = 0.45, 0.35

# A poster on which not all notes fit is set in no larger type than this, so that most do.
MOST_GOING_ON = 7.5

type Blocks = Mapping[str, BlockText]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a poster is set: its type size, whether long notes are cut, and the height kept below it for what follows.

    `goes_on` where what follows has pages of its own.
    """

    size: float
    cuts: bool = False
    below: float = 0.0
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A poster worked out: how it is set, where each block stands, and which of its notes.

    `follow` are the ids of the notes that stand in full after it, by block.
    """

    setting: Setting
    height: float
    areas: Mapping[str, Area]
    places: Mapping[str, Place]
    follow: Mapping[str, set[str]]

    @property
    def size(self) -> float:
        return self.setting.size

    @property
    def below(self) -> float:
        return self.setting.below

    @property
    def columns_height(self) -> float:
        """The height of the columns below the poster."""
        return max(0.0, self.below - PADDING)

    @property
    def meta_size(self) -> float:
        return meta_size(self.size)

    @property
    def left_over(self) -> int:
        return sum(len(place.left_over) for place in self.places.values())

    @property
    def is_dense(self) -> bool:
        """Whether the line below a note's text stands beside it instead, if the text runs from left to right."""
        return self.size < DENSE_BELOW


def plan_poster(
    blocks: Blocks, *, paper: Paper, height: float, measured: Measured, setting: Setting | None = None
) -> Plan:
    """Return the poster with the largest type in which all notes fit in `height`, or else the one that ends best.

    `setting` is that of a first layout, which has measured the heights: type size and cuts stay as they are.
    """
    posters = _Posters(blocks, paper, height, measured)
    sizes, all_cuts = ((setting.size,), (setting.cuts,)) if setting else (paper.type_sizes, (False, True))
    tried = (posters.whole(size, cuts) for size in sizes for cuts in all_cuts)
    found = None if setting and setting.goes_on else next(filter(None, tried), None)
    small = [size for size in sizes if size <= MOST_GOING_ON] or sizes
    return found or posters.best_of([posters.going_on(size, cuts=all_cuts[-1]) for size in small])


class _Posters:
    """The ways to set one canvas on one paper."""

    def __init__(self, blocks: Blocks, paper: Paper, height: float, measured: Measured):
        self.blocks, self.paper, self.height, self.measured = blocks, paper, height, measured

    def whole(self, size: float, cuts: bool) -> Plan | None:
        """Return the poster on which every note stands, with the long ones in full below; None where they can't."""
        long = {block.id: {note.id for note in block.notes if cuts and note.is_long} for block in self.blocks.values()}
        below = self._rest(long).below
        if below > MOST_BELOW * self.height or (cuts and not below):
            return None
        plan = self._plan(Setting(size, cuts, below))
        return None if plan.left_over else plan

    def going_on(self, size: float, *, cuts: bool) -> Plan:
        """Return the poster of the whole page, whose other notes follow on pages of their own."""
        return self._plan(Setting(size, cuts, goes_on=True))

    def best_of(self, plans: list[Plan]) -> Plan:
        """Return the plan with the fewest pages of which none is nearly empty, and the largest type of these."""
        pages = {id(plan): self._rest(plan.follow).pages(self.height) for plan in plans}
        good = [plan for plan in plans if last_page(pages[id(plan)]) >= LEAST_OF_LAST]
        if good:
            return min(good, key=lambda plan: (math.ceil(pages[id(plan)]), -plan.size))
        return max(plans, key=lambda plan: last_page(pages[id(plan)]))

    def _rest(self, follow: Mapping[str, set[str]]) -> Rest:
        return rest_of(self.blocks.values(), follow, self.paper, self.measured)

    def _plan(self, setting: Setting) -> Plan:
        page = Page(self.paper, setting.size, self.measured, cuts=setting.cuts)
        whole = {name: page.place(block, None) for name, block in self.blocks.items()}
        need = {name: place.need for name, place in whole.items()}
        filled = (self._fill(page, setting, whole, rows) for rows in _rows(need, self.height - setting.below))
        return min(filled, key=lambda plan: plan.left_over)

    def _fill(self, page: Page, setting: Setting, whole: Mapping[str, Place], rows: tuple[float, float, float]) -> Plan:
        """Give each block the height of its rows: all its notes where that is enough, else as many as it takes."""
        areas = page.areas(rows)
        places = {
            name: whole[name]
            if whole[name].need <= areas[name].height + 0.01
            else page.place(block, areas[name].height)
            for name, block in self.blocks.items()
        }
        follow = {name: {*places[name].left_over, *_cut(block, setting)} for name, block in self.blocks.items()}
        return Plan(setting, sum(rows), areas, places, follow)


def _cut(block: BlockText, setting: Setting) -> Iterator[str]:
    return (note.id for note in block.notes if setting.cuts and note.is_long)


def _rows(need: Mapping[str, float], height: float) -> list[tuple[float, float, float]]:
    """Return ways to divide the height: one where all is served, else several, of which the best is to be found."""
    left = need["key_activities"] + need["key_resources"]
    upper_need = max(left, need["value_proposition"], need["target_market"])
    lower_need = max(need["cost_structure"], need["revenue_streams"])
    if upper_need + lower_need <= height:
        uppers = [min(max(upper_need, height * UPPER_SHARE), height - lower_need)]
    else:
        uppers = [height * share for share in (UPPER_SHARE, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)]
    return [(*_halves(need["key_activities"], need["key_resources"], upper), height - upper) for upper in uppers]


def _halves(first: float, second: float, height: float) -> tuple[float, float]:
    """Divide a height in two: as the design does where that serves both, else as they need, or in proportion."""
    if first + second <= height:
        part = min(max(first, height * ACTIVITIES_SHARE), height - second)
    else:
        part = height * min(0.7, max(0.3, first / (first + second)))
    return part, height - part
