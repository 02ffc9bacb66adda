"""Days of actuals by week, Monday to Sunday."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from ledger.actuals.measuring import WEEK, Counted, Measured


@dataclass(frozen=True, slots=True)
class Week:
    """A number as counted in one week, that of its Monday; `days` is how many of its days counted it."""

    monday: date
    value: float
    days: int

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=WEEK - 1)


def weeks(
    days: Sequence[Counted], measure: Callable[[list[Counted]], Measured | None], *, whole: bool = False
) -> list[Week]:
    """Measure each week of days that stand oldest first, those left out in which nothing was counted.

    `whole` leaves out weeks of which a day was not counted, as long as there is one of which each day was.
    """
    found = []
    for monday, group in groupby(days, lambda day: day.date - timedelta(days=day.date.weekday())):
        week = list(group)
        if measured := measure(week):
            found.append(Week(monday, measured.value, min(len(week), measured.count)))
    full = [week for week in found if week.days == WEEK]
    return full if whole and full else found
