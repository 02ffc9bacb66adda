"""What part of a cost other features bear, as it is typed: one field of per cent for each of them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from canvas.forms import EditorForm
from ledger.figures.shares import Part
from ledger.models import Feature, Line
from ledger.rules import percent_text, rest_of, too_much
from ui.forms import PlainTextField

PERCENT_LENGTH = 10
PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*%?", re.ASCII)
NOT_A_PERCENT = "Type a percentage from 0 to 100 with at most two decimals, such as 12.5, or leave this empty."


def read_percent(text: str) -> Decimal | None:
    """Return the per cent that was typed, None for nothing and for nought; raises ValidationError."""
    text = text.strip()
    if not text:
        return None
    found = PERCENT.fullmatch(text)
    if found is None or Decimal(found[1]) > 100:
        raise ValidationError(NOT_A_PERCENT, code="percent")
    return Decimal(found[1]) or None


class PercentField(PlainTextField):
    """A part of a cost in per cent; empty where a feature bears none of it."""

    def __init__(self, feature: Feature):
        super().__init__(
            max_length=PERCENT_LENGTH,
            required=False,
            label=feature.name,
            show_hidden_initial=True,
            widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
        )

    def clean(self, value):
        return read_percent(super().clean(value))


class SharesForm(EditorForm):
    """What each of the other features bears of a cost; its own bears what remains."""

    def __init__(self, *args, features: Sequence[Feature], **kwargs):
        super().__init__(*args, **kwargs)
        self.others = features
        self.fields |= {str(feature.pk): PercentField(feature) for feature in features}
        self.edited = tuple(str(feature.pk) for feature in features)

    def arguments(self) -> dict:
        return {"features": self.others, "auto_id": self.auto_id}

    @staticmethod
    def held(line: Line) -> dict:
        """Return what other features bear of a line, in the fields of this form."""
        return {str(share.feature_id): percent_text(share.percent) for share in line.shares.all()}

    @property
    def percents(self) -> list:
        """The bound fields, one for each of the other features."""
        return [self[name] for name in self.edited]

    @property
    def rest(self) -> Decimal | None:
        """What its own feature bears of what is typed, in per cent; None where something can't be read."""
        try:
            typed = [read_percent(field.value() or "") for field in self.percents]
        except ValidationError:
            return None
        rest = rest_of(percent for percent in typed if percent)
        return rest if rest >= 0 else None

    @property
    def rest_text(self) -> str:
        return percent_text(self.rest)

    def changes(self) -> dict[UUID, Decimal | None]:
        """Return what the person has changed, by the id of the feature."""
        return {UUID(name): percent for name, percent in super().changes().items()}

    def before(self) -> dict[UUID, Decimal | None]:
        """Return what each field held when the person opened it."""
        return {UUID(name): self._opened_on(name) for name in self.edited}

    def parts(self) -> list[Part]:
        """Return the parts as typed."""
        typed = ((feature, self.cleaned_data[str(feature.pk)]) for feature in self.others)
        return [Part(feature, percent) for feature, percent in typed if percent]

    def clean(self):
        cleaned = super().clean()
        if sentence := too_much(cleaned[name] for name in self.edited if cleaned.get(name)):
            self.add_error(None, sentence)
        return cleaned

    def _opened_on(self, name: str) -> Decimal | None:
        try:
            return read_percent(self.data.get(self[name].html_initial_name, ""))
        except ValidationError:
            return None
