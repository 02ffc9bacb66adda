"""What the canvas page shows of notes: each with its segments and badges, in the order of its block."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from django.db.models import Prefetch
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from canvas import slots
from canvas.layouts import Block
from canvas.models import Canvas, Note, Segment
from ui.templatetags.icons import segment_hue, segment_tag

LABEL_LENGTH = 60
ANY = UUID(int=0)
_NOTHING = SafeString()


class Card(NamedTuple):
    """All that the page shows of a note, as plain values: two cards that are equal look the same."""

    anchor: str
    url: str
    version: int
    status: str
    text: str
    segments: tuple[tuple[int, str], ...]
    badges: SafeString
    can_edit: bool

    @property
    def html(self) -> SafeString:
        return _drawn(self)

    @property
    def hue(self) -> str:
        """The number of the edge's hue, that of the first segment; nothing where the note carries none."""
        return str(segment_hue(self.segments[0][0])) if self.segments else ""

    @property
    def marks(self) -> SafeString:
        """The segments as the note carries them: only the first is named in writing."""
        tags = (segment_tag(colour, name, place == 0) for place, (colour, name) in enumerate(self.segments))
        return SafeString("".join(tags))

    @property
    def label(self) -> str:
        """The beginning of the text, as a link to the note is called."""
        return self.text if len(self.text) <= LABEL_LENGTH else Truncator(self.text).chars(LABEL_LENGTH)


@lru_cache(maxsize=2048)
def _drawn(card: Card) -> SafeString:
    """Draw a card; where one of a page has changed, the others stand as they were drawn."""
    return render_to_string("canvas/canvas.html#note-card", {"card": card})


@dataclass(frozen=True, slots=True)
class Group:
    """A block with its cards, and its total from the ledger."""

    block: Block
    cards: Sequence[Card]
    total: SafeString


def in_order(canvas: Canvas):
    """Return the canvas's notes in the order of their blocks, each with its segments in order."""
    ordered = Prefetch("segments", queryset=canvas.segments.in_order())
    return canvas.notes.in_order().prefetch_related(ordered)


def card_of(canvas: Canvas, note: Note) -> Card:
    """Return the card of one note, for who may edit it."""
    return _card(note, note.carried(), _url_of_any(canvas), slots.fill("note", canvas, [note.pk]), can_edit=True)


def groups_of(canvas: Canvas, block_ids: Iterable[str]) -> list[Group]:
    """Return these blocks with their cards, without totals, for who may edit them."""
    wanted = set(block_ids)
    notes = canvas.notes.in_order().filter(block__in=wanted)
    badges = slots.fill("note", canvas, [note.pk for note in notes])
    cards = _cards(canvas, notes, canvas.segments.in_order(), badges, can_edit=True)
    return [Group(block, cards[block.id], _NOTHING) for block in canvas.plan.blocks if block.id in wanted]


def all_groups(page: slots.Page, segments: Iterable[Segment], *, can_edit: bool) -> list[Group]:
    """Return every block with its cards and what the slots give it; `segments` are all of the canvas, in order."""
    canvas = page.subject
    notes = canvas.notes.in_order()
    totals = page.fill("block-total", [block.id for block in canvas.plan.blocks])
    badges = page.fill("note", [note.pk for note in notes])
    cards = _cards(canvas, notes, segments, badges, can_edit=can_edit)
    return [Group(block, cards[block.id], totals[block.id]) for block in canvas.plan.blocks]


def _cards(canvas, notes, segments, badges, *, can_edit) -> dict[str, list[Card]]:
    """Return the cards of notes by their blocks, with those of `segments` that they carry."""
    url, carried = _url_of_any(canvas), notes.segment_ids()
    cards = defaultdict(list)
    for note in notes:
        mine = carried.get(note.pk, ())
        held = [one for one in segments if one.pk in mine]
        cards[note.block].append(_card(note, held, url, badges, can_edit=can_edit))
    return cards


def _url_of_any(canvas) -> str:
    """Return the URL of a note of this canvas that has the id ANY: composing one for each note takes too long."""
    return reverse("canvas:note", args=[canvas.pk, ANY])


def _card(note, segments, url, badges, *, can_edit) -> Card:
    return Card(
        anchor=note.anchor,
        url=url.replace(str(ANY), str(note.pk)),
        version=note.version,
        status=note.status,
        text=note.text,
        segments=tuple((segment.colour, segment.name) for segment in segments),
        badges=badges[note.pk],
        can_edit=can_edit,
    )
