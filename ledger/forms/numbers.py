"""A number of a feature as a form names it."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError

from economics.numbers import Number, NumberError
from ledger import rules

NOT_HERE = "This feature has no such number any more. Reload the page and choose again."


class NumberField(forms.CharField):
    """The name of a number, such as "usage:active_users"; `numbers` are those that it may be, where that is known."""

    widget = forms.HiddenInput

    def __init__(self, *, numbers: Collection[Number] | None = None, **options):
        super().__init__(max_length=rules.NUMBER_LENGTH, error_messages={"required": NOT_HERE}, **options)
        self.numbers = numbers

    def clean(self, value):
        try:
            number = Number.parse(super().clean(value))
        except NumberError:
            raise ValidationError(NOT_HERE, code="number") from None
        if self.numbers is not None and number not in self.numbers:
            raise ValidationError(NOT_HERE, code="number")
        return number
