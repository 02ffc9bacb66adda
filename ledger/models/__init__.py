"""What the ledger is made of: items of a canvas; figures kept of them."""

from ledger.models.actuals import Actual
from ledger.models.figures import Figures
from ledger.models.items import Feature, Line
from ledger.models.limits import Limit, NextCheck
from ledger.models.links import NoteLink
from ledger.models.scenarios import Scenario, ScenarioInput
from ledger.models.splits import CostShare

__all__ = [
    "Actual",
    "CostShare",
    "Feature",
    "Figures",
    "Limit",
    "Line",
    "NextCheck",
    "NoteLink",
    "Scenario",
    "ScenarioInput",
]
