"""Rows of an ordered list: which of them are meant, and one place up or down."""

from uuid import UUID

from django import forms

from ui.forms import PlainForm


class MoveRowForm(PlainForm):
    """One place up or down, for a row of an ordered list."""

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
