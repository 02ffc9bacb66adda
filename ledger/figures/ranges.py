"""Between which amounts of money a line lies: what was typed into it, and what comes of it, per use and a month."""

import numpy as np

from economics import kinds
from economics.estimates import Estimate, EstimateError
from economics.reading import read_field
from economics.results import Summary
from economics.sampling import inverse
from ledger.figures.sheets import Row
from ledger.models import Line

Range = tuple[float, float]
ENDS = np.array([0.05, 0.95])


def money_ranges(row: Row, line: Line) -> list[Range]:
    """Return P5 and P95 of every money input of a line and of its result, per use and a month.

    Of a result that is known per use the month is taken as wide as its uses let it be, and the other way round: what is
    said of a line errs on the side of silence.
    """
    fields = (field for field in line.line_type.fields_on(line.basis) if field.unit.startswith("money"))
    typed = [_typed(field, getattr(line, field.name)) for field in fields]
    return [*(found for found in typed if found), *_results(row, line)]


def _typed(field: kinds.Field, text: str) -> Range | None:
    try:
        return _ends(read_field(field, text)) if text else None
    except EstimateError:
        return None


def _ends(estimate: Estimate) -> Range:
    if estimate.is_point:
        return estimate.mid, estimate.mid
    low, high = inverse(estimate, ENDS).tolist()
    return low, high


def _results(row: Row, line: Line) -> list[Range]:
    result, uses = row.evaluation.line(line.key), row.evaluation.results.monthly_uses
    if result is None or result.summary is None:
        return []
    own = result.summary.p5, result.summary.p95
    return [own, _other(own, uses, per_use=result.per == "use")] if uses and uses.p5 > 0 else [own]


def _other(own: Range, uses: Summary, *, per_use: bool) -> Range:
    factors = (uses.p5, uses.p95) if per_use else (1 / uses.p95, 1 / uses.p5)
    found = [end * factor for end in own for factor in factors]
    return min(found), max(found)
