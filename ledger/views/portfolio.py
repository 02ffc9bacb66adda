"""The portfolio of one canvas: its features by margin and volume, and where each sits."""

from django.urls import reverse
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from ledger.figures.sheets import sheet_of
from ledger.forms import PortfolioForm
from ledger.pages.portfolio import Portfolio, PortfolioPage
from ledger.pages.waiting import waiting_for_portfolio
from teams.roles import Permission, allows
from ui.fragments import page_or_fragment


@require_safe
@canvas_access(Permission.VIEW)
def of_canvas(request, canvas):
    """Show the features of a canvas as a portfolio; htmx gets the tables and maps without the frame."""
    form = PortfolioForm(request.GET)
    portfolio = Portfolio([sheet_of(canvas)])
    address = reverse("ledger:portfolio", args=[canvas.pk])
    context = {
        "canvas": canvas,
        "form": form,
        "portfolio": PortfolioPage(portfolio, form.choice(), {}),
        "address": address,
        "waiting": waiting_for_portfolio(portfolio, address, request.GET, others=["dash-words"]),
        "can_edit": allows(request.role, Permission.EDIT) and not canvas.is_archived,
    }
    return page_or_fragment(request, "ledger/portfolio.html", context, fragment="portfolio-region")
