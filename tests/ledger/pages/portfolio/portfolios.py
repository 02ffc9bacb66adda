"""Portfolios made on the spot: features of which only the name and the money a month matter."""

from types import SimpleNamespace

from economics import Summary
from economics.verdict import SHORT_WORDS
from ledger.pages.portfolio import Portfolio


def point(value):
    return Summary(value, value, value, value)


def row(name, profit, *, verdict=None, uses=1000.0):
    """A feature that leaves `profit` a month, None where it is not quantified."""
    is_known = profit is not None
    verdict = verdict or ("not_quantified" if not is_known else "healthy" if profit > 0 else "loses_on_every_use")
    tones = {"healthy": "gain", "loses_on_every_use": "loss", "not_quantified": "unknown"}
    evaluation = SimpleNamespace(
        is_quantified=is_known,
        verdict=SimpleNamespace(id=verdict, tone=tones.get(verdict, "thin"), short=SHORT_WORDS[verdict]),
    )
    margin = point(profit / uses) if is_known else None
    return SimpleNamespace(
        feature=SimpleNamespace(name=name),
        evaluation=evaluation,
        margin=margin,
        uses=uses if is_known else None,
        monthly_profit=profit,
        missing=[],
        is_worked_out=True,
    )


def portfolio(*canvases, currencies=()):
    """A portfolio of canvases, each given as profits by name; all in dollars unless told otherwise."""
    sheets = []
    for place, profits in enumerate(canvases):
        currency = currencies[place] if currencies else "USD"
        canvas = SimpleNamespace(pk=place, title=f"Canvas {place}", currency=currency)
        rows = [row(name, profit) for name, profit in profits.items()]
        sheets.append(SimpleNamespace(canvas=canvas, rows=rows, unfinished=0))
    return Portfolio(sheets)
