"""What is typed in the ledger: on its page, about a feature, in a line."""

from ledger.forms.feature import DetailsForm, ReasonsForm, SpreadForm, UsageForm
from ledger.forms.limit import LimitForm
from ledger.forms.line import AddLineForm, LineForm
from ledger.forms.page import AddFeatureForm, NextCheckForm, NoteLinksForm, SearchModelsForm
from ledger.forms.portfolio import PortfolioForm
from ledger.forms.prices import RepriceForm
from ledger.forms.shares import SharesForm
from ledger.forms.starts import DescriptionForm, FirstNumbersForm, KindForm, StartForm
from ledger.forms.swaps import SwapsForm, UseModelForm
from ledger.forms.words import FindWordForm

__all__ = [
    "AddFeatureForm",
    "AddLineForm",
    "DescriptionForm",
    "DetailsForm",
    "FindWordForm",
    "FirstNumbersForm",
    "KindForm",
    "LimitForm",
    "LineForm",
    "NextCheckForm",
    "NoteLinksForm",
    "PortfolioForm",
    "ReasonsForm",
    "RepriceForm",
    "SearchModelsForm",
    "SharesForm",
    "SpreadForm",
    "StartForm",
    "SwapsForm",
    "UsageForm",
    "UseModelForm",
]
