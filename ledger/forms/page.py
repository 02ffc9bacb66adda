"""What is typed in the ledger."""

from collections.abc import Collection

from canvas.forms import Ids
from economics.numbers import Number
from ledger import rules
from ledger.forms.numbers import NumberField
from prices.rules import MODEL_LENGTH
from ui.forms import PlainForm, PlainTextField


class AddFeatureForm(PlainForm):
    """The name of a new feature; everything else is typed on its page."""

    name = PlainTextField(max_length=rules.NAME_LENGTH, label="Name of the feature")


class SearchModelsForm(PlainForm):
    """Words to look for among the models of the price catalogue."""

    q = PlainTextField(max_length=MODEL_LENGTH, label="Search for a model", required=False)


class NextCheckForm(PlainForm):
    """Which of a feature's numbers is meant; `numbers` are all of them."""

    def __init__(self, *args, numbers: Collection[Number], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["number"] = NumberField(numbers=numbers)


class NoteLinksForm(PlainForm):
    """What a note is linked to: the ids ticked now, and those that were ticked when the page opened."""

    chosen = Ids(required=False)
    seen = Ids(required=False)
