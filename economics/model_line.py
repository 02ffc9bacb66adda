"""A line that is priced by a model: which of its fields count, what it must speak of, and what its price lacks."""

import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from economics import kinds, units
from economics.estimates import Estimate, EstimateError, parse
from economics.fields import Field
from economics.model import Feature, Line, Price, Problem
from economics.units import AMOUNT, INPUT, OUTPUT, OWN_PRICE, UNITS

NO_PRICE = "No price is known for this model. Choose another, or type prices of your own."
BOTH = "Name a model or type prices of your own, not both. Clear one of them."
_WHOLES = {INPUT: "input tokens", OUTPUT: "output tokens"}


def usd_rate(feature: Feature) -> float | None:
    """Canvas currency per US dollar; 1 for US dollars unless set, None where it is not known."""
    if feature.usd_rate is None:
        return 1.0 if feature.currency == "USD" else None
    return feature.usd_rate if math.isfinite(feature.usd_rate) and feature.usd_rate > 0 else None


def names_model(line: Line) -> bool:
    """Whether an inference line is priced by the catalogue rather than by its own prices."""
    return bool(line.provider.strip() or line.model.strip())


def under(line: Line, provider: str, model: str, price: Price | None) -> Line:
    """The line under another model: without prices of its own, and with its price factor only where that is tax."""
    left_out = {*own_prices(line.inputs), *(() if line.is_taxed else ("price_factor",))}
    inputs = {name: text for name, text in line.inputs.items() if name not in left_out}
    return replace(line, provider=provider, model=model, price=price, inputs=inputs)


def own_prices(inputs: Mapping[str, str]) -> tuple[str, ...]:
    """The fields of prices of one's own that are filled."""
    names = (*kinds.OWN_PRICES, *(name for name in units.FIELDS if name.startswith(OWN_PRICE)))
    return tuple(name for name in names if (inputs.get(name) or "").strip())


def priced_units(line: Line) -> tuple[str, ...]:
    """The units that are priced apart: by the model, or by what one typed."""
    if names_model(line):
        return tuple(line.price.units) if line.price else ()
    return units.typed(line.inputs, OWN_PRICE)


def counted_units(line: Line) -> tuple[str, ...]:
    """The units that are typed and count: what a model does not price apart is no unit of it."""
    given = units.typed(line.inputs)
    return units.counting(given, priced_units(line)) if names_model(line) else given


def fields(line: Line) -> tuple[Field, ...]:
    """The fields that count of a line that may name a model."""
    own = () if names_model(line) else tuple(f"{OWN_PRICE}{name}" for name in units.typed(line.inputs, OWN_PRICE))
    typed = (*(f"{AMOUNT}{name}" for name in counted_units(line)), *own)
    left_out = kinds.OWN_PRICES if names_model(line) else ()
    ordinary = (field for field in kinds.line_type(line.kind).fields if field.name not in left_out)
    by_tokens = _is_sold_by_tokens(line)
    return (
        *(field if by_tokens else _optional(field) for field in ordinary),
        *(units.FIELDS[name] for name in typed),
    )


def problems(line: Line, estimates: Mapping[str, Estimate], feature: Feature) -> Iterator[Problem]:
    """What keeps a line from being priced."""
    if not names_model(line):
        yield from _own_price_problems(line, estimates)
    elif own_prices(line.inputs):
        yield Problem(line.key, "model", BOTH)
    elif line.price is None:
        yield Problem(line.key, "model", NO_PRICE)
    elif usd_rate(feature) is None:
        sentence = (
            f"Model prices are in US dollars. Set in the canvas’s settings what a dollar is in {feature.currency}."
        )
        yield Problem(line.key, "model", sentence)
    else:
        yield from _asked(line, line.price)
    yield from _too_large(line.key, counted_units(line), estimates)


def question(price: Price, given: tuple[str, ...]) -> tuple[str, str] | None:
    """What a line that gives these units must still speak of under a price: the unit, and the question; None if not."""
    for names, words in ((sold_by(price), _sold_words), (asked(price), _asked_words)):
        if names and not set(names) & set(given):
            return names[0], words(names)
    return None


def asked(price: Price) -> tuple[str, ...]:
    """The units of media, reasoning and citations that a price has apart: a line must give one of them."""
    return tuple(name for name in UNITS if name in price.units and UNITS[name].asked)


def sold_by(price: Price) -> tuple[str, ...]:
    """The units that a model is sold by instead of tokens: a line must give one of them."""
    return tuple(name for name in UNITS if name in price.units and UNITS[name].sold_by)


