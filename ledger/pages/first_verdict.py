"""What is said once the first numbers are there: the verdict, and the three numbers that move it most."""

from dataclasses import dataclass
from functools import cached_property

from economics import Advice, kinds
from economics.advice_model import Swing
from economics.inputs import field_of
from economics.numbers import USAGE
from ledger.asked import Asked, question
from ledger.figures.numbers import changeable_fields, holder_of, line_of
from ledger.figures.sheets import Row
from ledger.models import Feature, Line
from ledger.pages.estimates import estimate_text
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import count, per_month_signed, per_use, per_use_signed

MOST = 3


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A number worth a second look: its question, what stands there and moves, what holds it, a bar of 100 at most."""

    words: str
    said: str
    holder: Feature | Line
    width: float


@dataclass(frozen=True)
class FirstVerdict:
    """A feature that was just made; `asked` are the numbers of its people, `advice` is None while it is worked out."""

    row: Row
    asked: list[Asked]
    advice: Advice | None
    currency: str

    @property
    def rests_on(self) -> str:
        """Whose numbers the verdict rests on, "on five numbers of yours and eight guesses of ours"."""
        mine = len(self.asked)
        typed = [getattr(self.row.feature, field.name) for field in kinds.USAGE_FIELDS]
        typed += [getattr(line, field.name) for line in self.row.lines for field in changeable_fields(line)]
        ours = max(0, len([text for text in typed if text]) - mine)
        guesses = "guess" if ours == 1 else "guesses"
        return f"First verdict, on {_counted(mine)} numbers of yours and {_counted(ours)} {guesses} of ours"

    @property
    def sentence(self) -> str:
        """What a use costs and brings in, and what that comes to over a month."""
        results = self.row.evaluation.results
        cost, income = results.variable_cost_per_use, results.captured_value_per_use
        if cost is None or income is None or self.row.uses is None:
            return ""
        month = per_month_signed(self.row.monthly_profit, self.currency)
        use = f"A use costs {per_use(cost.mean, self.currency)} and brings in {per_use(income.mean, self.currency)}."
        return f"{use} At {count(self.row.uses)} uses that is {month} a month."

    @cached_property
    def next(self) -> list[NextQuestion]:
        """The numbers with the largest swings, the largest first."""
        swings = self.advice.tornado.swings if self.advice and self.advice.tornado else ()
        moving = [swing for swing in swings if swing.swing > 0][:MOST]
        return [self._question(swing, moving[0].swing) for swing in moving]

    def _question(self, swing: Swing, largest: float) -> NextQuestion:
        number = swing.input.number
        line = line_of(self.row, number)
        kind, method = (line.kind, line.method) if line else (USAGE, "")
        field = field_of(self.row.plain, number)
        words, _ = question(kind, method, field)
        typed = estimate_text(field, swing.input.text, self.currency)
        low, high = sorted((swing.low, swing.high))
        ends = f"{per_use_signed(low, self.currency)} to {per_use_signed(high, self.currency)}"
        whose = "yours" if self._is_asked(kind, method, field.name) else "our guess"
        said = f"{typed}, {whose}. From one end to the other it leaves {ends} per use."
        return NextQuestion(words, said, holder_of(self.row, number), round(100 * swing.swing / largest, 1))

    def _is_asked(self, kind: str, method: str, field: str) -> bool:
        return any((each.kind, each.method, each.field.name) == (kind, method, field) for each in self.asked)


def _counted(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
