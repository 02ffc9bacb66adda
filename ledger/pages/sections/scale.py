"""What happens at scale, how heavy users weigh, and who gains from a use: three figures of a feature's page."""

from dataclasses import dataclass
from functools import cached_property

from economics.advice_model import Advice, Scale, Stick, Tail
from economics.kinds import USAGE_FIELDS
from economics.reading import read_field
from ledger.figures.sheets import Row
from ledger.pages.charts import ScaleDrawing, StickDrawing, TailDrawing, draw_scale, draw_stick, draw_tail
from ledger.rules import PER_USER
from ui.templatetags.figures import count

USES = next(field for field in USAGE_FIELDS if field.name == "uses_per_user_per_month")
# A mean of the spread that is this near to the ends of the usage, as a factor, is within it.
NEAR = 1.25


@dataclass(frozen=True)
class ScaleSection:
    """Monthly profit against volume."""

    scale: Scale

    @cached_property
    def drawing(self) -> ScaleDrawing:
        return draw_scale(self.scale)


@dataclass(frozen=True)
class TailSection:
    """How use spreads between users; without a `tail`, what it waits for.

    `is_typed`: whether anything is said of the spread yet; `is_whole`: whether all three users are. `differs`: that
    the spread and the usage can't both be right, "" where they can.
    """

    tail: Tail | None
    problem: str
    is_typed: bool
    is_whole: bool
    differs: str = ""

    @cached_property
    def drawing(self) -> TailDrawing | None:
        return draw_tail(self.tail) if self.tail else None

    @property
    def asks(self) -> bool:
        """Whether the spread itself is what is missing, not something else of the feature."""
        return self.tail is None and not self.is_whole


@dataclass(frozen=True)
class StickSection:
    """Who gains how much from a use."""

    stick: Stick

    @cached_property
    def drawing(self) -> StickDrawing | None:
        return draw_stick(self.stick)


def scale_section(row: Row, advice: Advice) -> ScaleSection | None:
    """Return the curve of a feature; None where its monthly profit can't be worked out."""
    return ScaleSection(advice.scale) if advice.scale else None


def tail_section(row: Row, advice: Advice) -> TailSection:
    """Return how a feature's use spreads between users, or what is missing for it."""
    typed = row.feature.per_user
    differs = _differs(row.feature.uses_per_user_per_month, advice.tail) if advice.tail else ""
    return TailSection(advice.tail, advice.tail_problem, bool(typed), len(typed) == len(PER_USER), differs)


def _differs(text: str, tail: Tail) -> str:
    usage = read_field(USES, text)
    if usage.low / NEAR <= tail.mean_uses <= usage.high * NEAR:
        return ""
    return (
        f"By this spread a user makes {count(tail.mean_uses)} uses a month on average, but usage says {text}. "
        "Correct one of the two, or these figures will not match those of the month."
    )
