"""What is typed about a line: its label, one field per estimate of its kind, its evidence, what it is priced by."""

from urllib.parse import quote, unquote

from django import forms
from django.core.exceptions import ValidationError

from canvas.forms import EditorForm, EvidencedForm, evidence_fields, held_evidence
from economics import kinds, model_line, units
from ledger import rules
from ledger.forms.estimates import estimate_fields
from prices.rules import MODEL_LENGTH
from ui.forms import PlainForm, PlainTextField

TOO_LONG = f"A model’s name has at most {MODEL_LENGTH} characters. Choose one that is found."
BOTH_PRICES = "Name a model or type prices of your own, not both. Clear one of them."
NO_REASON = "A factor needs its reason: such as batch, region, negotiated, reseller or tax. Say why."
OWN = ""
FACTOR = "price_factor"
REASONS = "factor-reasons"
"""The id of the list of usual reasons."""


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
    """Return the provider and model that a choice names; what no database holds stands for itself no more."""
    provider, _, model = value.partition("/")
    return unquote(provider).replace("\0", "\ufffd"), model.replace("\0", "\ufffd")


class LineForm(EvidencedForm):
    """A line of one kind and method, with the fields that the table of kinds gives it."""

    carried = ("version", "step", "type")

    type = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, line_type: kinds.LineType, currency: str, offered: tuple[str, ...] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.line_type, self.currency, self.offered = line_type, currency, offered
        self.fields |= {name: _text_field(*said) for name, said in rules.LINE_TEXTS.items()}
        if line_type.has_basis:
            self.fields["basis"] = _basis_field()
        if line_type.has_model:
            self.fields["priced_by"] = ModelField()
        self.fields |= estimate_fields((*line_type.fields, *self._by_unit()), currency=currency)
        if line_type.has_model:
            self.fields |= {name: _text_field(*said) for name, said in rules.MODEL_TEXTS.items()}
            self.fields["price_factor_reason"].widget.attrs["list"] = REASONS
        self.fields |= evidence_fields()
        self.edited = tuple(name for name in self.fields if name not in EditorForm.base_fields and name != "type")

    def arguments(self) -> dict:
        said = {"line_type": self.line_type, "currency": self.currency, "offered": self.offered}
        return said | {"auto_id": self.auto_id}

    @staticmethod
    def held(line) -> dict:
        """Return what a line holds in the fields of this form."""
        texts = {name: getattr(line, name) for name in (*rules.LINE_TEXTS, *rules.MODEL_TEXTS)}
        typed = texts | line.typed
        held = {"basis": line.basis, "priced_by": choice_id(line.provider, line.model)}
        return {"type": type_id(line.line_type), **typed, **held, **held_evidence(line)}

    @property
    def texts(self) -> list:
        """The bound fields that hold a short text."""
        return [self[name] for name in rules.LINE_TEXTS]

    @property
    def estimates(self) -> list:
        """The bound fields that hold an estimate, those of prices left out."""
        apart = (*kinds.OWN_PRICES, FACTOR)
        return [self[field.name] for field in self.line_type.fields if field.name not in apart]

    @property
    def amounts(self) -> list:
        """The bound fields of what is billed apart: how much of each a call takes."""
        return [self[f"{units.AMOUNT}{name}"] for name in self.offered]

    @property
    def unit_prices(self) -> list:
        """The bound fields of prices of one's own for what is billed apart."""
        return [self[f"{units.OWN_PRICE}{name}"] for name in self.offered]

    @property
    def more_units(self) -> list[tuple[str, str]]:
        """The units that prices of one's own could be for besides, by name, in words."""
        return [(name, unit.label) for name, unit in units.UNITS.items() if name not in self.offered]

    @property
    def factor(self) -> list:
        """The bound fields of the price factor and of its reason."""
        return [self[FACTOR], self["price_factor_reason"]] if self.line_type.has_model else []

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the numbers of the line by field, be it saved or not; empty ones are left out."""
        found = {field.name: self[field.name].value() for field in (*self.line_type.fields, *self._by_unit())}
        return {name: text for name, text in found.items() if text}

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
        typed = {name: text for name, text in cleaned.items() if isinstance(text, str)}
        if cleaned.get("priced_by") and model_line.own_prices(typed):
            self.add_error("priced_by", BOTH_PRICES)
        if self.line_type.has_model:
            self._check_factor(cleaned)
            for problem in model_line.too_large(typed):
                self.add_error(problem.field, problem.sentence)
        return cleaned

    def _check_factor(self, cleaned):
        if cleaned.get(FACTOR) not in ("", "1", None) and not cleaned.get("price_factor_reason"):
            self.add_error("price_factor_reason", NO_REASON)

    def _by_unit(self) -> list[kinds.Field]:
        """The fields of the units that are offered: how much of each, and its price."""
        return [units.FIELDS[f"{prefix}{name}"] for prefix in (units.AMOUNT, units.OWN_PRICE) for name in self.offered]


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
