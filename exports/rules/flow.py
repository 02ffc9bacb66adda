"""How the sections of a PDF share its pages, and what mends a page that came out nearly empty, or a cover too early."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

COVER, POSTER = "cover", "canvas"
# Pages without a cover from which one has its use.
MOST_WITHOUT_COVER = 4
NEARLY_EMPTY = 0.3
# How full a page may become by what moves up to it.
FULL = 0.9


@dataclass(frozen=True, slots=True)
class Layout:
    """The decisions on a layout, by ids of sections.

    `tight` are set in smaller type, so that their last lines need no page; `joined` begin on the page where the
    section before them ends.
    """

    has_cover: bool = False
    tight: frozenset[str] = field(default_factory=frozenset)
    joined: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a PDF is made: as laid out, with an overview or without."""

    layout: Layout = field(default_factory=Layout)
    has_overview: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: the section that it begins with, whether that begins here, and how full it is, 0 to 1."""

    section: str
    begins: bool
    fill: float


def mended(terms: Terms, pages: Sequence[Sheet]) -> Layout:
    """Return the layout to try next; the same where there is nothing to mend."""
    wanted = wants_cover(len(pages), terms.layout.has_cover, has_overview=terms.has_overview)
    layout = replace(terms.layout, has_cover=wanted)
    for before, page in pairwise(pages):
        if page.section != POSTER and min(before.fill, page.fill) < NEARLY_EMPTY:
            layout = _filled(layout, before, page)
    return layout


def _filled(layout: Layout, before: Sheet, page: Sheet) -> Layout:
    """Return the layout with a nearly empty page drawn together with the one beside it, where that can be."""
    if not page.begins and page.fill < NEARLY_EMPTY:
        return replace(layout, tight=layout.tight | {page.section})
    is_drawn_in = before.section in layout.tight and not before.begins
    if page.begins and not is_drawn_in and before.section != POSTER and before.fill + page.fill <= FULL:
        return replace(layout, joined=layout.joined | {page.section})
    return layout


def wants_cover(pages: int, has_cover: bool, *, has_overview: bool) -> bool:
    """Say whether so many pages have, or need, a cover: it takes the place of the overview, where there is one."""
    adds_page = has_cover and not has_overview
    return pages - adds_page > MOST_WITHOUT_COVER
