"""What the canvas page shows of notes: each with its segments and badges, in the order of its block."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
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


@dataclass(frozen=True, slots=True)
class Card:
    """A note as the page shows it; its first segment gives its edge the hue."""

    note: Note
    url: str
    segments: Sequence[Segment]
    badges: SafeString

    @property
    def hue(self) -> str:
        """The number of the edge's hue, nothing where the note carries no segment."""
        return str(segment_hue(self.segments[0].colour)) if self.segments else ""

    @property
    def marks(self) -> SafeString:
        """The segments as the note carries them: only the first is named in writing."""
        tags = (segment_tag(segment.colour, segment.name, place == 0) for place, segment in enumerate(self.segments))
        return SafeString("".join(tags))

    @property
    def label(self) -> str:
        """The beginning of the text, as a link to the note is called."""
        text = self.note.text
        return text if len(text) <= LABEL_LENGTH else Truncator(text).chars(LABEL_LENGTH)


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
    """Return the card of one note."""
    return _card(note, note.carried(), _url_of_any(canvas), slots.fill("note", canvas, [note.pk]))


def groups_of(canvas: Canvas, block_ids: Iterable[str]) -> list[Group]:
    """Return these blocks with their cards, without totals."""
    wanted = set(block_ids)
    notes = canvas.notes.in_order().filter(block__in=wanted)
    badges = slots.fill("note", canvas, [note.pk for note in notes])
    cards = _cards(canvas, notes, canvas.segments.in_order(), badges)
    return [_group(block, cards) for block in canvas.plan.blocks if block.id in wanted]


def all_groups(page: slots.Page, segments: Iterable[Segment]) -> list[Group]:
    """Return every block with its cards and what the slots give it; `segments` are all of the canvas, in order."""
    canvas = page.subject
    notes = canvas.notes.in_order()
    totals = page.fill("block-total", [block.id for block in canvas.plan.blocks])
    badges = page.fill("note", [note.pk for note in notes])
    cards = _cards(canvas, notes, segments, badges)
    return [_group(block, cards, totals[block.id]) for block in canvas.plan.blocks]


def _cards(canvas, notes, segments, badges) -> list[Card]:
    """Return the cards of notes with those of `segments` that they carry."""
    url, carried = _url_of_any(canvas), notes.segment_ids()
    mine = {note.pk: [one for one in segments if one.pk in carried.get(note.pk, ())] for note in notes}
    return [_card(note, mine[note.pk], url, badges) for note in notes]


def _group(block, cards, total=_NOTHING) -> Group:
    return Group(block, [card for card in cards if card.note.block == block.id], total)


def _url_of_any(canvas) -> str:
    """Return the URL of a note of this canvas that has the id ANY: composing one for each note takes too long."""
    return reverse("canvas:note", args=[canvas.pk, ANY])


def _card(note, segments, url, badges) -> Card:
    return Card(note, url.replace(str(ANY), str(note.pk)), segments, badges[note.pk])
