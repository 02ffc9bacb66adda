"""The canvas as a poster: its blocks and notes from rows to what the template shows, placed on the paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from canvas.models import Canvas, Note
from exports.rules import rest
from exports.rules.fitting import Plan, Setting, plan_poster
from exports.rules.papers import Paper
from exports.rules.placing import Area, BlockText, Measured, NoteText, opening
from exports.rules.sizes import band_height, title_size
from exports.rules.typesetting import MM_PER_POINT, line_count
from ledger.figures.sheets import Sheet
from ledger.pages.sentences import coverage
from ui.drawings import STATUSES
from ui.templatetags.figures import day, per_month, per_month_signed, per_use
from ui.templatetags.icons import segment_hue

HINGE_HEIGHT = 7.7
SPARE = 1.0
SHORT_ILLUSTRATION = 90
STATUS_TONES = {"assumption": "unknown", "validated": "gain", "invalidated": "loss"}


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """A note as the template shows it; `in_full` says where the rest of it stands, "" where nothing is left out."""

    id: str
    text: str
    status: str
    hue: int | None
    segments: tuple[tuple[int, str], ...]
    figure: str = ""
    in_full: str = ""

    @property
    def word(self) -> str:
        return STATUSES[self.status][1]

    @property
    def icon(self) -> str:
        return STATUSES[self.status][0]

    @property
    def tone(self) -> str:
        return STATUS_TONES[self.status]

    @property
    def may_break(self) -> bool:
        """Whether it is so long that it may go on in another column."""
        return self.measure.is_long

    @property
    def measure(self) -> NoteText:
        # Three figure-wide characters stand for each mark with the space around it; a name breaks only where it must.
        names = [f"000{name}".replace(" ", "\u00a0") for _, name in self.segments]
        return NoteText(self.id, self.text, " ".join([*names, f"000{self.word}", self.figure, self.in_full]))

    def cut(self, in_full: str) -> "PrintedNote":
        """Return the note with its opening alone."""
        return replace(self, text=opening(self.text), in_full=in_full)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of the ledger at the head of a block, or below the poster."""

    amount: str
    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A block as the template shows it: what stands on the poster, how many notes don't, and what follows after it."""

    id: str
    area: str
    title: str
    question: str
    statement: str
    total: Total | None
    place: Area
    columns: tuple[tuple[PrintedNote, ...], ...]
    left_over: int
    follow: tuple[PrintedNote, ...]

    @property
    def shown(self) -> int:
        return sum(map(len, self.columns))


