"""What is typed about a feature itself: its name, its usage, and the reasons that stand in place of lines."""

from dataclasses import replace
from itertools import pairwise

from django import forms

from canvas.forms import EditorForm, EvidencedForm, evidence_fields, held_evidence
from canvas.rules import EVIDENCE_FIELDS
from economics import kinds
from ledger import rules
from ledger.forms.estimates import estimate_fields
from ui.forms import PlainTextArea, PlainTextField

SPREAD = tuple(replace(field, name=rules.PER_USER[field.name]) for field in kinds.PER_USER_FIELDS)
USAGE = tuple(field.name for field in kinds.USAGE_FIELDS)

FALLING = "A heavier user can’t use it less: this is below the {}. Raise it, or lower that one."


class FeatureForm(EditorForm):
    """A part of a feature, edited in place; `currency` is the canvas's."""

    def __init__(self, *args, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.currency = currency

    def arguments(self) -> dict:
        return {"currency": self.currency, "auto_id": self.auto_id}

    @classmethod
    def held(cls, feature) -> dict:
        """Return what the feature holds in this form's fields."""
        return {name: getattr(feature, name) for name in cls.edited}


class DetailsForm(FeatureForm):
    """What a feature is called, and what one use of it is."""

    edited = ("name", "description")

    name = PlainTextField(
        max_length=rules.NAME_LENGTH,
        label="Name of the feature",
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    description = PlainTextArea(
        max_length=rules.DESCRIPTION_LENGTH,
        required=False,
        rows=2,
        label="What is one use?",
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"dir": "auto", "rows": 2}),
    )


class UsageForm(FeatureForm, EvidencedForm):
    """How much a feature is used, and how well that is known."""

    edited = (*USAGE, *EVIDENCE_FIELDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= estimate_fields(kinds.USAGE_FIELDS, currency=self.currency)
        self.fields |= evidence_fields()

    @classmethod
    def held(cls, feature) -> dict:
        return {name: getattr(feature, name) for name in USAGE} | held_evidence(feature)

    @property
    def estimates(self) -> list:
        """The bound fields that hold an estimate."""
        return [self[name] for name in USAGE]


class SpreadForm(FeatureForm):
    """How use spreads between users: uses a month of the middle user, of the top tenth and of the top hundredth."""

    edited = tuple(field.name for field in SPREAD)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= estimate_fields(SPREAD, currency=self.currency)

    @property
    def estimates(self) -> list:
        """The bound fields that hold an estimate."""
        return [self[name] for name in self.edited]

    def clean(self):
        cleaned = super().clean()
        filled = [bound for bound in self.estimates if cleaned.get(bound.name)]
        for lighter, heavier in pairwise(filled):
            if heavier.estimate.median < lighter.estimate.median:
                self.add_error(heavier.name, FALLING.format(lighter.label.lower()))
        return cleaned


class ReasonsForm(FeatureForm):
    """Whether a feature uses AI, and why it has no line of some kind."""

    edited = ("uses_ai", *rules.NOT_APPLICABLE.values(), "neither_driver")

    uses_ai = forms.BooleanField(required=False, label="This feature uses AI", show_hidden_initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, column in rules.NOT_APPLICABLE.items():
            self.fields[column] = _reason(f"{kinds.KIND_WORDS[kind]}: not applicable, because")
        self.fields["neither_driver"] = _reason("Retention or monetization: neither, because")

    @property
    def reasons(self) -> list:
        """The bound fields that hold a reason."""
        return [self[name] for name in self.edited if name != "uses_ai"]


def _reason(label: str) -> PlainTextField:
    return PlainTextField(
        max_length=rules.REASON_LENGTH,
        required=False,
        label=label,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
