"""What the answer hangs on: the uncertain inputs by their swing, each with its evidence and the mark to check it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from canvas.ageing import Ageing
from economics.advice_model import Swing, Tornado
from economics.inputs import field_of
from economics.numbers import Number
from ledger.figures.numbers import holder_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line, NextCheck
from ledger.pages.charts import TornadoDrawing, draw_tornado
from ledger.pages.estimates import value_text
from ui.templatetags.figures import per_use_signed

MOST_DRAWN = 8


@dataclass(frozen=True, slots=True)
class InputSwing:
    """One input: `holder` is the line or feature that it is typed into, `p5` and `p95` are its ends as text.

    `is_next` where it is the canvas's next number to check.
    """

    swing: Swing
    holder: Feature | Line
    p5: str
    p95: str
    ageing: str
    is_next: bool


@dataclass(frozen=True)
class TornadoSection:
    """The inputs, largest swing first; the first of those that move anything are drawn, the others only listed."""

    row: Row
    tornado: Tornado
    currency: str
    ageing: Ageing
    next_check: NextCheck | None

    @property
    def finding(self) -> str:
        return self.tornado.finding

    @property
    def base(self) -> float:
        """Contribution per use with every input at its median."""
        return self.tornado.base

    @property
    def amounts(self) -> list[float]:
        """The contributions at the ends of the drawn inputs, of which the table has one scale."""
        return [end for each in self.drawn for end in (each.swing.low, each.swing.high)]

    @cached_property
    def inputs(self) -> list[InputSwing]:
        return [self._input(swing) for swing in self.tornado.swings]

    @property
    def drawn(self) -> Sequence[InputSwing]:
        return [each for each in self.inputs[:MOST_DRAWN] if each.swing.swing > 0]

    @property
    def listed(self) -> Sequence[InputSwing]:
        """The inputs that stand in the table alone."""
        return self.inputs[len(self.drawn) :]

    @property
    def is_next_listed(self) -> bool:
        """Whether the next number to check is one of those that stand in the table alone."""
        return any(each.is_next for each in self.listed)

    @cached_property
    def drawing(self) -> TornadoDrawing | None:
        swings = [each.swing for each in self.drawn]
        return draw_tornado(self.base, swings) if swings else None

    @property
    def description(self) -> str:
        """The drawing in words: what each input makes of the contribution per use at its P5 and at its P95."""
        said = (
            f"{each.swing.input.words} {self._use(each.swing.low)} and {self._use(each.swing.high)}"
            for each in self.drawn
        )
        return f"Contribution per use with one number at its low and at its high end: {'; '.join(said)}."

    def _input(self, swing: Swing) -> InputSwing:
        number = swing.input.number
        field, holder = field_of(self.row.plain, number), holder_of(self.row, number)
        return InputSwing(
            swing,
            holder=holder,
            p5=value_text(field, swing.p5, self.currency),
            p95=value_text(field, swing.p95, self.currency),
            ageing=self.ageing.of(holder),
            is_next=self._is_next(number),
        )

    def _is_next(self, number: Number) -> bool:
        mark = self.next_check
        if mark is None or mark.number != number:
            return False
        return not number.is_of_usage or mark.feature_id == self.row.feature.pk

    def _use(self, amount: float) -> str:
        return per_use_signed(amount, self.currency)
