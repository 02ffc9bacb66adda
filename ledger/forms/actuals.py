"""What is sent to import actuals: a table, what its columns mean, and what it leaves open; and ranges to accept."""

from collections.abc import Mapping
from functools import cached_property

from django import forms
from django.core import signing

from canvas.forms import VersionForm
from ledger import tables
from ledger.forms.numbers import NumberField
from ledger.rules import ESTIMATE_LENGTH
from ledger.tables import DATE, LABELS, ROWS, TRACES, Canvas, Digest, Meaning, TableRefused, Taken, guess
from ui.forms import PlainForm, PlainSelect, PlainTextArea

NEITHER = "Choose a file, or paste the table below."
BOTH = "A file is chosen as well. Send one of the two."
STALE = "This table was read too long ago, or for another feature. Choose the file again."
TWO_DAYS = "Two columns are read as the day of a use. Choose one of them."
NO_DAY = "No column says the day of a use. Choose one."
NOTHING = "Nothing is counted: choose at least one column besides the day."
MOST_PASTED = 1_500_000
KEPT_SECONDS = 24 * 3600
LEFT_OUT = ("", "Left out")
NO_ANSWER = "There is no such answer. Choose one of those shown."
FILE_NAME_LENGTH = 80


class TableForm(PlainForm):
    """A table; valid once it is read, added up by day, as `cleaned_data["digest"]`."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="CSV, TSV, JSON, JSONL or XLSX, also zipped, from Langfuse, OpenAI, Anthropic, Helicone, OpenRouter, "
        "LiteLLM, Cursor, AWS, a bill in FOCUS, or by hand. "
        f"At most {tables.MOST_BYTES // 1_000_000} MB and {tables.MOST_ROWS:,} rows; a row for each day is enough.",
        widget=forms.FileInput(
            attrs={
                "accept": ".csv,.tsv,.txt,.json,.jsonl,.ndjson,.xlsx,.gz,.zip,text/csv,application/json",
                "autofocus": True,
                "data-most-bytes": tables.MOST_BYTES,
                "data-too-large": tables.TOO_LARGE,
            }
        ),
    )
    text = PlainTextArea(
        label="Or the table itself",
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocapitalize": "none", "dir": "auto"}),
    )

    def clean(self):
        """Read what was sent; a refusal stands beside where it came from, and names the row."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if not self.errors and bool(file) == bool(text.strip()):
            self.add_error(*(("text", BOTH) if file else ("file", NEITHER)))
        if self.errors:
            return self.cleaned_data
        try:
            if file:
                tables.check_size(file.size)
            return self.cleaned_data | {"digest": tables.read(file.read() if file else text)}
        except TableRefused as refusal:
            self.add_error("file" if file else "text", str(refusal))
            return self.cleaned_data

    @property
    def file_name(self) -> str:
        """What the file is called, "" for a table that was pasted."""
        file = self.cleaned_data.get("file")
        return file.name[:FILE_NAME_LENGTH] if file else ""


