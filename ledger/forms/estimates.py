"""The two fields of everything that has a number: the estimate, in one input, and the evidence for it."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from canvas.currencies import foreign_sign
from canvas.forms import EditorForm
from economics import EstimateError, kinds
from economics.estimates import INTERVAL, Estimate
from economics.reading import read_field
from ledger.rules import ESTIMATE_LENGTH, EVIDENCE_FIELDS, EVIDENCE_LEVELS, SOURCE_LENGTH
from ui.drawings import EVIDENCE
from ui.forms import LinkField, PlainBoundField, PlainTextField
from ui.templatetags.figures import readback

NO_DATE = "This is not a date. Write it like 2026-11-12."
EVIDENCE_LABELS = {
    "evidence_level": "Evidence",
    "evidence_source": "Source",
    "evidence_url": "Link",
    "evidence_date": "As of",
}


class EvidencedForm(EditorForm):
    """An editing session of something whose numbers rest on evidence."""

    @property
    def opened_on(self) -> SafeString:
        """The hidden fields of the session, under a name that no field of a line has."""
        return self.basis()

    @property
    def is_guess(self) -> bool:
        """Whether nothing better than a guess stands behind its numbers."""
        return (self["evidence_level"].value() or "guess") == "guess"


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
        return readback(*found.readback, unit=self._unit, currency=self.field.currency, kind=form, mean=found.mean)

    @property
    def words(self) -> str:
        """The words after the field, such as "USD an hour"; none where its label says them already."""
        unit = self.field.kind.unit
        return "" if unit in self.label.lower() else unit.replace("money", self.field.currency)

    @property
    def hint(self) -> str:
        """What an empty field says: what it stands for, or an example of what to type."""
        kind = self.field.kind
        return f"{kind.default} if left empty" if kind.default else f"such as {kind.hint}"

    @property
    def is_one_off(self) -> bool:
        """Whether it counts only where the amount is one-off."""
        return self.field.kind.basis == kinds.ONE_OFF

    @property
    def read_id(self) -> str:
        """The id of the element beneath, which describes the input."""
        return f"{self.auto_id}-read"

    @property
    def aria_describedby(self) -> str:
        return self.read_id

    @property
    def _unit(self) -> str:
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


def evidence_fields() -> dict[str, forms.Field]:
    """Return the form fields that say how well something is known."""
    levels = [("", "None yet: a guess"), *((level, EVIDENCE[level][0]) for level in EVIDENCE_LEVELS)]
    return {
        "evidence_level": forms.ChoiceField(
            choices=levels, required=False, label=EVIDENCE_LABELS["evidence_level"], show_hidden_initial=True
        ),
        "evidence_source": PlainTextField(
            max_length=SOURCE_LENGTH,
            required=False,
            label=EVIDENCE_LABELS["evidence_source"],
            show_hidden_initial=True,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        ),
        "evidence_url": LinkField(required=False, label=EVIDENCE_LABELS["evidence_url"], show_hidden_initial=True),
        "evidence_date": forms.DateField(
            required=False,
            label=EVIDENCE_LABELS["evidence_date"],
            show_hidden_initial=True,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": NO_DATE},
        ),
    }


def held_evidence(item) -> dict:
    """Return what an item's evidence fields hold, as a form takes them."""
    held = {name: getattr(item, name) for name in EVIDENCE_FIELDS}
    return held | {"evidence_date": item.evidence_date.isoformat() if item.evidence_date else ""}
