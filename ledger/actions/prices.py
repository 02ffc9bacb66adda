"""The prices that inference lines keep: those of today or of an earlier day, for one line or for a whole feature."""

from datetime import date

from canvas import changes
from ledger.figures.kept_prices import keep, kept
from ledger.models import Feature, Line
from prices.catalogue import known_since
from ui.templatetags.figures import day


class NoModel(changes.Refused):
    """Nothing here is priced by a model of the catalogue, so there are no prices to keep. Choose a model first."""


class NotKnownYet(changes.Refused):
    """The catalogue knows no price of a model on that day; the message says from when on it does."""

    def __init__(self, name: str, on: date, since: date):
        super().__init__(
            f"No price of {name} is known on {day(on)}: the catalogue has it from {day(since)} on. "
            "Choose that day or a later one."
        )


class NoLongerKnown(changes.Refused):
    """The catalogue has no price of the model any more; the message says that the line keeps its own."""

    def __init__(self, name: str):
        super().__init__(f"{name} is no longer in the catalogue, so it can’t be priced anew. It keeps what it has.")


def reprice(*, canvas, feature_id, on: date, by, line_id=None) -> list[Line]:
    """Give every line of a feature, or the one named, its model's prices of a day, in one step.

    A line whose model the catalogue no longer has keeps what it was priced with; where that goes for all, or where a
    model had no price yet on that day, nothing is written. Returns the lines whose prices changed.
    """
    with changes.record(canvas, by=by) as change:
        lines = _lines(change, change.get(Feature, feature_id), line_id)
        if not lines:
            raise NoModel
        found = [(line, prices) for line in lines if (prices := _prices(line, on))]
        if not found:
            raise NoLongerKnown(_name(lines[0]))
        changed = [(line, prices) for line, prices in found if prices != line.kept_prices]
        for line, prices in changed:
            change.update(line, version=line.version, kept_prices=prices)
        return [line for line, _ in changed]


def _lines(change, feature: Feature, line_id) -> list[Line]:
    """Return the lines that name a model; raises Gone or DoesNotExist where the one named is not the feature's."""
    lines = feature.lines.in_order()
    if line_id:
        lines = lines.filter(pk=change.get(Line, line_id).pk)
        if not lines:
            raise Line.DoesNotExist
    return [line for line in lines if line.model]


def _prices(line: Line, on: date) -> dict | None:
    """Return what a line would keep of that day; None where the catalogue no longer says all that the line keeps."""
    prices, own = keep(provider=line.provider, model=line.model, on=on), kept(line)
    if prices is None:
        since = known_since(provider=line.provider, model=line.model)
        if since and since > on:
            raise NotKnownYet(_name(line), on, since)
        return None
    if own is None:
        return prices
    lost = [measure for measure in ("input", "output") if getattr(own.price, measure) and not prices[measure]]
    return None if lost or set(own.price.units) - set(prices["units"]) else prices


def _name(line: Line) -> str:
    own = kept(line)
    return own.price.name if own else f"{line.provider} {line.model}".strip()
