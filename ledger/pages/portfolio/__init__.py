"""The portfolio: what all features of a workspace or of a canvas come to, who pays for whom, and where each sits."""

from ledger.figures.choice import Choice
from ledger.figures.portfolio import Holding, Portfolio, Purse, to_redesign
from ledger.pages.portfolio.page import PortfolioPage

__all__ = ["Choice", "Holding", "Portfolio", "PortfolioPage", "Purse", "to_redesign"]
