"""How the contribution per use spreads: bins that split exactly at zero."""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BINS, _PARTS = 28, 5


@dataclass(frozen=True)
class Histogram:
    """Bins of equal width: `edges` in the canvas's currency per use, one more than `shares`, which sum to 1.

    Zero is an edge wherever some cases lose and some earn. `ticks` are round numbers among the edges, evenly spaced
    from the first to the last. The first and last bin also hold what lies beyond them, half a per cent on either side.
    """

    edges: tuple[float, ...]
    shares: tuple[float, ...]
    ticks: tuple[float, ...]


def histogram(sample: "NDArray[np.float64]") -> Histogram | None:
    """The histogram of a sample, None where all of it is one value."""
    import numpy as np

    from economics.quantiles import quantiles
    from economics.round_numbers import around

    low, high = quantiles(sample, probabilities=(0.005, 0.995))
    mixed = float(sample.min()) < 0 <= float(sample.max())
    if mixed:
        low, high = min(low, 0.0), max(high, 0.0)
    if not high > low or not np.isfinite(1 / (high - low)):
        return None
    ticks = _with_both_sides(around(low, high, _PARTS)) if mixed else around(low, high, _PARTS)
    each = max(1, round(_BINS / (len(ticks) - 1)))
    edges = np.concatenate([np.linspace(*ends, each, endpoint=False) for ends in pairwise(ticks)] + [ticks[-1:]])
    cells = np.clip(np.searchsorted(edges, sample, side="right") - 1, 0, edges.size - 2)
    shares = np.bincount(cells, minlength=edges.size - 1) / sample.size
    return Histogram(tuple(edges.tolist()), tuple(shares.tolist()), tuple(ticks))


def _with_both_sides(ticks: list[float]) -> list[float]:
    """The ticks with one more on the side of zero on which none of them is, for the few cases that are there."""
    step = ticks[1] - ticks[0]
    below, above = [-step] if ticks[0] >= 0 else [], [step] if ticks[-1] <= 0 else []
    return [*below, *ticks, *above]
