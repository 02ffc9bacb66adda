"""Which model a person means: the catalogue's own rules, which name a model by more than its id.

A rule is plain data, such as {"or": [{"equals": "large"}, {"starts_with": "large-"}]}; text is compared in lower case.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

type Rule = dict[str, Any]

LITELLM = "litellm"
_COMPACT_DATE = re.compile(r"-(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=-|:|$)")


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells models: by which rules a provider's name or, without one, a model's means it.

    `fallbacks` are those whose models it sells too, under their own names.
    """

    id: str
    by_name: Rule | None = None
    by_model: Rule | None = None
    fallbacks: tuple[str, ...] = ()


def fits(rule: Rule | None, text: str) -> bool:
    """Whether a rule takes a text; no rule takes none, nor does one of a kind that is not known."""
    if not rule:
        return False
    ((name, said),) = rule.items()
    return name in _FITS and _FITS[name](said, text)


_FITS: dict[str, Callable[[Any, str], bool]] = {
    "equals": lambda said, text: text.lower() == said.lower(),
    "starts_with": lambda said, text: text.lower().startswith(said.lower()),
    "ends_with": lambda said, text: text.lower().endswith(said.lower()),
    "contains": lambda said, text: said.lower() in text.lower(),
    "regex": lambda said, text: bool(re.search(said, text)),
    "or": lambda said, text: any(fits(each, text) for each in said),
    "and": lambda said, text: all(fits(each, text) for each in said),
}


def find(
    provider: str, model: str, sellers: Sequence[Seller], rules_of: Callable[[str], Iterable[tuple[str, Rule]]]
) -> tuple[str, str] | None:
    """Return the provider and the model that these names mean, None where they mean none.

    `rules_of` returns a seller's models with their rules, in the catalogue's order.
    """
    provider, model = provider.strip().lower(), model.strip().lower()
    if provider == LITELLM and "/" in model:
        provider, model = model.split("/", 1)
    seller = _seller(provider, model, sellers)
    if seller is None:
        return None
    for name in dict.fromkeys((model, _with_dashes(model))):
        for sold_by in (seller.id, *seller.fallbacks):
            found = next((each for each, rule in rules_of(sold_by) if fits(rule, name)), None)
            if found:
                return sold_by, found
    return None


def _seller(provider: str, model: str, sellers: Sequence[Seller]) -> Seller | None:
    if not provider:
        return next((each for each in sellers if fits(each.by_model, model)), None)
    named = next((each for each in sellers if each.id == provider), None)
    return named or next((each for each in sellers if fits(each.by_name, provider)), None)


def _with_dashes(model: str) -> str:
    """Return a name with a date such as 20251211 in it written 2025-12-11."""
    return _COMPACT_DATE.sub(_dashed, model)


def _dashed(match: re.Match) -> str:
    try:
        return f"-{date(*map(int, match.groups())).isoformat()}"
    except ValueError:
        return match[0]