class ColumnsForm(PlainForm):
    """What the columns of a table mean, and answers to what it leaves open; valid once that gives days.

    The table itself travels as its sums for each day, signed. What is not sent is as the table itself tells it, and
    an answer that was not given is the proposed one, which `unanswered` then holds.
    """

    table = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)

    def __init__(self, sent: Mapping, *, canvas, feature):
        self.canvas, self.feature, self.sent = canvas, feature, sent
        super().__init__({"table": sent.get("table", "")})
        if self.digest:
            self.data = {"table": sent.get("table", ""), **self._roles(), **self._answers()}
            self._offer_roles()
            self._offer_answers()

    @classmethod
    def of(cls, digest: Digest, file_name: str, *, canvas, feature) -> "ColumnsForm":
        """Return the form of a table that was just read."""
        held = {"digest": digest.as_json(), "name": file_name}
        table = signing.dumps(held, salt=_salt(feature), compress=True)
        return cls({"table": table}, canvas=canvas, feature=feature)

    @cached_property
    def _held(self) -> dict | None:
        try:
            return signing.loads(self.sent.get("table", ""), salt=_salt(self.feature), max_age=KEPT_SECONDS)
        except signing.BadSignature:
            return None

    @cached_property
    def digest(self) -> Digest | None:
        """The table; None where what was sent is not what was signed."""
        return Digest.from_json(self._held["digest"]) if self._held else None

    @property
    def file_name(self) -> str:
        return self._held["name"] if self._held else ""

    @cached_property
    def guessed(self) -> Meaning:
        """What the table itself tells of its columns."""
        return guess(self.digest, self.canvas.currency)

    @cached_property
    def meaning(self) -> Meaning:
        """What its columns are read as, with every answer that was given or proposed."""
        return self._understood(self._answers())

    @cached_property
    def taken(self) -> Taken:
        """What the table gives so."""
        return Taken(self.digest, self.meaning, self._in)

    @cached_property
    def asks(self) -> list[tables.Ask]:
        return Taken(self.digest, self._understood({}), self._in).asks

    @property
    def unanswered(self) -> list[tables.Ask]:
        """What is asked, and nobody has answered."""
        return [ask for ask in self.asks if self.sent.get(f"ask-{ask.id}", "") not in dict(ask.choices)]

    @property
    def _in(self) -> Canvas:
        return Canvas(self.canvas.currency, self.canvas.usd_rate)

    def _roles(self) -> dict[str, str]:
        """The role of each column as it was sent, else as the table tells it."""
        told = {f"role-{place}": role for place, role in enumerate(self.guessed.roles)}
        return {name: self.sent.get(name, role) for name, role in (told | {"counted": self.guessed.counted}).items()}

    def _answers(self) -> dict[str, str]:
        unanswered = {ask.id for ask in self.unanswered}
        return {
            f"ask-{ask.id}": ask.proposed if ask.id in unanswered else self.sent[f"ask-{ask.id}"] for ask in self.asks
        }

    def _understood(self, answers: Mapping[str, str]) -> Meaning:
        said = {name.removeprefix("ask-"): answer for name, answer in answers.items()}
        roles = self._roles()
        places = range(len(self.digest.columns))
        return Meaning(
            roles=tuple(roles[f"role-{place}"] for place in places),
            why=self.guessed.why,
            counted=roles["counted"],
            answers=said,
            cache=self.guessed.cache,
            cached=self.guessed.cached,
        )

    def _offer_roles(self) -> None:
        for place, column in enumerate(self.digest.columns):
            roles = [LEFT_OUT]
            if place in self.digest.dates:
                roles.append((DATE, "Day of the use"))
            elif column.is_number:
                roles += LABELS.items()
            field = forms.ChoiceField(label=column.name, choices=roles, required=False, widget=PlainSelect)
            self.fields[f"role-{place}"] = field
        counted = [("", "No row is a use of its own"), (ROWS, "Each row is one use")]
        if self.digest.trace is not None:
            counted.append((TRACES, "Each different trace is one use"))
        self.fields["counted"] = forms.ChoiceField(
            label="Where no column counts uses", choices=counted, required=False, widget=PlainSelect
        )

    def _offer_answers(self) -> None:
        for ask in self.asks:
            field = forms.ChoiceField(label=ask.sentence, choices=ask.choices, widget=forms.RadioSelect)
            field.error_messages["invalid_choice"] = NO_ANSWER
            self.fields[f"ask-{ask.id}"] = field

    def clean_table(self):
        if self.digest is None:
            raise forms.ValidationError(STALE)
        return self.cleaned_data["table"]

    def clean(self):
        if self.errors:
            return self.cleaned_data
        days = len(self.meaning.places(DATE))
        if days != 1:
            self.add_error(None, TWO_DAYS if days else NO_DAY)
            return self.cleaned_data
        try:
            if not self.taken.days:
                self.add_error(None, NOTHING)
        except TableRefused as refusal:
            self.add_error(None, str(refusal))
        return self.cleaned_data

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What was chosen, to be sent once more: names and values, the table among them."""
        return list(self.data.items())


class AcceptForm(VersionForm):
    """The range that is accepted for a number: the text that was shown."""

    number = NumberField()
    text = forms.CharField(max_length=ESTIMATE_LENGTH)


class DaysForm(PlainForm):
    """Two dates, and all that was imported between them."""

    since = forms.DateField(widget=forms.HiddenInput)
    until = forms.DateField(widget=forms.HiddenInput)


def _salt(feature) -> str:
    return f"ledger.actuals.{feature.pk}"
