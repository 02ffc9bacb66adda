"""What is typed in the ledger."""

from uuid import UUID

from django import forms

from ledger import rules
from ledger.models import Line
from prices.rules import MODEL_LENGTH
from ui.forms import PlainForm, PlainTextField


class AddFeatureForm(PlainForm):
    """The name of a new feature; everything else is typed on its page."""

    name = PlainTextField(max_length=rules.NAME_LENGTH, label="Name of the feature")


class MoveRowForm(PlainForm):
    """One place up or down, for a feature in the ledger or a line in its group."""

    way = forms.ChoiceField(
        choices=[("up", "Up"), ("down", "Down")],
        error_messages={
            "required": "Say whether this goes up or down.",
            "invalid_choice": "This goes up or down. Use one of the two buttons.",
        },
    )

    def place(self, now: int, *, count: int) -> int:
        """Return the place, from 0, that a row at `now` of `count` moves to; a row at an end stays."""
        wanted = now + (1 if self.cleaned_data["way"] == "down" else -1)
        return min(max(wanted, 0), count - 1)


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


class Ids(forms.MultipleChoiceField):
    """Ids of features and lines; those that no longer stand are left out by the action."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": "One of these is not a feature or a line. Reload the page and try again."
    }

    def valid_value(self, value):
        try:
            UUID(value)
        except ValueError:
            return False
        return True

    def clean(self, value):
        return {UUID(pk) for pk in super().clean(value)}


class NoteLinksForm(PlainForm):
    """What a note is linked to: the ids ticked now, and those that were ticked when the page opened."""

    chosen = Ids(required=False)
    seen = Ids(required=False)
