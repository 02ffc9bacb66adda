"""All sections of a saved feature's page, each worked out when the page asks for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.cache import cache
from django.core.cache.utils import make_template_fragment_key

from canvas.ageing import ageing_of
from canvas.models import Canvas
from economics import Advice
from ledger.figures.advising import advice_of, held_limits, next_check_of
from ledger.figures.sheets import Row
from ledger.models import Limit, NextCheck
from ledger.pages import tabs
from ledger.pages.sections.actuals import ActualsSection
from ledger.pages.sections.checking import CheckSection
from ledger.pages.sections.gate import GateSection
from ledger.pages.sections.limits import LimitsSection
from ledger.pages.sections.moves import MovesSection
from ledger.pages.sections.prices import PricesSection
from ledger.pages.sections.scale import ScaleSection, StickSection, TailSection, scale_section, tail_section
from ledger.pages.sections.scenarios import ScenariosSection
from ledger.pages.sections.swaps import SwapsSection
from ledger.pages.sections.tornado import TornadoSection


@dataclass(frozen=True)
class Sections:
    """What the page says of a saved feature besides its table: nothing of it is worked out while somebody types."""

    canvas: Canvas
    row: Row

    @cached_property
    def drawn(self) -> tuple:
        """What the drawings depend on besides who looks: while it is the same, they stand as they were drawn."""
        # The key is of today's prices too, which no revision of the canvas tells of.
        return self.row.feature.pk, self.canvas.revision, self.row.key, ageing_of(self.canvas)

    def has_worked_out(self, tab: str) -> bool:
        """Whether all that a part of the page shows is there; where it isn't, none of it is shown."""
        return self.row.is_worked_out and self._needs[tab]()

    @property
    def _needs(self) -> dict[str, Callable[[], bool]]:
        """What each part shows besides the figures of the feature."""
        return {
            tabs.LEDGER: lambda: bool(self.advice) and self.prices.is_worked_out,
            tabs.RISK: lambda: bool(self.advice),
            tabs.SCALE: lambda: bool(self.advice),
            tabs.MODELS: lambda: self.prices.is_worked_out,
            tabs.SCENARIOS: lambda: self._has_scenarios,
            tabs.ACTUALS: lambda: True,
        }

    @cached_property
    def advice(self) -> Advice:
        return advice_of(self.canvas, self.row, held=self.held)

    @cached_property
    def held(self) -> Sequence[Limit]:
        """The limits on the feature's inputs, read once."""
        return list(held_limits(self.canvas, self.row))

    @cached_property
    def moves(self) -> MovesSection:
        return MovesSection(self.advice, self.row, self.canvas.currency)

    @cached_property
    def check(self) -> CheckSection:
        return CheckSection(self.advice, self.row, self.canvas.currency, self.mark)

    @cached_property
    def mark(self) -> NextCheck | None:
        """The canvas's next number to check, where somebody marked one."""
        return next_check_of(self.canvas)

    @cached_property
    def limits(self) -> LimitsSection:
        return LimitsSection(self.row, self.held, self.advice, self.canvas.currency)

    @cached_property
    def prices(self) -> PricesSection:
        return PricesSection(self.canvas, self.row)

    @cached_property
    def scale(self) -> ScaleSection | None:
        return scale_section(self.row, self.advice)

    @cached_property
    def tail(self) -> TailSection:
        return tail_section(self.row, self.advice)

    @cached_property
    def stick(self) -> StickSection:
        return StickSection(self.advice.stick)

    @cached_property
    def actuals(self) -> ActualsSection:
        return ActualsSection(self.canvas, self.row)

    @cached_property
    def tornado(self) -> TornadoSection | None:
        found, currency = self.advice.tornado, self.canvas.currency
        return TornadoSection(self.row, found, currency, ageing_of(self.canvas), self.mark) if found else None

    @cached_property
    def gate(self) -> GateSection:
        return GateSection(self.row, self.advice.gate, self.canvas.currency)

    @cached_property
    def scenarios(self) -> ScenariosSection:
        return ScenariosSection(self.canvas, self.row)

    @cached_property
    def swaps(self) -> SwapsSection:
        return SwapsSection(self.row)

    @property
    def _has_scenarios(self) -> bool:
        """Whether the scenarios stand as they were drawn, or can be drawn; only the latter reads them."""
        return make_template_fragment_key("scenarios", [self.drawn]) in cache or self.scenarios.is_worked_out
