"""What a model costs and takes, in a few words."""

from django import template

from economics import Price
from ledger.pages import units
from prices.catalogue import Offer

register = template.Library()


@register.filter
def in_brief(price: Price | None) -> str:
    """Return what a model costs on one line."""
    return units.in_brief(price)


@register.filter
def about_model(offer: Offer) -> str:
    """Return what a model takes and gives, what of that it bills apart, and how much it holds."""
    return units.about(offer)
