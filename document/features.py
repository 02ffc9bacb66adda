"""A document's features as the arithmetic sees them, so that a file can be evaluated without a database."""

from collections.abc import Callable

from document import content
from document.content import Document
from ledger.economics import model

PriceOf = Callable[[str, str], model.Price | None]


def no_price(provider: str, name: str) -> None:
    """Know no model's price: a line that names one is then not quantified."""


def to_evaluate(document: Document, *, price_of: PriceOf = no_price) -> tuple[model.Feature, ...]:
    """Return the document's features for `ledger.economics`.

    `price_of` takes a provider and a model and returns the price in US dollars, None where there is none.
    """
    return tuple(_feature(feature, document.canvas, price_of) for feature in document.features)


def _feature(feature: content.Feature, head: content.Head, price_of: PriceOf) -> model.Feature:
    return model.Feature(
        name=feature.name,
        uses_ai=feature.uses_ai,
        active_users=feature.usage.active_users,
        uses_per_user_per_month=feature.usage.uses_per_user_per_month,
        costs=tuple(_line(line, price_of) for line in feature.costs),
        value=tuple(_line(line, price_of) for line in feature.value),
        not_applicable=feature.not_applicable,
        neither_driver=feature.neither_driver,
        currency=head.currency,
        usd_rate=None if head.usd_rate is None else float(head.usd_rate),
        usage_evidence=_level(feature.usage.evidence),
    )


def _line(line: content.Line, price_of: PriceOf) -> model.Line:
    typed = dict(line.fields)
    said = {name: typed.pop(name, "") for name in ("basis", "provider", "model")}
    price = price_of(said["provider"], said["model"]) if said["model"] else None
    return model.Line(
        key=line.key,
        kind=line.kind,
        method=line.method,
        label=line.label,
        inputs=typed,
        price=price,
        evidence=_level(line.evidence),
        basis=said["basis"],
        provider=said["provider"],
        model=said["model"],
    )


def _level(evidence: content.Evidence) -> str:
    return evidence.level or "guess"
