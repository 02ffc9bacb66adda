"""What is typed in the ledger."""

from django import forms

from canvas.forms import Ids
from ledger import rules
from ledger.models import Line
from prices.rules import MODEL_LENGTH
from ui.forms import PlainForm, PlainTextField


class AddFeatureForm(PlainForm):
    """The name of a new feature; everything else is typed on its page."""

    name = PlainTextField(max_length=rules.NAME_LENGTH, label="Name of the feature")


class SearchModelsForm(PlainForm):
    """Words to look for among the models of the price catalogue."""

    q = PlainTextField(max_length=MODEL_LENGTH, label="Search for a model", required=False)


class NextCheckForm(PlainForm):
    """Which of a feature's numbers is meant; `numbers` are all, each as its line, or None for the usage, and field."""

    number = forms.ChoiceField(
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            "This feature has no such number any more. Reload the page and choose again.",
        )
    )

    def __init__(self, *args, numbers: dict[str, tuple[Line | None, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        self.fields["number"].choices = [(number, number) for number in numbers]

    def chosen(self) -> tuple[Line | None, str]:
        """Return the line of the number, None for the usage, and its field."""
        return self.numbers[self.cleaned_data["number"]]


class NoteLinksForm(PlainForm):
    """What a note is linked to: the ids ticked now, and those that were ticked when the page opened."""

    chosen = Ids(required=False)
    seen = Ids(required=False)
