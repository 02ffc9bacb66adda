"""What is expected of a figure: of a month the mean, of a use the total of all cases over all their uses."""

import numpy as np

from economics.lines import Value


def expected_per_use(value: Value, uses: Value | None) -> float:
    """E[M x] / E[M] of a figure x per use and its uses a month M, so that expected per use times uses is the month.

    The plain mean where the uses are not known, or where either of the two is a point and makes no difference.
    """
    if uses is None or np.ndim(value) == 0 or np.ndim(uses) == 0:
        return float(np.mean(value))
    return float(np.divide(np.mean(value * uses), np.mean(uses)))
