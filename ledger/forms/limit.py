"""How far a person says that an input can go: its least and its most, or that it can't change at all."""

from django import forms
from django.core.exceptions import ValidationError

from canvas.forms import EditorForm
from economics import EstimateError, kinds
from economics.bounds import LEAST, MOST, SWAPPED, end_field, read_end
from ledger.forms.estimates import EstimateBoundField, EstimateField

SAYS_NOTHING = "Type the least or the most that this can be, or say that it can’t change."


class EndBoundField(EstimateBoundField):
    @property
    def hint(self) -> str:
        return "left empty: no limit at that end"


class EndField(EstimateField):
    """An end of what an input can be: one number in its unit."""

    bound_field_class = EndBoundField

    def __init__(self, field: kinds.Field, end: str, *, currency: str):
        super().__init__(end_field(field, end), currency=currency)
        self.label, self.limited, self.end = f"At {end}", field, end
        self.show_hidden_initial = False

    def clean(self, value):
        text = super().clean(value)
        if text:
            try:
                read_end(self.limited, text, self.end)
            except EstimateError as error:
                raise ValidationError(str(error), code="estimate") from error
        return text


class LimitForm(EditorForm):
    """What can be said of one input; `field` is what it fills. The version is 0 while nothing is said of it.

    What is said of an input is one thing: all of it is saved, whichever end was typed.
    """

    edited = ("fixed", LEAST, MOST)
    carried = ("version", "step", "limit")

    fixed = forms.BooleanField(required=False, label="It can’t change")
    limit = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, field: kinds.Field, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.limited, self.currency = field, currency
        self.fields[LEAST] = EndField(field, LEAST, currency=currency)
        self.fields[LEAST].widget.attrs["autofocus"] = True
        self.fields[MOST] = EndField(field, MOST, currency=currency)

    def arguments(self):
        return {"field": self.limited, "currency": self.currency, "auto_id": self.auto_id}

    def changes(self):
        return {name: self.cleaned_data[name] for name in self.edited}

    @property
    def ends(self) -> list:
        """The bound fields of the two ends."""
        return [self[LEAST], self[MOST]]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("fixed"):
            # Who says that it can't change at all says nothing of ends, whatever stands in them.
            for end in (LEAST, MOST):
                self._errors.pop(end, None)
            return cleaned | {LEAST: "", MOST: ""}
        least, most = cleaned.get(LEAST), cleaned.get(MOST)
        if least and most and read_end(self.limited, least, LEAST) > read_end(self.limited, most, MOST):
            self.add_error(LEAST, SWAPPED.format(self.limited.label))
        elif least == most == "":
            raise ValidationError(SAYS_NOTHING)
        return cleaned
