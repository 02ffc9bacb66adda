"""Which models a line is compared under, and which one it is given."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from canvas.forms import VersionForm
from economics import kinds
from ledger.figures.swaps import Wanted
from prices import catalogue
from prices.rules import MODEL_LENGTH
from ui.forms import PlainForm, PlainTextField

WINDOWS = (("", "Any"), ("32000", "32k"), ("128000", "128k"), ("200000", "200k"), ("1000000", "1M"))
NO_MODEL = "The catalogue has no price of this model any more. Choose another one."


class SwapsForm(PlainForm):
    """What of the catalogue is shown; what can't be used is as if it were not asked."""

    words = PlainTextField(
        max_length=MODEL_LENGTH,
        label="Model",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Name or provider"}),
    )
    provider = forms.ChoiceField(label="Provider", required=False)
    window = forms.ChoiceField(label="Context window from", required=False, choices=WINDOWS)
    retiring = forms.BooleanField(label="Retired ones too", required=False)
    resellers = forms.BooleanField(label="Resellers too", required=False)
    others = forms.BooleanField(label="Those that can’t do the same, too", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="swaps-%s", **kwargs)
        sellers = catalogue.providers()
        groups = (("Makers", 0), ("Resellers", 1))
        self.fields["provider"].choices = [
            ("", "Every provider"),
            *((words, [(name, said) for rank, name, said in sellers if rank == of]) for words, of in groups),
        ]

    def wanted(self) -> Wanted:
        """Return what is asked for, as far as it can be."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            words=asked.get("words") or "",
            provider=asked.get("provider") or "",
            least_window=int(asked.get("window") or 0),
            retiring=bool(asked.get("retiring")),
            resellers=bool(asked.get("resellers")),
            others=bool(asked.get("others")),
        )


class UseModelForm(VersionForm):
    """The model that a line is given in place of what prices it; its name stands in `offer` once the form is valid."""

    provider = PlainTextField(max_length=MODEL_LENGTH, error_messages={"required": NO_MODEL})
    model = PlainTextField(max_length=MODEL_LENGTH, error_messages={"required": NO_MODEL})

    def clean(self):
        cleaned = super().clean()
        chosen = {name: cleaned.get(name) for name in ("provider", "model")}
        self.offer = catalogue.offer(**chosen, on=timezone.localdate()) if all(chosen.values()) else None
        if self.offer is None or not self.offer.is_priced:
            raise ValidationError(NO_MODEL)
        return cleaned

    def changes(self) -> dict:
        """Return the columns of the line that change: its model, and own prices emptied."""
        chosen = {name: self.cleaned_data[name] for name in ("provider", "model")}
        return chosen | dict.fromkeys(kinds.OWN_PRICES, "") | {"unit_prices": {}}
