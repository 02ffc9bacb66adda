"""Everything that a PDF holds: its sections in the order that was chosen, each with what its pages show."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.text import get_text_list

from canvas.models import Canvas
from exports.feature_sheets import FeatureSheet
from exports.ledger_tables import LedgerTable
from exports.overview import Overview
from exports.poster import Poster, poster_of
from exports.rules.choices import CANVAS, FEATURES, LEDGER, OVERVIEW, Choice
from exports.rules.flow import COVER, MOST_WITHOUT_COVER, Layout, Terms
from exports.rules.papers import Paper
from ledger.figures.advising import complete_advice
from ledger.figures.sheets import Row, Sheet, complete_sheet_of

REST = "rest"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: `id` is its anchor; `title` and `finding` stand in the contents, where it is listed there."""

    id: str
    kind: str
    title: str = ""
    finding: str = ""
    tone: str = ""
    sheet: FeatureSheet | None = None
    classes: str = ""

    @property
    def template(self) -> str:
        return f"exports/pdf-{self.kind}.html"


@dataclass(frozen=True)
class Dossier:
    """One PDF of a canvas: `sheet` holds the features that it is about, `left_out` the names of the others."""

    canvas: Canvas
    choice: Choice
    sheet: Sheet
    left_out: tuple[str, ...]
    poster: Poster
    layout: Layout = field(default_factory=Layout)

    @property
    def paper(self) -> Paper:
        return self.choice.paper

    @property
    def version(self) -> str:
        return self.poster.version

    @property
    def origin(self) -> str:
        """Whose canvas it is, with the mark of an example."""
        return self.poster.origin

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        return not self._sections

    @cached_property
    def overview(self) -> Overview:
        return Overview(self.sheet, self.sheets, self.left_out_words)

    @cached_property
    def sheets(self) -> list[FeatureSheet]:
        """What is said of each feature."""
        return [FeatureSheet(self.canvas, row, self.paper) for row in self.sheet.rows]

    @cached_property
    def tables(self) -> list[LedgerTable]:
        """The lines of each feature of which one can be worked out: others are still to be written."""
        tables = [LedgerTable(row, self.canvas.currency) for row in self.sheet.rows]
        return [table for table in tables if table.is_begun]

    @property
    def left_out_words(self) -> str:
        """Which features this PDF says nothing of; "" where it says something of all."""
        return f"Left out here: {get_text_list(self.left_out, 'and')}." if self.left_out else ""

    @property
    def has_overview(self) -> bool:
        """Whether all features stand on one page: where each that there is has a page of its own, one needs none."""
        parts = self.choice.parts
        is_told = FEATURES in parts and len(self.sheet.rows) == 1 and self.sheet.rows[0].evaluation.is_quantified
        return OVERVIEW in parts and bool(self.sheet.rows) and not is_told

    @property
    def terms(self) -> Terms:
        return Terms(self.layout, self.has_overview)

    @property
    def contents(self) -> list[Section]:
        return [section for section in self.sections if section.title]

    @cached_property
    def sections(self) -> list[Section]:
        """The sections in their order; the cover, where there is one, holds the overview."""
        found = self._sections
        if self.layout.has_cover:
            found = [Section(COVER, COVER), *(section for section in found if section.kind != OVERVIEW)]
        return [replace(section, classes=self._classes(section)) for section in found]

    def guessed(self) -> "Dossier":
        """Return the dossier with a cover, where it looks as if it will have more pages than go without one."""
        return self.laid_out(replace(self.layout, has_cover=len(self._sections) > MOST_WITHOUT_COVER))

    def laid_out(self, layout: Layout) -> "Dossier":
        return self._again(layout=layout)

    def placed(self, poster: Poster) -> "Dossier":
        return self._again(poster=poster)

    def _again(self, **changes) -> "Dossier":
        """Return the dossier with these changes; what was read for its sheets is kept."""
        again = replace(self, **changes)
        again.__dict__["sheets"] = self.sheets
        return again

    @property
    def _sections(self) -> list[Section]:
        of_part = {CANVAS: self._of_canvas, OVERVIEW: self._of_overview, FEATURES: self._of_features}
        of_part[LEDGER] = self._of_ledger
        return [section for part in self.choice.parts for section in of_part[part]()]

    def _of_canvas(self) -> Iterator[Section]:
        if self.poster.is_empty:
            return
        yield Section(CANVAS, CANVAS, "Canvas", self.poster.extent)
        if self.poster.following and not self.poster.plan.below:
            yield Section(REST, REST)

    def _of_overview(self) -> Iterator[Section]:
        if self.has_overview:
            yield Section(OVERVIEW, OVERVIEW, "All features", self.overview.extent)

    def _of_features(self) -> Iterator[Section]:
        """The features that can be judged; of the others the overview says what is open."""
        for sheet in self.sheets:
            if sheet.is_quantified:
                verdict = sheet.verdict
                yield Section(sheet.anchor, "feature", sheet.name, verdict.chip, verdict.tone, sheet)

    def _of_ledger(self) -> Iterator[Section]:
        if self.tables:
            yield Section(LEDGER, LEDGER, "Ledger", "Every line behind the figures, with its source")

    def _classes(self, section: Section) -> str:
        marks = {"tight": section.id in self.layout.tight, "joined": section.id in self.layout.joined}
        return " ".join(["part", section.kind, *(mark for mark, holds in marks.items() if holds)])


def dossier_of(canvas: Canvas, choice: Choice) -> Dossier:
    """Return the PDF of a canvas as it stands; raise NotComplete where its figures take too long."""
    sheet = complete_sheet_of(canvas)
    shown = Sheet(canvas, [row for row in sheet.rows if not _is_left_out(row, choice)])
    complete_advice(canvas, shown.rows)
    left_out = tuple(row.feature.name for row in sheet.rows if _is_left_out(row, choice))
    return Dossier(canvas, choice, shown, left_out, poster_of(canvas, choice.paper, shown)).guessed()


def _is_left_out(row: Row, choice: Choice) -> bool:
    return str(row.feature.pk) in choice.left_out
