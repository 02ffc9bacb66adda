"""A document's features as the arithmetic sees them, so that a file can be evaluated without a database."""

from collections.abc import Callable
from dataclasses import replace

from document import content
from document.content import Document
from document.inputs import WHOLE, percent_of
from economics import model
from economics.numbers import USAGE, Number

PriceOf = Callable[[str, str], model.Price | None]
Borne = tuple[content.DocumentLine, model.Line]


def no_price(provider: str, name: str) -> None:
    """Know no model's price: a line that names one is then not quantified."""


def to_evaluate(document: Document, *, price_of: PriceOf = no_price) -> tuple[model.Feature, ...]:
    """Return the document's features for `economics`.

    `price_of` takes a provider and a model and returns the price in US dollars, None where there is none.
    """
    borne = _borne(document, price_of)
    return tuple(_feature(feature, document.canvas, price_of, borne[feature.name]) for feature in document.features)


def _borne(document: Document, price_of: PriceOf) -> dict[str, list[Borne]]:
    """By the name of each feature, the lines of others of which it bears a part."""
    borne: dict[str, list[Borne]] = {feature.name: [] for feature in document.features}
    for owner, line in ((feature, line) for feature in document.features for line in feature.costs):
        for share in line.split:
            whole = _line(line, price_of)
            part = replace(
                whole, share=float(percent_of(share) / WHOLE), label=f"{whole.words} (shared by {owner.name})"
            )
            borne[share.feature].append((line, part))
    return borne


def _feature(feature: content.Feature, head: content.Head, price_of: PriceOf, borne: list[Borne]) -> model.Feature:
    lines = (*feature.lines, *(line for line, _ in borne))
    return model.Feature(
        name=feature.name,
        uses_ai=feature.uses_ai,
        active_users=feature.usage.active_users,
        uses_per_user_per_month=feature.usage.uses_per_user_per_month,
        costs=(*(_line(line, price_of) for line in feature.costs), *(part for _, part in borne)),
        value=tuple(_line(line, price_of) for line in feature.value),
        not_applicable=feature.not_applicable,
        neither_driver=feature.neither_driver,
        currency=head.currency,
        usd_rate=None if head.usd_rate is None else float(head.usd_rate),
        usage_evidence=_level(feature.usage.evidence),
        limits=_limits(USAGE, feature.usage)
        | {number: limit for line in lines for number, limit in _limits(line.key, line).items()},
        per_user=feature.usage.per_user,
    )


def _limits(key: str, of: content.DocumentLine | content.Usage) -> dict[Number, model.Limit]:
    return {Number(key, name): model.Limit(limit.fixed, limit.least, limit.most) for name, limit in of.limits.items()}


def _line(line: content.DocumentLine, price_of: PriceOf) -> model.Line:
    typed = dict(line.fields)
    said = {name: typed.pop(name, "") for name in ("basis", "provider", "model")}
    return model.Line(
        key=line.key,
        kind=line.kind,
        method=line.method,
        label=line.label,
        inputs=typed,
        factor_reason=line.price_factor_reason,
        price=_price(line, price_of) if said["model"] else None,
        evidence=_level(line.evidence),
        share=float((WHOLE - sum(map(percent_of, line.split))) / WHOLE),
        **said,
    )


def _price(line: content.DocumentLine, ask: PriceOf) -> model.Price | None:
    """The price that the line was priced with, else the one that its model has now.

    Where it does not say what the model bills apart, that is as it is now.
    """
    kept = line.prices
    names = line.fields.get("provider", ""), line.fields["model"]
    if kept is None:
        return ask(*names)
    price = price_of(kept)
    now = ask(*names) if kept.units is None else None
    return price.completed(now) if now else price


def price_of(kept: content.Prices) -> model.Price:
    """Return prices of a document as the arithmetic takes them."""
    return model.Price(
        input=_tiers(kept.input),
        output=_tiers(kept.output),
        cached_input=_tiers(kept.cached_input),
        name=kept.name,
        units={name: _tiers(tiers) for name, tiers in (kept.units or {}).items()},
        least={name: float(amount) for name, amount in kept.least.items()},
        request=float(kept.request or 0),
        hours=tuple((float(each.hours), float(each.input), float(each.output)) for each in kept.hours),
    )


def _tiers(tiers: tuple[content.Tier, ...]) -> tuple[tuple[float, float], ...]:
    return tuple((float(tier.above_tokens), float(tier.price)) for tier in tiers)


def _level(evidence: content.Evidence) -> str:
    return evidence.level or "guess"
