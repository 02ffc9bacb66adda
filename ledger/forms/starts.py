"""What is typed to begin a feature: a description, then the numbers that only its people know."""

from collections.abc import Iterator, Sequence

from django import forms

from economics import kinds
from ledger import rules
from ledger.asked import Asked
from ledger.forms.estimates import EstimateBoundField, EstimateField
from ledger.typical import KINDS, FeatureKind, Guess, TypicalLine, in_currency
from ui.forms import PlainForm, PlainTextField

FIRST = "This is one of the numbers that the verdict takes. Type one, such as {}, or a range."


class DescriptionForm(PlainForm):
    """What a feature does, in a few words."""

    does = PlainTextField(label="What the feature does", max_length=rules.DESCRIPTION_LENGTH, required=False)

    def words(self) -> str:
        return self.cleaned_data["does"] if self.is_valid() else ""


class KindForm(PlainForm):
    """Which of the kinds a feature is most like."""

    kind = forms.ChoiceField(label="It is most like", choices=[(kind.id, kind.title) for kind in KINDS])


class FirstNumbersForm(PlainForm):
    """The numbers that are asked for first, each in a field that is called by its question."""

    def __init__(self, *args, asked: Sequence[Asked], currency: str, hints=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.currency, self.hints = asked, currency, hints or {}
        for each in asked:
            field = EstimateField(each.field, currency=currency)
            field.label, field.required = each.words, True
            field.error_messages["required"] = FIRST.format(self._hint(each))
            field.widget.attrs["placeholder"] = self._hint(each)
            self.fields[each.name] = field

    @property
    def questions(self) -> list[tuple[EstimateBoundField, str]]:
        """Each field with the unit of its answer."""
        return [(self[each.name], each.unit.replace("money", self.currency)) for each in self.asked]

    def typed(self) -> dict[Asked, str]:
        """Return what was typed."""
        return {each: self.cleaned_data[each.name] for each in self.asked}

    def changed(self) -> dict[Asked, str]:
        """Return what was typed anew."""
        return {each: text for each, text in self.typed().items() if each.name in self.changed_data}

    def _hint(self, each: Asked) -> str:
        return self.hints.get(each.field.name, each.field.hint)


class StartForm(FirstNumbersForm):
    """The first numbers of a feature of a kind, and beneath them the figures that are typical of it.

    `rate` is what a US dollar is in the canvas's currency: what is typical is known in dollars.
    """

    def __init__(self, *args, kind: FeatureKind, asked: Sequence[Asked], currency: str, rate: float, **kwargs):
        super().__init__(*args, asked=asked, currency=currency, hints=kind.hints, **kwargs)
        self.kind = kind
        self._guesses = {}
        self.fields["does"] = PlainTextField(max_length=rules.DESCRIPTION_LENGTH, required=False)
        for place, line, guess in _guessed(kind, asked):
            name, field = f"typical-{place}-{guess.field}", kinds.line_type(line.kind, line.method).field(guess.field)
            text = in_currency(guess.text, rate) if field.unit.startswith("money") else guess.text
            self.fields[name] = EstimateField(field, currency=currency)
            self.fields[name].initial = text
            self._guesses[name] = (place, guess.field, text, guess)

    @property
    def guesses(self) -> list[tuple[EstimateBoundField, str, Guess]]:
        """Each typical figure: its field, what stands in it at first, and where that comes from."""
        return [(self[name], text, guess) for name, (_, _, text, guess) in self._guesses.items()]

    def typical(self) -> dict[tuple[int, str], str]:
        """Return the typical figures as they were left or changed, by the place of their line and their field."""
        return {
            (place, field): self.cleaned_data[name] or text for name, (place, field, text, _) in self._guesses.items()
        }


def _guessed(kind: FeatureKind, asked: Sequence[Asked]) -> Iterator[tuple[int, TypicalLine, Guess]]:
    """Yield the typical figures of a kind but those that are asked for, each with its line and the place of that."""
    mine = {(each.kind, each.method, each.field.name) for each in asked}
    for place, line in enumerate(kind.lines):
        for guess in line.guesses:
            if (line.kind, line.method, guess.field) not in mine:
                yield place, line, guess
