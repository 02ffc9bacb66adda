"""What stands where on a page of a PDF: lengths in millimetres, from the upper left corner."""

from dataclasses import dataclass

import pypdfium2

POINTS_PER_MM = 72 / 25.4
# The foot of a page has its number: what fills a page ends above it.
FOOT = 12.0
# Letters of one line may touch the next by this much: their boxes are taller than what is inked.
TOUCH = 0.6


@dataclass(frozen=True)
class Run:
    """A stretch of text on one line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Run") -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > TOUCH and high > TOUCH


@dataclass(frozen=True)
class PageRead:
    """One page: its size and its stretches of text."""

    width: float
    height: float
    runs: list[Run]

    @property
    def filled(self) -> float:
        """How far down the page something is said, 0 to 1."""
        lowest = max((run.bottom for run in self.runs if run.bottom < self.height - FOOT), default=0.0)
        return lowest / (self.height - FOOT)

    @property
    def overlaps(self) -> list[tuple[str, str]]:
        return [(a.text, b.text) for n, a in enumerate(self.runs) for b in self.runs[n + 1 :] if a.overlaps(b)]

    def cut(self, margin: float) -> list[str]:
        """Return what reaches into the margin."""
        edges = (margin, self.width - margin)
        return [run.text for run in self.runs if run.left < edges[0] - TOUCH or run.right > edges[1] + TOUCH]


def read_pages(content: bytes) -> list[PageRead]:
    document = pypdfium2.PdfDocument(content)
    return [_read(page) for page in document]


def _read(page) -> PageRead:
    width, height = (length / POINTS_PER_MM for length in page.get_size())
    text = page.get_textpage()
    runs = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        said = text.get_text_bounded(left, bottom, right, top).strip()
        if said:
            sides = (left, height * POINTS_PER_MM - top, right, height * POINTS_PER_MM - bottom)
            runs.append(Run(said, *(side / POINTS_PER_MM for side in sides)))
    return PageRead(width, height, runs)
