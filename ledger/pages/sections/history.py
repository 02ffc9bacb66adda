"""How an estimate and what was counted moved over time: the cost per use, and the uses a month."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial

from canvas.models import Canvas
from economics import Summary
from ledger.actuals.against import ABOVE, BELOW, INSIDE, UNKNOWN, lies
from ledger.actuals.measuring import Counted, monthly, ratio
from ledger.actuals.weekly import Week, weeks
from ledger.figures.history import Estimated, estimates_of
from ledger.figures.sheets import Row
from ledger.pages.charts.history import HistoryDrawing, draw_history
from ledger.pages.sections.imports import period
from ui.templatetags.figures import count, day, per_use

MIDWEEK = timedelta(days=3)
WORDS = {INSIDE: "inside", ABOVE: "above", BELOW: "below", UNKNOWN: "no estimate yet"}


@dataclass(frozen=True)
class Chart:
    """One number over time: what was estimated from each day on, and what was counted in each week."""

    name: str
    title: str
    estimates: Sequence[tuple[date, Summary | None]]
    weeks: Sequence[Week]
    to_text: Callable[[float], str]

    def at(self, when: date) -> Summary | None:
        """What was estimated on a day; None where nothing was yet."""
        stood = [found for since, found in self.estimates if since <= when]
        return stood[-1] if stood else None

    @cached_property
    def compared(self) -> list[tuple[Week, str]]:
        """Each week with where it lies, beside the estimate that stood at its end."""
        return [(week, lies(week.value, self.at(week.sunday))) for week in self.weeks]

    @property
    def finding(self) -> str:
        places = [where for _, where in self.compared]
        if not places:
            return "Nothing of it was counted yet."
        parts = [f"{places.count(where)} {where}" for where in (INSIDE, ABOVE, BELOW) if where in places]
        said = [f"{', '.join(parts)} the estimate that stood then"] if parts else []
        if unknown := places.count(UNKNOWN):
            said.append(f"{unknown} before there was one" if parts else f"{unknown} before there was an estimate")
        return f"Of {count(len(places))} week{'' if len(places) == 1 else 's'} counted: {'; '.join(said)}."

    @cached_property
    def drawing(self) -> HistoryDrawing | None:
        """The chart; None where there is nothing to draw."""
        last = max([since for since, _ in self.estimates] + [week.sunday for week in self.weeks], default=None)
        ends = [since for since, _ in self.estimates[1:]] + ([last + timedelta(days=1)] if last else [])
        steps = [(since, end, found) for (since, found), end in zip(self.estimates, ends, strict=True) if found]
        points = [(week.monday + MIDWEEK, week.value, where == INSIDE) for week, where in self.compared]
        return draw_history(steps, points) if steps or points else None

    @property
    def estimate_rows(self) -> list[tuple[str, str]]:
        """From when on, and what was estimated."""
        return [(day(since), self._range(found)) for since, found in self.estimates]

    @property
    def week_rows(self) -> list[tuple[str, str, str, str]]:
        """Each week: its days, its value, what was estimated then, and where it lay."""
        return [
            (
                period(week.monday, week.sunday),
                self.to_text(week.value),
                self._range(self.at(week.sunday)),
                WORDS[where],
            )
            for week, where in self.compared
        ]

    def _range(self, found: Summary | None) -> str:
        if found is None:
            return "not known"
        if found.p5 == found.p95:
            return self.to_text(found.mean)
        return f"{self.to_text(found.p5)} to {self.to_text(found.p95)}"


@dataclass(frozen=True)
class HistorySection:
    """The charts of a feature, and the days that they draw on."""

    canvas: Canvas
    row: Row

    @cached_property
    def estimates(self) -> list[Estimated] | None:
        """What was estimated from each day on; None while that is being worked out."""
        return estimates_of(self.canvas, self.row)

    @property
    def is_worked_out(self) -> bool:
        return self.estimates is not None

    @cached_property
    def charts(self) -> list[Chart]:
        """A chart of the cost and one of the uses; none while the estimates are being worked out."""
        days: list[Counted] = list(self.row.feature.actuals.oldest_first())
        found = self.estimates
        if found is None:
            return []
        cost = weeks(days, partial(ratio, above="cost", below="uses"))
        uses = weeks(days, partial(monthly, name="uses"), whole=True)
        money = partial(per_use, currency=self.canvas.currency)
        return [
            Chart("cost", "Cost per use, over time", [(each.since, each.cost) for each in found], cost, money),
            Chart("uses", "Uses a month, over time", [(each.since, each.uses) for each in found], uses, count),
        ]
