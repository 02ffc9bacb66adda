"""The field of everything that has a number: the estimate, in one input."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from canvas.currencies import foreign_sign
from economics import EstimateError, kinds
from economics.estimates import INTERVAL, Estimate
from economics.reading import read_field
from ledger.rules import ESTIMATE_LENGTH
from ui.forms import PlainBoundField, PlainTextField
from ui.templatetags.figures import currency_symbol, readback


class EstimateBoundField(PlainBoundField):
    """An estimate in its form: the input, and what stands beneath it."""

    @cached_property
    def estimate(self) -> Estimate | None:
        """What was typed, read; None where it is empty or can't be read."""
        text = (self.value() or "").strip()
        try:
            return read_field(self.field.kind, text) if text else None
        except EstimateError:
            return None

    @property
    def readback(self) -> SafeString | str:
        """Low, likely and high of what was typed; nothing where it can't be read."""
        found = self.estimate
        if found is None:
            return ""
        form = "uniform" if found.form == INTERVAL and found.distribution == "uniform" else found.form
        return readback(*found.readback, unit=self._form, currency=self.field.currency, kind=form, mean=found.mean)

    @property
    def unit(self) -> str:
        """The unit, which stands beside the name: "$ an hour", "% of the uses"; none where the name says it already."""
        kind = self.field.kind
        if kind.unit in self.label.lower():
            return ""
        return f"% {kind.unit}" if kind.share else kind.unit.replace("money", currency_symbol(self.field.currency))

    @property
    def hint(self) -> str:
        """What an empty field says: what it stands for, or an example of what to type."""
        kind = self.field.kind
        stands_for = kind.if_empty or kind.default
        return f"{stands_for} if left empty" if stands_for else f"such as {kind.hint}"

    @property
    def is_one_off(self) -> bool:
        """Whether it counts only where the amount is one-off."""
        return self.field.kind.basis == kinds.ONE_OFF

    @property
    def read_id(self) -> str:
        """The id of the element beneath, which describes the input."""
        return f"{self.auto_id}-read"

    @property
    def unit_id(self) -> str:
        """The id of the unit, which describes the input, too."""
        return f"{self.auto_id}-unit"

    @property
    def aria_describedby(self) -> str:
        return f"{self.unit_id} {self.read_id}" if self.unit else self.read_id

    @property
    def _form(self) -> str:
        if self.field.kind.share:
            return "share"
        return "money" if self.field.kind.unit.startswith("money") else "number"


class EstimateField(PlainTextField):
    """One number with its spread, kept as typed; what can't be read is refused with the sentence that says why."""

    bound_field_class = EstimateBoundField

    def __init__(self, kind: kinds.Field, *, currency: str):
        super().__init__(
            max_length=ESTIMATE_LENGTH,
            required=False,
            label=kind.label,
            show_hidden_initial=True,
            # The blank placeholder lets a style tell an empty field from a filled one.
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "placeholder": " "}),
        )
        self.kind, self.currency = kind, currency

    def clean(self, value):
        text = super().clean(value)
        if text:
            try:
                read_field(self.kind, text)
            except EstimateError as error:
                raise ValidationError(str(error), code="estimate") from error
            self._refuse_foreign_money(text)
        return text

    def _refuse_foreign_money(self, text):
        sign = foreign_sign(text, self.currency)
        if sign and self.kind.unit.startswith("money"):
            sentence = f"{self.kind.label} is in {self.currency}, and {sign} is not. Type it in {self.currency}."
            raise ValidationError(sentence, code="currency")


def estimate_fields(fields, *, currency: str) -> dict[str, EstimateField]:
    """Return a form field for each field of economics, by its name."""
    return {field.name: EstimateField(field, currency=currency) for field in fields}
