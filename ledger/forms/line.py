"""What is typed about a line: its label, one field per estimate of its kind, its evidence, what it is priced by."""

from urllib.parse import quote, unquote

from django import forms
from django.core.exceptions import ValidationError

from canvas.forms import EditorForm, EvidencedForm, evidence_fields, held_evidence
from economics import kinds
from ledger import rules
from ledger.forms.estimates import estimate_fields
from prices.rules import MODEL_LENGTH
from ui.forms import PlainForm, PlainTextField

TOO_LONG = f"A model’s name has at most {MODEL_LENGTH} characters. Choose one that is found."
BOTH_PRICES = "Name a model or type prices of your own, not both. Clear one of them."
OWN = ""


def type_id(line_type: kinds.LineType) -> str:
    """Return the name of a line's kind and method in a form, such as "perceived.time_saved"."""
    return f"{line_type.kind}.{line_type.method}"


LINE_TYPES = {type_id(line_type): line_type for line_type in kinds.LINE_TYPES}


def choice_id(provider: str, model: str) -> str:
    """Return the name of a model in a form; nothing where prices are one's own."""
    return f"{quote(provider, safe='')}/{model}" if provider or model else OWN


class AddLineForm(PlainForm):
    """What kind of line is added."""

    type = forms.ChoiceField(
        choices=[(name, line_type.words) for name, line_type in LINE_TYPES.items()],
        error_messages={
            "required": "Choose what kind of line to add.",
            "invalid_choice": "There is no such kind of line. Choose one from the menu.",
        },
    )

    @property
    def line_type(self) -> kinds.LineType:
        return LINE_TYPES[self.cleaned_data["type"]]


class ModelField(forms.CharField):
    """The provider and model that a line is priced by, as one choice; empty where the prices are one's own."""

    widget = forms.RadioSelect

    def __init__(self):
        super().__init__(required=False, strip=False, show_hidden_initial=True, label="Priced by")

    def clean(self, value):
        value = super().clean(value)
        if any(len(part) > MODEL_LENGTH for part in split_choice(value)):
            raise ValidationError(TOO_LONG)
        return value


def split_choice(value: str) -> tuple[str, str]:
    """Return the provider and model that a choice names."""
    provider, _, model = value.partition("/")
    return unquote(provider), model


class LineForm(EvidencedForm):
    """A line of one kind and method, with the fields that the table of kinds gives it."""

    carried = ("version", "step", "type")

    type = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, line_type: kinds.LineType, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.line_type, self.currency = line_type, currency
        self.fields |= {name: _text_field(*said) for name, said in rules.LINE_TEXTS.items()}
        if line_type.has_basis:
            self.fields["basis"] = _basis_field()
        if line_type.has_model:
            self.fields["priced_by"] = ModelField()
        self.fields |= estimate_fields(line_type.fields, currency=currency)
        self.fields |= evidence_fields()
        self.edited = tuple(name for name in self.fields if name not in EditorForm.base_fields and name != "type")

    def arguments(self) -> dict:
        return {"line_type": self.line_type, "currency": self.currency, "auto_id": self.auto_id}

    @staticmethod
    def held(line) -> dict:
        """Return what a line holds in the fields of this form."""
        names = (*rules.LINE_TEXTS, *(field.name for field in line.line_type.fields))
        typed = {name: getattr(line, name) for name in names}
        held = {"basis": line.basis, "priced_by": choice_id(line.provider, line.model)}
        return {"type": type_id(line.line_type), **typed, **held, **held_evidence(line)}

    @property
    def texts(self) -> list:
        """The bound fields that hold a short text."""
        return [self[name] for name in rules.LINE_TEXTS]

    @property
    def estimates(self) -> list:
        """The bound fields that hold an estimate, own prices left out."""
        return [self[field.name] for field in self.line_type.fields if field.name not in kinds.OWN_PRICES]

    @property
    def own_prices(self) -> list:
        """The bound fields of the prices that stand in for a model's."""
        return [self[name] for name in kinds.OWN_PRICES] if self.line_type.has_model else []

    def columns(self, names) -> dict:
        """Return what these fields say, as columns of a line."""
        typed = {name: self.cleaned_data[name] for name in names}
        if "priced_by" in typed:
            typed["provider"], typed["model"] = split_choice(typed.pop("priced_by"))
        return typed

    def changes(self) -> dict:
        return self.columns(super().changes())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("priced_by") and any(cleaned.get(name) for name in kinds.OWN_PRICES):
            self.add_error("priced_by", BOTH_PRICES)
        return cleaned


def _text_field(label: str, length: int) -> PlainTextField:
    return PlainTextField(
        max_length=length,
        required=False,
        label=label,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


def _basis_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=[(basis, words[0].upper() + words[1:]) for basis, words in kinds.BASES.items()],
        required=False,
        widget=forms.RadioSelect,
        label="It is",
        show_hidden_initial=True,
        error_messages={"invalid_choice": "Choose whether this is per use, per month or one-off."},
    )
