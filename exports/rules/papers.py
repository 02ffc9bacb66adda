"""The papers that a canvas can be printed on, with the sizes of type that each may use. Lengths are in millimetres."""

from dataclasses import dataclass

MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM = 11.0, 12.0, 12.0
WIDE_FROM = 240.0

SMALL_TYPE = (10.0, 9.25, 8.5, 7.5, 6.5)
LARGE_TYPE = (13.0, 11.5, *SMALL_TYPE)
LARGE_SCALE = 1.3
# Beside what is said of a feature stands a column, on A4 so wide, with a gap.
SIDE_WIDTH, SIDE_GAP = 76.0, 9.0


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper size in one orientation; `type_sizes` are points, largest first."""

    id: str
    title: str
    width: float
    height: float
    type_sizes: tuple[float, ...] = SMALL_TYPE

    @property
    def content_width(self) -> float:
        return self.width - 2 * MARGIN_SIDE

    @property
    def content_height(self) -> float:
        return self.height - MARGIN_TOP - MARGIN_BOTTOM

    @property
    def scale(self) -> float:
        """How much larger than on A4 the pages of the ledger are set."""
        return LARGE_SCALE if self.type_sizes is LARGE_TYPE else 1.0

    @property
    def main_width(self) -> float:
        """The width that a feature's page has beside its column, as on A4."""
        return self.content_width / self.scale - (SIDE_WIDTH + SIDE_GAP if self.is_landscape else 0.0)

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    @property
    def is_wide(self) -> bool:
        return self.content_width >= WIDE_FROM


PAPERS = {
    paper.id: paper
    for paper in (
        Paper("a4-landscape", "A4 landscape", 297, 210),
        Paper("a4-portrait", "A4 portrait", 210, 297),
        Paper("a3-landscape", "A3 landscape", 420, 297, LARGE_TYPE),
        Paper("a3-portrait", "A3 portrait", 297, 420, LARGE_TYPE),
        Paper("letter-landscape", "Letter landscape", 279.4, 215.9),
        Paper("letter-portrait", "Letter portrait", 215.9, 279.4),
    )
}
DEFAULT_PAPER = "a4-landscape"
