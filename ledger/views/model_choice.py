"""What a line could be priced by: the models found, the one chosen, and what that one bills."""

from collections.abc import Mapping

from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from economics import Price, units
from ledger.figures.kept_prices import kept, price_of
from ledger.forms import SearchModelsForm
from ledger.forms.line import choice_id, split_choice
from ledger.models import Line
from ledger.pages.explanations import priced_as_of
from ledger.pages.units import Billing
from prices import catalogue
from teams.roles import Permission
from ui.fragments import page_or_fragment, wants_fragment

MORE = "more_units"
"""The field in which one more unit is chosen, for prices of one's own."""
RETIRED = "Retired"
TEMPLATE = "ledger/line-model.html"


class ModelChoice:
    """The choice of what prices a line, which may be gone; each model is looked up once."""

    def __init__(self, line: Line | None):
        self.line = line
        self._asked: dict[str, catalogue.Offer | None] = {}

    def offer(self, chosen: str) -> catalogue.Offer | None:
        """Return the model that a choice names with its price of today; None where the catalogue has none."""
        if chosen and chosen not in self._asked:
            provider, model = split_choice(chosen)
            self._asked[chosen] = catalogue.offer(provider=provider, model=model, on=timezone.localdate())
        return self._asked.get(chosen)

    def billing(self, chosen: str, typed: Mapping[str, str]) -> Billing:
        """Return what a choice bills, and what these fields of a line say of it."""
        return Billing(*split_choice(chosen), self._price(chosen), typed)

    def offered(self, said: Mapping[str, str]) -> tuple[str, ...]:
        """Return the units that the form of this content has fields for."""
        typed = {name: said.get(name) or "" for name in units.FIELDS}
        offered = set(self.billing(said.get("priced_by") or "", typed).offered)
        if not said.get("priced_by"):
            # For prices of one's own, fields stay once they are there, and one more comes when it is chosen.
            offered |= {said.get(MORE), *units_drawn(said)}
        return tuple(name for name in units.UNITS if name in offered)

    def shown(self, chosen: str, words: SearchModelsForm) -> dict:
        """Return the models to choose from, the one chosen now and what the line keeps of it, as a page shows them."""
        text = words.cleaned_data["q"] if words.is_valid() else ""
        offers = catalogue.offers(text, on=timezone.localdate()) if text else []
        named = [(choice_id(offer.model.provider, offer.alias or offer.model.model), offer) for offer in offers]
        others = [(name, offer) for name, offer in named if name != chosen]
        return {
            "words": words,
            "status": 200 if words.is_valid() else 422,
            "chosen": chosen,
            "chosen_name": " ".join(split_choice(chosen)).strip(),
            "chosen_offer": self.offer(chosen),
            "families": _families(others),
            "found": len(others),
            "fitting": catalogue.count(text) if len(offers) == catalogue.SEARCH_LIMIT else len(offers),
            "catalogue": catalogue.loaded(),
            **self._kept(),
        }

    def _kept(self) -> dict:
        """Return the model of the line as a choice, the prices of it that the line keeps, and whose prices they are."""
        if self.line is None or not self.line.model:
            return {}
        return {
            "kept_choice": choice_id(self.line.provider, self.line.model),
            "kept_prices": kept(self.line),
            "kept_as_of": priced_as_of(self.line),
        }

    def _price(self, chosen: str) -> Price | None:
        """Return the price that a choice has: what the line keeps of it, else that of today."""
        offer, names = self.offer(chosen), split_choice(chosen)
        now = {names: offer.price} if offer and offer.price else {}
        is_own = self.line and (self.line.provider, self.line.model) == names
        return price_of(self.line, now) if is_own else now.get(names)


def _families(offers: list[tuple[str, catalogue.Offer]]) -> dict[str, list[tuple[str, catalogue.Offer]]]:
    """Return choices by the family that each is of, in the order in which they were found; retired ones last."""
    families: dict[str, list[tuple[str, catalogue.Offer]]] = {}
    for each in sorted(offers, key=lambda each: each[1].is_retired):
        families.setdefault(RETIRED if each[1].is_retired else each[1].family, []).append(each)
    return families


def units_drawn(said: Mapping[str, str]) -> set[str]:
    """Return the units that a form was drawn with fields for."""
    return {name for name in units.UNITS if f"{units.AMOUNT}{name}" in said}


def are_units_moved(posted: Mapping[str, str], offered: tuple[str, ...], billing: Billing) -> bool:
    """Whether a form that was posted was drawn with other fields than are offered now."""
    return units_drawn(posted) != set(offered) or (MORE in posted) != billing.is_own


def answered_with_none(posted):
    """Return what was posted, with none of the unit that a button says there is none of."""
    unit = posted.get("none_of") if posted else None
    if unit not in units.UNITS:
        return posted
    answered = posted.copy()
    answered[f"{units.AMOUNT}{unit}"] = "0"
    return answered


@require_safe
@canvas_access(Permission.EDIT)
def models(request, canvas, line_id):
    """Show the models that a line could be priced by; a browser sees them on the line's page."""
    found = canvas.lines.get(pk=line_id)
    if not wants_fragment(request):
        return redirect("ledger:line", canvas.pk, found.pk)
    chosen = request.GET.get("priced_by", choice_id(found.provider, found.model))
    shown = ModelChoice(found).shown(chosen, SearchModelsForm(request.GET))
    context = {"canvas": canvas, "item_id": found.pk, **shown}
    return page_or_fragment(request, TEMPLATE, context, fragment="model-choices", status=shown["status"])
