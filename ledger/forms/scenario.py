"""What is typed about a scenario: its name, and the numbers that are others in it."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from canvas.forms import VersionForm
from ledger import rules
from ledger.figures.scenarios import Number, composed_name
from ledger.forms.estimates import EstimateField
from ui.forms import PlainForm, PlainSelect, PlainTextField

NOT_HERE = "This number is not on this feature any more. Choose another."
NO_NUMBER = "Choose the number that would be another."
NO_VALUE = "Type what it would be instead."


class SelectOfSeveral(PlainSelect):
    """A choice that a form may send more than once."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []


class TextOfSeveral(forms.TextInput):
    """A text that a form may send more than once; shown is the first."""

    value_from_datadict = SelectOfSeveral.value_from_datadict

    def format_value(self, value):
        return super().format_value(value[0] if isinstance(value, list) and value else value or "")


class Several(forms.Field):
    """What was sent under one name, as a list."""

    def to_python(self, value):
        return [str(each) for each in value or []]


class NumbersForm(PlainForm):
    """Numbers of a feature, each with what it would be; `numbers` are those that it has, by name."""

    input = Several(label="Number", widget=SelectOfSeveral, error_messages={"required": NO_NUMBER})
    value = Several(
        label="Would be",
        error_messages={"required": NO_VALUE},
        widget=TextOfSeveral(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Such as 0.02, 8k to 15k, or 10 / 14 / 30.",
    )

    def __init__(self, *args, numbers: Mapping[str, Number], currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.numbers, self.currency = numbers, currency
        choices = [(name, f"{number.words} (now {number.text or 'not typed'})") for name, number in numbers.items()]
        self.fields["input"].widget.choices = [("", "Choose a number"), *choices]
        self.fields["value"].widget.attrs["maxlength"] = rules.ESTIMATE_LENGTH

    def clean_input(self):
        names = self.cleaned_data["input"]
        if not [name for name in names if name]:
            raise ValidationError(NO_NUMBER)
        if any(name not in self.numbers for name in names) or len(set(names)) < len(names):
            raise ValidationError(NOT_HERE)
        return names

    def clean(self):
        cleaned = super().clean()
        names, values = cleaned.get("input") or [], cleaned.get("value") or []
        if names and len(values) != len(names):
            self.add_error("value", NO_VALUE)
        elif names:
            cleaned["typed"] = [
                (self.numbers[name], self._read(self.numbers[name], value))
                for name, value in zip(names, values, strict=True)
            ]
        return cleaned

    @property
    def typed(self) -> list[tuple[Number, str]]:
        """The numbers with what is typed for each; only of a valid form."""
        return self.cleaned_data["typed"]

    def inputs(self) -> list[tuple]:
        """Return the numbers as an action takes them."""
        return [(number.line, number.field.name, text) for number, text in self.typed]

    def _read(self, number: Number, value: str) -> str:
        try:
            return value_of(number.field, value, currency=self.currency)
        except ValidationError as error:
            self.add_error("value", error)
            return value


def value_of(field, value: str, *, currency: str) -> str:
    """Return what was typed, cleaned; raises ValidationError with the sentence that says why it can't be."""
    text = EstimateField(field, currency=currency).clean(value)
    if not text:
        raise ValidationError(NO_VALUE)
    return text


def _name_field(**options) -> PlainTextField:
    return PlainTextField(
        max_length=rules.NAME_LENGTH, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}), **options
    )


class ScenarioForm(NumbersForm):
    """A new scenario with its first number; without a name it takes that of its change."""

    field_order = ("name", "input", "value")

    name = _name_field(label="Name of the scenario", required=False)

    def named(self) -> dict:
        """Return the name as an action takes it, and whether somebody chose it."""
        name = self.cleaned_data["name"]
        return {"name": name or composed_name(self.typed)[: rules.NAME_LENGTH].strip(), "is_named": bool(name)}


class RenameScenarioForm(VersionForm):
    """What a scenario is called."""

    name = _name_field(label="Name of the scenario")


class ScenarioValueForm(VersionForm):
    """What one number of a scenario would be."""

    value = PlainTextField(
        max_length=rules.ESTIMATE_LENGTH,
        error_messages={"required": NO_VALUE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, number: Number, currency: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.number, self.currency = number, currency
        self.fields["value"].label = number.words

    def clean_value(self):
        return value_of(self.number.field, self.cleaned_data["value"], currency=self.currency)
