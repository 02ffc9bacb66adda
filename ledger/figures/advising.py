"""What would mend a feature, what it hangs on and what happens at scale: worked out once, stored while it holds.

Stored advice is found by the hash of everything that it depends on, as figures are: the feature as the arithmetic
took it, the limits that people put on its inputs, and the models that its lines could be priced by.
"""

from collections.abc import Iterable
from dataclasses import replace
from time import monotonic

from django.db.models import Q, QuerySet
from django.utils import timezone

import economics
from canvas.models import Canvas
from economics import Advice
from economics.numbers import Number
from ledger.figures.keeping import only_to_be_fast
from ledger.figures.offered import offer_key, offered_to
from ledger.figures.sheets import Row
from ledger.figures.working_out import COMPLETE, NotComplete, advised
from ledger.models import Figures, Limit, NextCheck


def advice_of(canvas: Canvas, row: Row, *, held: Iterable[Limit] | None = None) -> Advice | None:
    """Return the advice on a saved feature, in three queries and more where it was stale; None while it is not there.

    `held` are the limits on its inputs, where they have been read already; that saves one of the queries.
    """
    limits = limits_of(canvas, row) if held is None else _by_number(held)
    today = timezone.localdate()
    key = economics.advice_key(row.key, limits, offer_key(row, on=today))
    stored = Figures.objects.filter(feature=row.feature, advice_key=key).values_list("advice", flat=True).first()
    if stored:
        return Advice.from_json(stored)
    plain = replace(row.plain, limits=limits)
    if not row.is_worked_out:
        return None
    advice = advised(canvas.workspace_id, key, plain, row.evaluation, offered_to(row, on=today))
    if advice:
        with only_to_be_fast():
            Figures.objects.filter(feature=row.feature).update(advice_key=key, advice=advice.as_json())
    return advice


def complete_advice(canvas: Canvas, rows: Iterable[Row], *, within: float = COMPLETE) -> None:
    """Have the advice on all of these features worked out and stored; raise NotComplete where that takes too long.

    `within` seconds are for all of them together.
    """
    until = monotonic() + within
    for row in rows:
        while advice_of(canvas, row) is None:
            if monotonic() > until:
                raise NotComplete


def limits_of(canvas: Canvas, row: Row) -> dict[Number, economics.Limit]:
    """Return how far each number of a feature can go.

    The inputs of a cost that it shares have the limits that they have where the line stands.
    """
    return _by_number(held_limits(canvas, row))


def held_limits(canvas: Canvas, row: Row) -> QuerySet[Limit]:
    """Return the limits on the inputs of a feature, those of lines that it bears a part of among them."""
    borne = [each.line.pk for each in row.borne]
    return canvas.limits.filter(Q(feature=row.feature) | Q(line__in=borne)).select_related("line")


def next_check_of(canvas: Canvas) -> NextCheck | None:
    """Return the mark on the canvas's next number to check, with what it stands on, in one query; None without one."""
    return NextCheck.objects.of(canvas).first()


def _by_number(held: Iterable[Limit]) -> dict[Number, economics.Limit]:
    return {limit.number: economics.Limit(limit.fixed, limit.least, limit.most) for limit in held}
