"""The models that a document's inference lines could be priced by instead, by the installed catalogue."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from document.content import Document
from economics import Estimate, Feature, Offered, Price
from economics.reading import read_feature
from economics.units import INPUT, OUTPUT
from prices.bundled import Entry

type OfferedTo = Callable[[Feature], Offered]
type Offer = tuple[Entry, Price]

_INFERENCE = "inference"


def nothing_offered(feature: Feature) -> Offered:
    """Offer no model: then none is a lever."""
    return {}


class OffersToday:
    """The models on sale today, for a document; they are looked up while its features are worked out."""

    def __init__(self, document: Document) -> None:
        has_line = any(line.kind == _INFERENCE for feature in document.features for line in feature.costs)
        self._found = ThreadPoolExecutor(1).submit(_offers) if has_line else None

    def to(self, feature: Feature) -> Offered:
        """Return, by the key of each inference line, the models on sale that are known to hold its calls."""
        read = read_feature(feature)
        # A part of another feature's cost can be given no other model here.
        lines = [line for line in feature.costs if line.kind == _INFERENCE and line.share == 1]
        return {line.key: self._holding(_tokens(read.estimates_of(line.key))) for line in lines}

    def _holding(self, tokens: float) -> tuple[tuple[str, str, Price], ...]:
        offers = self._found.result() if self._found else ()
        return tuple((entry.provider, entry.model, price) for entry, price in offers if _holds(entry, tokens))


def _holds(entry: Entry, tokens: float) -> bool:
    return entry.context_window is not None and entry.context_window >= tokens


def _tokens(estimates: Mapping[str, Estimate]) -> float:
    """The upper ends of what a call takes in and gives out."""
    return sum(estimates[name].high for name in (INPUT, OUTPUT) if name in estimates)


def _offers() -> tuple[Offer, ...]:
    from prices.bundled import bundled_offers  # takes a moment, and not every document has an inference line

    return bundled_offers(date.today())