def does_the_same(price: Price, estimates: Mapping[str, Estimate]) -> bool:
    """Whether a price has all that these estimates of a line use: its tokens of text, its media and its searches."""
    used = [name for name in UNITS if (found := estimates.get(f"{AMOUNT}{name}")) and found.high > 0]
    needed = (name for name in used if UNITS[name].is_medium or not UNITS[name].is_tokens)
    return all(units.counting([name], price.units) for name in needed) and all(
        bool(tiers) or not _leaves_text(whole, estimates, used)
        for tiers, whole in ((price.input, INPUT), (price.output, OUTPUT))
    )


def _leaves_text(whole: str, estimates: Mapping[str, Estimate], used: list[str]) -> bool:
    tokens = estimates.get(whole)
    if tokens is None:
        return False
    parts = units.roots(name for name in used if UNITS[name].whole == whole)
    return tokens.high > sum(estimates[f"{AMOUNT}{name}"].low for name in parts)


def _is_sold_by_tokens(line: Line) -> bool:
    if names_model(line):
        return line.price is None or bool(line.price.input or line.price.output or not sold_by(line.price))
    given = set(units.typed(line.inputs, OWN_PRICE))
    return not any(UNITS[name].sold_by for name in given)


def _optional(field: Field) -> Field:
    return replace(field, required=False, default="0") if field.name in _WHOLES else field


def _own_price_problems(line: Line, estimates: Mapping[str, Estimate]) -> Iterator[Problem]:
    for name, whole in (("price_per_million_input", INPUT), ("price_per_million_output", OUTPUT)):
        used = _is_sold_by_tokens(line) or (whole in estimates and estimates[whole].high > 0)
        if used and name not in estimates and not (line.inputs.get(name) or "").strip():
            label = kinds.line_type("inference").field(name).label
            yield Problem(line.key, name, f"{label}: choose a model, or type a price.", missing=True)
    for name in units.typed(line.inputs):
        if not units.counting([name], priced_units(line)):
            field = units.price_field(UNITS[name])
            yield Problem(line.key, field.name, f"{field.label}: type a price.", missing=True)


def _asked(line: Line, price: Price) -> Iterator[Problem]:
    if found := question(price, units.typed(line.inputs)):
        yield Problem(line.key, f"{AMOUNT}{found[0]}", found[1], missing=True)


def _asked_words(names: tuple[str, ...]) -> str:
    words = units.listed(UNITS[name].asked for name in names)
    each = "each" if " and " in words else words
    return f"This model bills {words} apart. How much of a call is {each}? None is an answer: type 0."


def _sold_words(names: tuple[str, ...]) -> str:
    by = UNITS[names[0]].sold_by
    return f"This model is sold by the {by}. How many does a call take? Type it under {UNITS[names[0]].label}."


def too_large(inputs: Mapping[str, str]) -> Iterator[Problem]:
    """The parts among typed inputs that are larger than their whole, where all are points; the unreadable are not."""
    names = (INPUT, OUTPUT, *(f"{AMOUNT}{name}" for name in units.typed(inputs)))
    known = {field.name: field for field in (*kinds.line_type("inference").fields, *units.FIELDS.values())}
    estimates = {}
    for name in names:
        with suppress(EstimateError):
            estimates[name] = parse(inputs.get(name) or "", name=known[name].label)
    return _too_large("", units.typed(inputs), estimates)


def _too_large(key: str, given: tuple[str, ...], estimates: Mapping[str, Estimate]) -> Iterator[Problem]:
    """Parts that are larger than their whole, where all of them are points."""
    for whole, words in _WHOLES.items():
        names = [name for name in units.roots(given) if UNITS[name].whole == whole]
        yield from _larger(key, estimates, names, whole, words)
    for name, unit in UNITS.items():
        inside = [part for part in given if UNITS[part].parent == name]
        yield from _larger(key, estimates, inside, f"{AMOUNT}{name}", unit.label.lower())


def _larger(key: str, estimates: Mapping[str, Estimate], parts: list[str], whole: str, words: str) -> Iterator[Problem]:
    inside = [estimates[f"{AMOUNT}{name}"] for name in parts if f"{AMOUNT}{name}" in estimates]
    around = estimates.get(whole)
    if not inside or around is None or not all(each.is_point for each in (*inside, around)):
        return
    total = sum(each.mid for each in inside)
    if total > around.mid:
        said, most = f"{total:,.10g}", f"{around.mid:,.10g}"
        sentence = f"{UNITS[parts[0]].label}: {said} are more than the {most} {words} that they are part of."
        yield Problem(key, f"{AMOUNT}{parts[0]}", f"{sentence} Type fewer here, or more there.")
