"""What of a portfolio is asked for in an address."""

from django import forms

from economics.verdict import SHORT_WORDS
from ledger.figures.choice import COLUMNS, Choice
from ui.forms import PlainForm

SORTS = [f"{sign}{column}" for column in COLUMNS for sign in ("", "-")]


class PortfolioForm(PlainForm):
    """One verdict, one canvas, and a column to sort by; what is none of these is as if it were not asked."""

    verdict = forms.ChoiceField(
        label="Verdict", required=False, choices=[("", "Every verdict"), *reversed(SHORT_WORDS.items())]
    )
    canvas = forms.ChoiceField(label="Canvas", required=False)
    sort = forms.ChoiceField(required=False, choices=[(sort, sort) for sort in SORTS], widget=forms.HiddenInput)

    def __init__(self, *args, canvases=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["canvas"].choices = [("", "Every canvas"), *((str(canvas.pk), canvas.title) for canvas in canvases)]
        if not canvases:
            self.fields["canvas"].widget = forms.HiddenInput()

    def choice(self) -> Choice:
        """Return what is asked for, as far as it can be."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name) or "" for name in ("verdict", "canvas", "sort")}
        column = asked["sort"].removeprefix("-")
        if not column:
            return Choice(asked["verdict"], asked["canvas"])
        return Choice(asked["verdict"], asked["canvas"], column, asked["sort"].startswith("-"))
