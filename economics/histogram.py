"""How the contribution per use spreads: bins that split exactly at zero."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BINS = 28


@dataclass(frozen=True)
class Histogram:
    """Bins of equal width: `edges` in the canvas's currency per use, one more than `shares`, which sum to 1.

    Zero is an edge wherever some cases lose and some earn. The first and last bin also hold what lies beyond them,
    half a per cent on either side.
    """

    edges: tuple[float, ...]
    shares: tuple[float, ...]


def histogram(sample: "NDArray[np.float64]") -> Histogram | None:
    """The histogram of a sample, None where all of it is one value."""
    import numpy as np

    from economics.quantiles import quantiles

    low, high = quantiles(sample, probabilities=(0.005, 0.995))
    least, most = float(sample.min()), float(sample.max())
    mixed = least < 0 <= most
    if mixed:
        low, high = min(low, 0.0), max(high, 0.0)
    width = (high - low) / _BINS
    if not width > 0 or not np.isfinite(1 / width):
        return None
    below = max(1, int(np.ceil(-low / width - 1e-9))) if mixed else 0
    above = max(1, int(np.ceil(high / width - 1e-9))) if mixed else _BINS
    start = 0.0 if mixed else low
    edges = start + width * np.arange(-below, above + 1)
    cells = np.clip(np.floor((sample - start) / width), -below, above - 1).astype(np.int64)
    shares = np.bincount(cells + below, minlength=below + above) / sample.size
    return Histogram(tuple(edges.tolist()), tuple(shares.tolist()))
