"""What the ledger of one feature says, in a sentence without a full stop: the heading above its lines."""

from ledger.figures.sheets import Row
from ui.templatetags.figures import chance, number

UNSAID = "What a use costs, and what it brings in"
MOST_TIMES = 100
# From which share on a part is called so.
ALL = 0.995
PARTS = (
    (0.95, "Nearly all"),
    (0.79, ""),
    (0.72, "Three quarters"),
    (0.7, ""),
    (0.63, "Two thirds"),
    (0.54, ""),
    (0.46, "Half"),
    (float("-inf"), ""),
)


def ledger_finding(row: Row) -> str:
    """Return which line brings in the most, or that a use costs more than it brings in."""
    results = row.evaluation.results
    cost, captured = results.variable_cost_per_use, results.captured_value_per_use
    if cost is None or captured is None:
        return UNSAID
    if captured.mean <= 0:
        return "A use brings in nothing"
    if cost.mean > captured.mean:
        times = cost.mean / captured.mean
        many = f"more than {MOST_TIMES} times" if times > MOST_TIMES else f"{number(round(times, 1))} times"
        return f"A use costs {many} what it brings in" if times >= 1.05 else "A use costs more than it brings in"
    return _most(row, captured.mean)


def _most(row: Row, captured: float) -> str:
    earning = [(row.evaluation.line(line.key), line) for line in row.lines if _earns(line.kind)]
    found = [(result.summary.mean, line) for result, line in earning if result and result.summary]
    if not found:
        return UNSAID
    amount, line = max(found, key=lambda pair: pair[0])
    return f"{_part(amount / captured)} of the value comes from {line}"


def _part(share: float) -> str:
    if share > ALL:
        return "All"
    named = next(words for least, words in PARTS if share >= least)
    return named or chance(share)


def _earns(kind: str) -> bool:
    return kind in ("monetization", "retention")
