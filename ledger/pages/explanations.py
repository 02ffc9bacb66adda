"""How a line's figure comes about, in one sentence composed from what was typed."""

from collections.abc import Mapping

from economics import Price, kinds, units
from ledger.figures.kept_prices import kept
from ledger.models import Feature, Line
from ledger.pages.estimates import rounded_text
from ledger.pages.units import list_price
from ui.templatetags.figures import day, price

_AMOUNT_ON = {
    "": "{amount}",
    kinds.PER_USE: "{amount} a use",
    kinds.PER_MONTH: "{amount} a month",
    kinds.ONE_OFF: "{amount} once, spread over {months} months",
}


def explain(line: Line, feature: Feature, *, currency: str, offer: Price | None) -> str:
    """Return the sentence; "?" stands for what is not typed or can't be read. `offer` is the price of its model."""
    typed = _Typed(line, feature, currency)
    if line.kind == "inference":
        return _inference(line, typed, offer)
    return (line.line_type.sentence or _AMOUNT_ON[line.basis]).format_map(typed)


def priced_as_of(line: Line) -> str:
    """Return whose prices an inference line is worked out with, and of which day; "" where it names no model."""
    if not line.model:
        return ""
    own = kept(line)
    return f"Prices of {day(own.on)}, catalogue {own.catalogue}" if own else "Follows today’s catalogue"


class _Typed(Mapping):
    """The fields of a line by name, as words."""

    def __init__(self, line, feature, currency):
        self._line, self._feature, self.currency = line, feature, currency

    @property
    def usd_rate(self):
        return self._feature.canvas.usd_rate

    def __getitem__(self, name):
        if name == "uses":
            field = next(field for field in kinds.USAGE_FIELDS if field.name == "uses_per_user_per_month")
            return rounded_text(field, self._feature.uses_per_user_per_month, self.currency)
        return rounded_text(self._line.line_type.field(name), self._line.typed.get(name, ""), self.currency)

    def __iter__(self):
        return iter(field.name for field in self._line.line_type.fields)

    def __len__(self):
        return len(self._line.line_type.fields)


def _inference(line, typed, offer) -> str:
    into, out = _prices(line, typed, offer)
    call = f"{typed['input_tokens']} tokens in at {into} + {typed['output_tokens']} out at {out} per million"
    calls = typed["calls_per_use"]
    name = offer.name if offer else f"{line.provider} {line.model}".strip()
    parts = [name, call if calls == "1" else f"{calls} × ({call})"]
    parts += [
        f"{typed[name]} {words}"
        for name, words in (("cached_share", "cached"), ("retry_rate", "retried"))
        if getattr(line, name).strip()
    ]
    parts += _apart(line, typed, offer)
    if line.price_factor.strip() not in ("", "1"):
        parts.append(f"all × {typed['price_factor']} ({line.price_factor_reason or 'no reason given'})")
    parts += [_rate(typed)] if offer else []
    return ", ".join(part for part in parts if part)


def _apart(line, typed, offer) -> list[str]:
    """What is billed apart from text, with its price."""
    own = units.typed(line.typed, units.OWN_PRICE)
    given = units.counting(units.typed(line.typed), offer.units if offer else own)
    said = []
    for name in given:
        label = units.UNITS[name].label.lower()
        if offer is None:
            cost = typed[f"{units.OWN_PRICE}{name}"]
        else:
            listed = list_price(name, offer.units[name][0][1]) if name in offer.units else None
            cost = f"{listed.text} {listed.per}" if listed else ""
        said.append(f"{label} {typed[f'{units.AMOUNT}{name}']}{f' at {cost}' if cost else ''}")
    return [*said, f"{price(offer.request, 'USD')} a call"] if offer and offer.request else said


def _rate(typed) -> str:
    """What a dollar is in the canvas's currency, where that is not one."""
    rate = typed.usd_rate
    return f"$1 = {price(rate, typed.currency)}" if rate and rate != 1 else ""


def _prices(line, typed, offer) -> tuple[str, str]:
    if not (line.provider or line.model):
        return typed["price_per_million_input"], typed["price_per_million_output"]
    if offer is None:
        return "?", "?"
    into, out = (price(tiers[0][1], "USD") if tiers else "?" for tiers in (offer.input, offer.output))
    return into, out
