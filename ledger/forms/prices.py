"""What is said about the prices that inference lines keep."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ui.forms import NO_DATE, PlainForm, PlainSelect
from ui.templatetags.figures import day

TODAY, DAY = "today", "day"
FIRST_DAY = date(2020, 6, 11)
"""When models were first sold by the token."""

NO_DAY = "Type the day whose prices to take, like 2026-11-12."
NOT_YET = "{} has not come yet, so nobody knows its prices. Choose today or an earlier day."
TOO_EARLY = f"No model was sold by the token before {day(FIRST_DAY)}. Choose a later day."
NO_LINE = "This is not a line of the feature. Reload the page and try again."


class RepriceForm(PlainForm):
    """The day whose prices to take, for one line or, where none is named, for all lines of the feature."""

    line = forms.UUIDField(required=False, widget=PlainSelect, label="Line", error_messages={"invalid": NO_LINE})
    way = forms.ChoiceField(choices=[(TODAY, TODAY), (DAY, DAY)], required=False)
    on = forms.DateField(
        required=False,
        label="As of",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="reprice-%s", **kwargs)

    def clean_on(self) -> date | None:
        on = self.cleaned_data["on"]
        if on and on > timezone.localdate():
            raise ValidationError(NOT_YET.format(day(on)))
        if on and on < FIRST_DAY:
            raise ValidationError(TOO_EARLY)
        return on

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("way") == DAY and "on" in cleaned and cleaned["on"] is None:
            self.add_error("on", NO_DAY)
        return cleaned

    @property
    def day(self) -> date:
        """The day that was typed, or today where that was asked for."""
        typed = self.cleaned_data["on"] if self.cleaned_data["way"] == DAY else None
        return typed or timezone.localdate()
