"""Evidence grows old: beyond the half-life that its workspace has set, a page says so. No figure changes by it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from canvas.models import Canvas, Evidence
from ui.templatetags.figures import count


@dataclass(frozen=True, slots=True)
class Ageing:
    """How old evidence may be: `half_life` in days, counted back from `today`."""

    half_life: int
    today: date

    def of(self, item: Evidence) -> str:
        """Return the words for evidence that is ageing, such as "ageing: 212 days old"; "" where it is not.

        Evidence without a date, or of a day to come, is never ageing.
        """
        days = (self.today - item.evidence_date).days if item.evidence_date else 0
        return f"ageing: {count(days)} days old" if days > self.half_life else ""


def ageing_of(canvas: Canvas) -> Ageing:
    """Return what is ageing today in the workspace of a canvas."""
    return Ageing(canvas.workspace.evidence_half_life_days, timezone.localdate())
