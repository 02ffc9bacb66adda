"""What is looked for among the words of the ledger."""

from django import forms

from ledger.rules import NAME_LENGTH
from ui.forms import PlainForm, PlainTextField


class FindWordForm(PlainForm):
    q = PlainTextField(
        label="Find a word",
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "break-even"}),
    )

    def text(self) -> str:
        """Return what is looked for: nothing where what was typed can be in no word."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""