@dataclass(frozen=True)
class Poster:
    """Everything that the poster's pages show, and how it is placed."""

    canvas: Canvas
    paper: Paper
    notes: Mapping[str, tuple[PrintedNote, ...]]
    sheet: Sheet
    measured: Measured = field(default_factory=dict)
    setting: Setting | None = None
    warning: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written on the canvas yet."""
        return not self.canvas.value_statement and not any(self.notes.values())

    @property
    def extent(self) -> str:
        """What the contents say of it."""
        count = sum(map(len, self.notes.values()))
        return f"{count} note{'' if count == 1 else 's'} in {len(self.notes)} blocks"

    @property
    def origin(self) -> str:
        """Whose canvas it is, with the mark of an example."""
        name = self.canvas.workspace.name
        return f"Example · {name}" if self.canvas.is_example else name

    @property
    def version(self) -> str:
        return f"Version {self.canvas.revision}, {day(self.canvas.changed_at)}"

    @property
    def short_illustration(self) -> str:
        return self.canvas.illustration if len(self.canvas.illustration) <= SHORT_ILLUSTRATION else ""

    @property
    def long_illustration(self) -> str:
        return "" if self.short_illustration else self.canvas.illustration

    @property
    def title_size(self) -> float:
        return title_size(self.canvas.title, width=self.paper.content_width)

    @cached_property
    def height(self) -> float:
        """The height that is left for the blocks, in millimetres."""
        if "band" in self.measured:
            taken = sum(self.measured.get(name, 0.0) for name in ("band", "illustration", "warning", "hinge"))
        else:
            taken = self._band() + self._small_print(self.long_illustration) + HINGE_HEIGHT
        taken += self._small_print(self.warning) if "warning" not in self.measured else 0.0
        return self.paper.content_height - taken - SPARE

    @cached_property
    def plan(self) -> Plan:
        texts = {
            block.id: BlockText(block.id, self._candidates(block.id), self._statement(block.id))
            for block in self.canvas.plan.blocks
        }
        return plan_poster(texts, paper=self.paper, height=self.height, measured=self.measured, setting=self.setting)

    @property
    def rest_columns(self) -> int:
        return rest.column_count(self.paper)

    @cached_property
    def blocks(self) -> tuple[PrintedBlock, ...]:
        return tuple(self._block(block) for block in self.canvas.plan.blocks)

    @cached_property
    def totals(self) -> dict[str, Total]:
        """The ledger's total of a block by its id; none while nothing is quantified."""
        if self.sheet.margin is None:
            return {}
        currency, counted = self.canvas.currency, coverage(self.sheet)
        captured, cost = per_month(self.sheet.value_captured, currency), per_month(self.sheet.cost, currency)
        return {
            "revenue_streams": Total(captured, f"value captured a month, {counted}"),
            "cost_structure": Total(cost, f"a month, {counted}"),
        }

    @property
    def margin(self) -> Total | None:
        """What the two totals leave a month; None where nothing is quantified."""
        if self.sheet.margin is None:
            return None
        return Total(per_month_signed(self.sheet.margin, self.canvas.currency), "a month", self.sheet.tone)

    @property
    def following(self) -> tuple[PrintedBlock, ...]:
        return tuple(block for block in self.blocks if block.follow)

    def again(self, measured: Measured) -> "Poster":
        """Return this poster placed anew, by heights that a layout has measured."""
        return replace(self, measured=measured, setting=self.plan.setting)

    def warning_of(self, sentence: str) -> "Poster":
        """Return this poster with a sentence below its blocks."""
        return replace(self, warning=sentence)

    def _block(self, block) -> PrintedBlock:
        by_id = {note.id: self._on_poster(note) for note in self.notes[block.id]}
        columns = tuple(tuple(by_id.pop(id) for id in column) for column in self.plan.places[block.id].columns)
        shown = {note.id for column in columns for note in column if not note.in_full}
        return PrintedBlock(
            block.id,
            block.area,
            block.title,
            block.question,
            self._statement(block.id),
            self.totals.get(block.id),
            self.plan.areas[block.id],
            columns,
            len(by_id),
            tuple(note for note in self.notes[block.id] if note.id not in shown),
        )

    def _on_poster(self, note: PrintedNote) -> PrintedNote:
        if not (self.plan.setting.cuts and note.measure.is_long):
            return note
        return note.cut("in full on the next page" if self.plan.setting.goes_on else "in full below")

    def _candidates(self, block_id: str) -> list[NoteText]:
        """The notes that may stand on the poster; in a second layout, those whose height the first has measured."""
        texts = [note.measure for note in self.notes[block_id]]
        return [text for text in texts if f"note-{text.id}" in self.measured] if self.measured else texts

    def _statement(self, block_id: str) -> str:
        return self.canvas.value_statement if block_id == "value_proposition" else ""

    def _band(self) -> float:
        right = [self.origin, f"{self.version}. {self.short_illustration}"]
        return band_height(self.canvas.title, right, title_size=self.title_size, width=self.paper.content_width)

    def _small_print(self, text: str) -> float:
        lines = line_count(text, size=8, width=self.paper.content_width)
        return lines * 8 * 1.36 * MM_PER_POINT + 3.0 if text else 0.0


def poster_of(canvas: Canvas, paper: Paper, sheet: Sheet) -> Poster:
    """Return the poster of a canvas as it stands, with the sums of its ledger."""
    figures = _linked_figures(canvas, sheet)
    notes: dict[str, list] = {block.id: [] for block in canvas.plan.blocks}
    for note in canvas.notes.in_order().prefetch_related("segments"):
        notes[note.block].append(_printed(note, figures.get(note.pk, "")))
    return Poster(canvas, paper, {block: tuple(held) for block, held in notes.items()}, sheet)


def _linked_figures(canvas: Canvas, sheet: Sheet) -> dict:
    """Return the figures of the ledger lines that a note is linked to, as text, by note id."""
    results = {line.pk: row.evaluation.line(line.key) for row in sheet.rows for line in row.lines}
    figures: dict = {}
    for link in canvas.note_links.all():
        result = results.get(link.line_id)
        if result and result.summary:
            shown = per_month if result.per == "month" else per_use
            text = f"{shown(result.summary.mean, canvas.currency)}\u00a0a\u00a0{result.per}"
            figures[link.note_id] = ", ".join(filter(None, (figures.get(link.note_id), text)))
    return figures


def _printed(note: Note, figure: str) -> PrintedNote:
    segments = sorted(note.segments.all(), key=lambda segment: (segment.position, segment.pk))
    return PrintedNote(
        id=str(note.pk),
        text=note.text,
        status=note.status,
        hue=segment_hue(segments[0].colour) if segments else None,
        segments=tuple((segment.colour, segment.name) for segment in segments),
        figure=figure,
    )
