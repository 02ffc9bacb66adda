"""What is typed about a scenario: its name, and the numbers that are others in it."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from canvas.forms import EditorForm
from economics import Feature
from economics.inputs import MODEL, describe, field_of, model_pair, model_text
from economics.numbers import Number
from ledger import rules
from ledger.figures.scenarios import composed_name
from ledger.forms.estimates import EstimateField
from ledger.forms.numbers import NumberField
from prices import catalogue
from ui.forms import PlainForm, PlainSelect, PlainTextField

TWICE = "One number can be only one other. Name each number once."
NO_NUMBER = "Choose the number that would be another."
NO_VALUE = "Type what it would be instead."
NO_MODEL = "The catalogue has no price of this model. Type it as provider/model, such as openai/gpt-4.1-mini."
LONG_MODEL = "The name of this model is too long for a scenario. Give the line the model, and take it back if need be."


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
    """Numbers of a feature, each with what it would be; `numbers` are those of it that can be changed."""

    number = Several(label="Number", widget=SelectOfSeveral, error_messages={"required": NO_NUMBER})
    value = Several(
        label="Would be",
        error_messages={"required": NO_VALUE},
        widget=TextOfSeveral(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Such as 0.02, 8k to 15k, or 10 / 14 / 30.",
    )

    def __init__(self, *args, feature: Feature, numbers: Iterable[Number], **kwargs):
        super().__init__(*args, **kwargs)
        self.feature = feature
        self.inputs = {number: describe(feature, number) for number in numbers}
        choices = [(number, f"{held.words} (now {held.text or 'not typed'})") for number, held in self.inputs.items()]
        self.fields["number"].widget.choices = [("", "Choose a number"), *choices]
        self.fields["value"].widget.attrs["maxlength"] = rules.ESTIMATE_LENGTH

    def clean_number(self):
        names = self.cleaned_data["number"]
        if not any(names):
            raise ValidationError(NO_NUMBER)
        numbers = [NumberField(numbers=self.inputs).clean(name) for name in names]
        if len(set(numbers)) < len(numbers):
            raise ValidationError(TWICE)
        return numbers

    def clean(self):
        cleaned = super().clean()
        numbers, values = cleaned.get("number") or [], cleaned.get("value") or []
        if numbers and len(values) != len(numbers):
            self.add_error("value", NO_VALUE)
        elif numbers:
            cleaned["typed"] = [
                (number, self._read(number, value)) for number, value in zip(numbers, values, strict=True)
            ]
        return cleaned

    @property
    def typed(self) -> list[tuple[Number, str]]:
        """The numbers with what is typed for each, as an action takes them; only of a valid form."""
        return self.cleaned_data["typed"]

    def _read(self, number: Number, value: str) -> str:
        try:
            return value_of(self.feature, number, value)
        except ValidationError as error:
            self.add_error("value", error)
            return value


def value_of(feature: Feature, number: Number, value: str) -> str:
    """Return what was typed, cleaned, of a model provider/model; raises ValidationError with the sentence why not."""
    if number.field == MODEL:
        return _model_of(value)
    text = EstimateField(field_of(feature, number), currency=feature.currency).clean(value)
    if not text:
        raise ValidationError(NO_VALUE)
    return text


def _model_of(value: str) -> str:
    provider, model = model_pair(value)
    offer = catalogue.offer(provider=provider, model=model, on=timezone.localdate()) if model else None
    if offer is None or not offer.is_priced:
        raise ValidationError(NO_MODEL)
    text = model_text(offer.model.provider, offer.model.model)
    if len(text) > rules.ESTIMATE_LENGTH:
        raise ValidationError(LONG_MODEL)
    return text


def _name_field(**options) -> PlainTextField:
    return PlainTextField(
        max_length=rules.NAME_LENGTH, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}), **options
    )


class ScenarioForm(NumbersForm):
    """A new scenario with its first number; without a name it takes that of its change."""

    field_order = ("name", "number", "value")

    name = _name_field(label="Name of the scenario", required=False)

    def named(self) -> dict:
        """Return the name as an action takes it, and whether somebody chose it."""
        name = self.cleaned_data["name"]
        composed = composed_name([(self.inputs[number], text) for number, text in self.typed])
        return {"name": name or composed[: rules.NAME_LENGTH].strip(), "is_named": bool(name)}


class RenameScenarioForm(EditorForm):
    """What a scenario is called."""

    edited = ("name",)

    name = _name_field(label="Name of the scenario", show_hidden_initial=True)


class ScenarioValueForm(EditorForm):
    """What one number of a scenario would be; without the number, which went with it, it is kept as typed."""

    edited = ("value",)

    value = PlainTextField(
        max_length=rules.ESTIMATE_LENGTH,
        label="Would be",
        show_hidden_initial=True,
        error_messages={"required": NO_VALUE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, feature: Feature | None, number: Number | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.feature, self.number = feature, number
        if feature and number:
            self.fields["value"].label = describe(feature, number).words

    def arguments(self):
        return {"feature": self.feature, "number": self.number, "auto_id": self.auto_id}

    def clean_value(self):
        value = self.cleaned_data["value"]
        if not self.feature or not self.number:
            return value
        return value_of(self.feature, self.number, value)
