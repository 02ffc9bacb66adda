"""The value stick as geometry: what a use is worth, what is paid, captured and spent, and the two gains between."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from economics.advice_model import Stick
from ledger.pages.charts.drawing import GAIN, INK, LOSS, SLATE, Part, part_between, placed, text


@dataclass(frozen=True, slots=True)
class StickRow:
    """One bar: its words, its amount per use (None where it is not known), and whether it is a gain between two."""

    words: str
    amount: float | None
    is_gain: bool
    parts: tuple[Part, ...]

    @property
    def is_loss(self) -> bool:
        return self.is_gain and self.amount is not None and self.amount < 0


@dataclass(frozen=True, slots=True)
class StickDrawing:
    """The bars in order and the place of zero."""

    rows: tuple[StickRow, ...]
    zero: str

    @property
    def amounts(self) -> list[float | None]:
        """What the bars come to, of which they have one scale."""
        return [row.amount for row in self.rows]


def draw_stick(stick: Stick) -> StickDrawing | None:
    """Lay out the stick; None where nothing of it is known."""
    bars = list(_bars(stick))
    ends = [end for _, _, *both, _ in bars if None not in both for end in both]
    if not ends:
        return None
    place = placed(ends)
    rows = tuple(
        StickRow(words, amount, ink is None, tuple(_parts(start, end, ink, place)))
        for words, amount, start, end, ink in bars
    )
    return StickDrawing(rows, text(place(0.0)))


def _bars(stick: Stick) -> Iterable[tuple[str, float | None, float | None, float | None, str | None]]:
    """Words, amount, both ends and ink of each bar; a gain has no ink of its own."""
    yield "Worth to the user", stick.perceived, 0.0, stick.perceived, INK
    yield "Price to the payer", stick.price, 0.0, stick.price, INK
    yield "Gain of the payer", stick.user_gain, stick.price, stick.perceived, None
    yield "Value captured", stick.captured, 0.0, stick.captured, INK
    yield "Cost per use", stick.cost, 0.0, stick.cost, SLATE
    yield "What we keep", stick.kept, stick.cost, stick.captured, None


def _parts(start: float | None, end: float | None, ink: str | None, place) -> Iterator[Part]:
    if start is not None and end is not None and start != end:
        yield part_between(ink or (GAIN if end > start else LOSS), start, end, place)
