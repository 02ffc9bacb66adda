"""What a feature's page says first: the verdict and why, the sum of a month, and the volume at which it breaks even."""

from dataclasses import dataclass
from functools import cached_property

from economics import Evaluation, Summary, verdict
from economics.break_even import CEILING, FLOOR, BreakEven
from economics.results import Results
from ledger.figures.sheets import Row
from ledger.pages.charts.first_screen import Interval, VolumeBar, draw_interval, draw_volumes
from ledger.pages.multiplied import multiplied
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import (
    chance,
    column,
    count,
    in_column_signed,
    per_month,
    per_month_signed,
    per_use,
    uses,
)

NO_RANGE = "no number has a range"
CERTAIN = 0.005


@dataclass(frozen=True, slots=True)
class Sum:
    """One figure of the sum: what is expected, its middle 90% in words and drawn, and how often it is below zero."""

    text: str
    spread: str
    loses: str = ""
    tone: str = ""
    drawing: Interval | None = None


@dataclass(frozen=True)
class FirstScreen:
    """The first screen of one evaluation, saved or only tried."""

    row: Row
    currency: str

    @property
    def evaluation(self) -> Evaluation:
        return self.row.evaluation

    @property
    def results(self) -> Results:
        return self.evaluation.results

    @property
    def is_quantified(self) -> bool:
        return self.evaluation.is_quantified

    @property
    def why(self) -> str:
        """The reason for the verdict, in a sentence or two."""
        found = self.evaluation.verdict
        say = {verdict.NOT_QUANTIFIED: self._open, verdict.LOSES_ON_EVERY_USE: self._loses}.get(found.id)
        if found.id == verdict.BELOW_BREAK_EVEN:
            say = self._too_few
        return say() if say else " ".join([*self._carried(), *found.says])

    @cached_property
    def contribution(self) -> Sum:
        """Contribution per use."""
        summary, chance_of_loss = self.results.contribution_per_use, self.evaluation.probability_of_loss_per_use
        scale = column([summary.mean], self.currency)
        low, expected, high = (in_column_signed(each, scale) for each in (summary.p5, summary.mean, summary.p95))
        return self._sum(summary, expected, f"{low} to {high}", _lose("use", "uses", chance_of_loss))

    @cached_property
    def margin(self) -> Sum:
        """Margin a month."""
        summary, chance_of_loss = self.results.monthly_profit, self.evaluation.probability_of_monthly_loss
        low, expected, high = (
            per_month_signed(each, self.currency) for each in (summary.p5, summary.mean, summary.p95)
        )
        return self._sum(summary, expected, f"{low} to {high}", _lose("month", "months", chance_of_loss))

    @property
    def uses(self) -> Sum:
        """Uses a month."""
        summary = self.results.monthly_uses
        return Sum(count(summary.mean), _range(summary, count))

    @property
    def fixed(self) -> Sum:
        """Fixed costs a month."""
        summary = self.results.fixed_cost_per_month
        if not summary.mean:
            return Sum(per_month(0, self.currency), "none")
        return Sum(per_month(summary.mean, self.currency), _range(summary, lambda each: per_month(each, self.currency)))

    @property
    def multiplied(self) -> str:
        """The same with as many decimals as it takes, so that whoever multiplies gets the month."""
        found = self.results
        said = multiplied(
            found.contribution_per_use.mean,
            found.monthly_uses.mean,
            found.fixed_cost_per_month.mean,
            found.monthly_profit.mean,
            self.currency,
        )
        return f"{said}." if said else ""

    @property
    def basis(self) -> str:
        """What the figures are."""
        if self.evaluation.is_exact:
            return f"Exact: {NO_RANGE}."
        return "Expected figures; each range holds the middle 90% of cases."

    @property
    def even(self) -> BreakEven | None:
        return self.evaluation.break_even_uses_per_month

    @property
    def even_says(self) -> tuple[str, str]:
        """How the break-even is said: the words before its number, and its number; the words say all without one."""
        even = self.even
        if even.expected is None:
            return "No volume breaks even", ""
        if even.kind == CEILING:
            return "Earns only below", uses(round(even.expected))
        return (
            ("Breaks even at", uses(max(1, round(even.expected))))
            if even.expected
            else (
                "Breaks even at any volume",
                "",
            )
        )

    @property
    def even_rest(self) -> str:
        """What stands beneath the break-even."""
        even = self.even
        if even.kind == FLOOR:
            return " ".join([self._you_expect() if even.expected else "", self._as_few_as()]).strip()
        if even.kind == CEILING:
            return f"You expect {count(self.row.uses)}. Each further use costs more than it brings in."
        lost = self._each_further()
        return f"Each further use adds {lost} to the loss." if lost else "A use leaves nothing for the fixed costs."

    @cached_property
    def bar(self) -> VolumeBar:
        return draw_volumes(self.results.monthly_uses, self.even.expected, is_ceiling=self.even.kind == CEILING)

    def _open(self) -> str:
        missing, cost = len(self.row.missing), self.results.variable_cost_per_use
        number = NUMBERS[missing] if missing < len(NUMBERS) else str(missing)
        things = f"{number.capitalize()} thing{'' if missing == 1 else 's'} to go." if missing else ""
        said = [things or self.evaluation.verdict.says[0]]
        return " ".join([*said, *([f"So far a use costs {per_use(cost.mean, self.currency)}."] if cost else [])])

    def _loses(self) -> str:
        cost, captured = self.results.variable_cost_per_use.mean, self.results.captured_value_per_use.mean
        if captured >= cost:
            return " ".join(self._carried() or self.evaluation.verdict.says)
        worse = " More volume makes it worse." if self.evaluation.volume_makes_it_worse else ""
        served = f"A use costs {per_use(cost, self.currency)} to serve"
        return f"{served} and brings in {per_use(captured, self.currency)}.{worse}"

    def _too_few(self) -> str:
        even, left = self.even, self.results.contribution_per_use.mean
        if self.row.monthly_profit >= 0 or left <= 0 or not (even and even.kind == FLOOR and even.expected):
            return " ".join(self._carried() or self.evaluation.verdict.says)
        earns = f"A use earns {per_use(left, self.currency)}, but {count(self.row.uses)} are too few"
        return f"{earns}: it takes {count(round(even.expected))} a month."

    def _carried(self) -> list[str]:
        """What is to be said where the chances and what is expected disagree."""
        profit, loss = self.row.monthly_profit, self.evaluation.probability_of_monthly_loss
        expected = f"Expected {per_month_signed(profit, self.currency)} a month"
        if profit > 0 and loss > verdict.MOST_LOSE:
            return [f"{expected}, carried by a few large cases: in {chance(loss)} the month loses."]
        if profit < 0 and loss < verdict.MOST_LOSE:
            return [f"{expected}, dragged down by a few bad cases: in {chance(1 - loss)} the month earns."]
        return []

    def _you_expect(self) -> str:
        times = self.row.uses / self.even.expected
        whole = round(times)
        if 2 <= whole < len(NUMBERS) and abs(times - whole) < 0.35:  # "twice", "nine times"
            return f"You expect about {'twice' if whole == 2 else f'{NUMBERS[whole]} times'} that."
        return f"You expect {count(self.row.uses)}."

    def _as_few_as(self) -> str:
        even = self.even
        few = even.p5 if even.p5 and even.expected and even.p5 < even.expected * 0.95 else None
        never = f"in {chance(even.never)} of cases no volume is enough" if even.never >= CERTAIN else ""
        said = "; ".join([*([f"as few as {count(round(few))} may do"] if few else []), *([never] if never else [])])
        return f"{said[0].upper()}{said[1:]}." if said else ""

    def _each_further(self) -> str:
        """What a further use loses; "" where that is not the contribution, or nothing."""
        saves = any(each.method == "cost_saving" for each in self.evaluation.lines)
        left = self.results.contribution_per_use.mean
        return "" if saves or left >= 0 else per_use(-left, self.currency)

    def _sum(self, summary: Summary, expected: str, spread: str, loses: str) -> Sum:
        is_point = summary.p5 == summary.p95
        tone = "loss" if summary.mean < 0 else "gain"
        none = NO_RANGE if self.evaluation.is_exact else "no range"
        return Sum(expected, none if is_point else spread, loses, tone, draw_interval(summary))


def _range(summary: Summary, text) -> str:
    return "no range" if summary.p5 == summary.p95 else f"{text(summary.p5)} to {text(summary.p95)}"


def _lose(one: str, many: str, loss: float) -> str:
    if loss in (0, 1):
        return f"{'every' if loss else 'no'} {one} loses"
    return f"{chance(loss)} of {many} lose"
