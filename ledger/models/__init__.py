"""What the ledger is made of: items of a canvas, figures kept of them, and the price catalogue."""

from ledger.models.catalogue import Catalogue, ModelPrice, PricedModel
from ledger.models.items import Feature, Figures, Line, NoteLink

__all__ = ["Catalogue", "Feature", "Figures", "Line", "ModelPrice", "NoteLink", "PricedModel"]
