"""The portfolio: what all features of a workspace or of a canvas come to, who pays for whom, and where each sits."""

from ledger.figures.choice import Choice
from ledger.figures.portfolio import CurrencyGroup, Entry, Portfolio, to_redesign
from ledger.pages.portfolio.page import PortfolioPage

__all__ = ["Choice", "CurrencyGroup", "Entry", "Portfolio", "PortfolioPage", "to_redesign"]
