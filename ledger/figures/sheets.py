"""The bridge from rows to the arithmetic: features and their lines in, evaluations out, stored while they hold.

A stored evaluation is found by the hash of everything that it depends on: what was typed, the currency, the rate to
the dollar, today's model prices and the engine's version. So nothing has to be told that it is stale.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils import timezone

import economics
from canvas.models import Canvas
from economics import Evaluation, Price, kinds
from economics.results import Summary
from ledger.figures.keeping import only_to_be_fast
from ledger.figures.kept_prices import price_of
from ledger.figures.shares import Borne, Shares, shares_of
from ledger.figures.working_out import COMPLETE, GLANCE, NOT_YET, SINGLE, NotComplete, evaluated
from ledger.models import Feature, Figures, Line
from prices.catalogue import prices_for

Prices = Mapping[tuple[str, str], Price]


@dataclass(frozen=True, slots=True)
class Row:
    """A feature with its lines, costs first, what the arithmetic says about it, and what it was told.

    `prices` are today's model prices; a line that keeps its own is worked out with those. `plain` is the feature as
    the arithmetic took it, and `key` the hash of it. `borne` are other features' cost lines of which this one bears a
    part. While it is being worked out, `evaluation` is NOT_YET, which holds no figure.
    """

    feature: Feature
    lines: Sequence[Line]
    evaluation: Evaluation
    prices: Prices = field(default_factory=dict)
    plain: economics.Feature = field(default_factory=economics.Feature)
    borne: Sequence[Borne] = ()
    shares: Shares = field(default_factory=Shares)
    key: str = ""

    @property
    def is_worked_out(self) -> bool:
        return self.evaluation is not NOT_YET

    @property
    def margin(self) -> Summary | None:
        """Contribution per use."""
        return self.evaluation.results.contribution_per_use

    @property
    def is_exact(self) -> bool:
        """Whether the margin has no spread."""
        return self.margin is not None and self.margin.p5 == self.margin.p95

    @property
    def uses(self) -> float | None:
        """Uses a month, expected."""
        return _mean(self.evaluation.results.monthly_uses)

    @property
    def monthly_profit(self) -> float | None:
        """What the feature leaves a month, expected."""
        return _mean(self.evaluation.results.monthly_profit)

    @property
    def monthly_contribution(self) -> float | None:
        """What its uses leave a month before fixed costs, expected."""
        return _mean(self.evaluation.results.monthly_contribution)

    @property
    def fixed_cost(self) -> float | None:
        """What it costs a month whatever its uses, expected."""
        return _mean(self.evaluation.results.fixed_cost_per_month)

    @property
    def missing(self) -> list[str]:
        """A sentence for each thing that keeps a question open."""
        return [sentence for question in self.evaluation.questions for sentence in question.missing]


@dataclass(frozen=True)
class Sheet:
    """All features of a canvas with their figures, and the sums over those that are quantified."""

    canvas: Canvas
    rows: Sequence[Row]

    @cached_property
    def quantified(self) -> list[Row]:
        return [row for row in self.rows if row.evaluation.is_quantified]

    @cached_property
    def unfinished(self) -> int:
        """How many features are still being worked out."""
        return sum(not row.is_worked_out for row in self.rows)

    @property
    def value_captured(self) -> float | None:
        """Sum of the expected values captured a month; None where no feature is quantified."""
        return _total(row.evaluation.results.means.monthly_captured_value for row in self.quantified)

    @property
    def cost(self) -> float | None:
        """Sum of the expected costs a month; None where no feature is quantified."""
        return _total(row.evaluation.results.means.monthly_cost for row in self.quantified)

    @property
    def cost_signed(self) -> float | None:
        """The cost as it enters the balance, below zero."""
        return None if self.cost is None else -self.cost

    @property
    def margin(self) -> float | None:
        """Sum of the expected monthly profits; None where no feature is quantified."""
        return _total(row.monthly_profit for row in self.quantified)

    @property
    def tone(self) -> str:
        """The colour word of the margin."""
        return "unknown" if self.margin is None else "loss" if self.margin < 0 else "gain"

    @property
    def contributions(self) -> list[float]:
        """The expected contributions per use, of which a list has one scale."""
        return [row.margin.mean for row in self.rows if row.margin]

    @cached_property
    def reach(self) -> float:
        """The greatest distance from zero of any contribution per use: the one scale of the list."""
        ends = [end for row in self.rows if row.margin for end in (row.margin.p5, row.margin.mean, row.margin.p95)]
        return max((abs(end) for end in ends), default=0.0)


def sheet_of(canvas: Canvas, *, feature_ids: Iterable | None = None, within: float = GLANCE) -> Sheet:
    """Return the features of a canvas with their figures; `feature_ids` narrows it to a few. As `sheets_of`."""
    return sheets_of([canvas], feature_ids=feature_ids, within=within)[0]


def complete_sheet_of(canvas: Canvas) -> Sheet:
    """Return the features of a canvas, all of them worked out; raise NotComplete where that takes too long."""
    sheet = sheet_of(canvas, within=COMPLETE)
    if sheet.unfinished:
        raise NotComplete
    return sheet


def sheets_of(
    canvases: Sequence[Canvas], *, feature_ids: Iterable | None = None, within: float = GLANCE
) -> list[Sheet]:
    """Return the features of a workspace's canvases with their figures; what was stale is worked out and stored.

    What takes longer than `within` seconds is NOT_YET, and gone on with for a while. Four queries, whatever their
    number: features with their stored figures, lines, shared costs, model prices.
    """
    features = list(Feature.objects.of_canvases(canvases, only=feature_ids).with_figures().with_lines())
    shares = shares_of(*canvases)
    lines = [line for feature in features for line in (*feature.lines.all(), *_borne_lines(shares, feature))]
    prices = _prices_of(lines, on=timezone.localdate())
    known = {canvas.pk: canvas for canvas in canvases}
    for feature in features:
        feature.canvas = known[feature.canvas_id]
    rows: dict[UUID, list[Row]] = {pk: [] for pk in known}
    for row in _finished([_stored_row(feature, prices, shares) for feature in features], within):
        rows[row.feature.canvas_id].append(row)
    return [Sheet(canvas, rows[canvas.pk]) for canvas in canvases]


def row_of(canvas: Canvas, feature_id) -> Row:
    """Return one feature with its figures; raises Feature.DoesNotExist where the canvas has none of this id."""
    rows = sheet_of(canvas, feature_ids=[feature_id], within=SINGLE).rows
    if not rows:
        raise Feature.DoesNotExist
    return rows[0]


def tried_row(canvas: Canvas, feature: Feature, lines: Iterable[Line], shares: Shares | None = None) -> Row:
    """Return a feature with lines as they stand in memory, saved or not, worked out; nothing is stored.

    `shares` are those of the canvas unless others are tried.
    """
    lines, shares = _costs_first(lines), shares or shares_of(canvas)
    prices = _prices_of([*lines, *_borne_lines(shares, feature)], on=timezone.localdate())
    row = _row(feature, lines, NOT_YET, prices, as_economics(canvas, feature, lines, prices, shares), shares)
    return replace(row, evaluation=evaluated(canvas.workspace_id, {row.key: row.plain}).get(row.key, NOT_YET))


def as_economics(
    canvas: Canvas, feature: Feature, lines: Iterable[Line], prices: Prices, shares: Shares
) -> economics.Feature:
    """Return rows as the arithmetic takes them, each with the part of its cost that this feature bears."""
    own = [_line(line, prices, shares.of(line)) for line in lines]
    borne = [
        replace(_line(each.line, prices, each.share), label=each.words) for each in shares.borne.get(feature.pk, ())
    ]
    return economics.Feature(
        name=feature.name,
        uses_ai=feature.uses_ai,
        active_users=feature.active_users,
        uses_per_user_per_month=feature.uses_per_user_per_month,
        per_user=feature.per_user,
        costs=tuple(line for line in (*own, *borne) if kinds.side(line.kind) == kinds.COST),
        value=tuple(line for line in own if kinds.side(line.kind) == kinds.VALUE),
        not_applicable=feature.not_applicable,
        neither_driver=feature.neither_driver,
        currency=canvas.currency,
        usd_rate=None if canvas.usd_rate is None else float(canvas.usd_rate),
        usage_evidence=feature.evidence_level or "guess",
    )


def _borne_lines(shares: Shares, feature: Feature) -> list[Line]:
    return [each.line for each in shares.borne.get(feature.pk, ())]


def _row(feature, lines, evaluation, prices, plain, shares) -> Row:
    borne = shares.borne.get(feature.pk, ())
    return Row(feature, lines, evaluation, prices, plain, borne, shares, economics.inputs_key(plain))


def _line(line: Line, prices: Prices, share: float) -> economics.Line:
    return economics.Line(
        key=line.key,
        kind=line.kind,
        method=line.method,
        label=line.label,
        basis=line.basis,
        provider=line.provider,
        model=line.model,
        factor_reason=line.price_factor_reason,
        inputs=line.typed,
        price=price_of(line, prices),
        evidence=line.evidence_level or "guess",
        share=share,
    )


def _prices_of(lines, *, on: date) -> Prices:
    return prices_for({(line.provider, line.model) for line in lines if line.provider and line.model}, on=on)


def _stored_row(feature: Feature, prices: Prices, shares: Shares) -> Row:
    """Return a feature with the figures that are stored, where these hold; NOT_YET where they don't."""
    lines = _costs_first(feature.lines.all())
    row = _row(feature, lines, NOT_YET, prices, as_economics(feature.canvas, feature, lines, prices, shares), shares)
    stored = getattr(feature, "figures", None)
    if stored and stored.inputs_key == row.key:
        return replace(row, evaluation=Evaluation.from_json(stored.payload))
    return row


def _finished(rows: list[Row], within: float) -> list[Row]:
    """Return the rows of a workspace with what could be worked out of them in time, and store that."""
    stale = [row for row in rows if not row.is_worked_out]
    if not stale:
        return rows
    turn = stale[0].feature.canvas.workspace_id
    found = evaluated(turn, {row.key: row.plain for row in stale}, within=within)
    fresh = [row for row in stale if row.key in found]
    _store([Figures(feature=row.feature, inputs_key=row.key, payload=found[row.key].as_json()) for row in fresh])
    return [replace(row, evaluation=found.get(row.key, row.evaluation)) for row in rows]


def _costs_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: not line.is_cost)


def _store(fresh: list[Figures]) -> None:
    if not fresh:
        return
    with only_to_be_fast():
        Figures.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["feature"],
            update_fields=["inputs_key", "payload"],
        )


def _mean(summary: Summary | None) -> float | None:
    return summary.mean if summary else None


def _total(amounts: Iterable[float]) -> float | None:
    found = list(amounts)
    return sum(found) if found else None
