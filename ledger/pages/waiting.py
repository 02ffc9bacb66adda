"""What a page says while figures of it are being worked out, and how it fills itself in.

A status stands where it takes no room of its own. It asks for the whole page again, as a reload would, takes the
parts that it names, and waits longer each time; without JavaScript its link is that reload.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from ledger.figures.portfolio import Portfolio

AGAIN = "again"
FIRST, FACTOR, LONGEST = 1.0, 1.5, 10.0
MOST_TIMES = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """`sentence` says what is being worked out; `target` is the id of what is swapped, `others` those of further parts.

    `address` is the page's own, or with `is_whole` false that of a piece of one; `again` is how often it has been asked
    for.
    """

    sentence: str
    address: str
    target: str
    others: Sequence[str] = ()
    again: int = 0
    is_whole: bool = True

    @property
    def seconds(self) -> float:
        """How long to wait until it is asked for again."""
        return round(min(FIRST * FACTOR**self.again, LONGEST), 1)

    @property
    def next(self) -> str:
        return f'{{"{AGAIN}": "{self.again + 1}"}}'

    @property
    def parts(self) -> str:
        """The further parts as hx-select-oob takes them."""
        return ",".join(f"#{each}" for each in self.others)


def waiting(
    sentence: str,
    path: str,
    asked: Mapping[str, str],
    *,
    target: str,
    others: Sequence[str] = (),
    is_whole: bool = True,
) -> Waiting | None:
    """Return what to show while a page waits for figures; None where `sentence` is "", so that it doesn't."""
    if not sentence:
        return None
    kept = {name: value for name, value in asked.items() if name != AGAIN}
    address = f"{path}?{urlencode(kept)}" if kept else path
    return Waiting(sentence, address, target, others, times(asked), is_whole)


def waiting_for_portfolio(
    portfolio: Portfolio, path: str, asked: Mapping[str, str], *, others: Sequence[str]
) -> Waiting | None:
    """Return what a portfolio shows while features of it are being worked out."""
    return waiting(features_unfinished(portfolio.unfinished), path, asked, target="portfolio", others=others)


def times(asked: Mapping[str, str]) -> int:
    """Return how often a page says that it has been asked for again."""
    said = asked.get(AGAIN, "")
    return min(int(said), MOST_TIMES) if said.isascii() and said.isdigit() and len(said) < 3 else 0


def features_unfinished(count: int) -> str:
    """Return how many features are being worked out, in a sentence; "" where none is."""
    if not count:
        return ""
    return "1 feature is being worked out." if count == 1 else f"{count} features are being worked out."
