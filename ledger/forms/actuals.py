"""What is sent to import actuals: a table, then what its columns mean."""

from django import forms
from django.core import signing
from django.utils.functional import cached_property

from canvas.forms import VersionForm
from ledger import actuals
from ledger.actuals import LABELS, ActualsRefused, Day, Digest, Mapping, OrderUnknown
from ledger.forms.numbers import NumberField
from ledger.rules import ESTIMATE_LENGTH
from ui.forms import PlainForm, PlainTextArea

NEITHER = "Choose a file, or paste the table below."
BOTH = "A file is chosen as well. Send one of the two."
STALE = "This table was read too long ago, or for another feature. Choose the file again."
MOST_PASTED = 1_500_000
KEPT_SECONDS = 24 * 3600
ABSENT = ("", "Not in the table")
NO_COLUMN = "The table has no such column. Choose another one."
ORDERS = [("", "Let the dates tell"), ("day", "The day comes first"), ("month", "The month comes first")]


class TableForm(PlainForm):
    """A table in CSV; valid once it is read, added up by day, as `cleaned_data["digest"]`."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text=f"CSV with a header, of at most {actuals.MOST_BYTES // 1_000_000} MB and "
        f"{actuals.MOST_ROWS:,} rows. Its rows are added up by day; nothing else of it is kept.",
        widget=forms.FileInput(
            attrs={
                "accept": ".csv,.tsv,.txt,text/csv",
                "autofocus": True,
                "data-most-bytes": actuals.MOST_BYTES,
                "data-too-large": actuals.TOO_LARGE,
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
    source = forms.ChoiceField(
        label="Where it comes from",
        required=False,
        choices=[("", "Tell by the header"), *actuals.SOURCES.items()],
        help_text="Costs from Langfuse and LiteLLM are US dollars and are converted; your own table is in the "
        "canvas’s currency.",
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
                actuals.check_size(file.size)
            return self.cleaned_data | {"digest": actuals.read(file.read() if file else text)}
        except ActualsRefused as refusal:
            self.add_error("file" if file else "text", str(refusal))
            return self.cleaned_data


class ColumnsForm(PlainForm):
    """What the columns of a table mean; valid once that gives days, as `cleaned_data["days"]`.

    The table itself travels as its sums for each day, signed.
    """

    table = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    date = forms.ChoiceField(label="Date", error_messages={"required": "Choose the column that holds the date."})
    order = forms.ChoiceField(label="In a date such as 11/12/2026", choices=ORDERS, required=False)
    uses = forms.ChoiceField(label=LABELS["uses"], required=False)
    cost = forms.ChoiceField(label=LABELS["cost"], required=False)
    revenue = forms.ChoiceField(label=LABELS["revenue"], required=False)
    input_tokens = forms.ChoiceField(label=LABELS["input_tokens"], required=False)
    output_tokens = forms.ChoiceField(label=LABELS["output_tokens"], required=False)
    reviewed = forms.ChoiceField(label=LABELS["reviewed"], required=False)
    money = forms.ChoiceField(label="Costs and revenue are in")

    def __init__(self, data, *, canvas, feature):
        super().__init__(data)
        self.canvas, self.feature = canvas, feature
        self.fields["money"].choices = [(actuals.CANVAS, canvas.currency)]
        if canvas.currency != "USD":
            rate = f", converted at {canvas.usd_rate.normalize():f}" if canvas.usd_rate else ""
            self.fields["money"].choices += [(actuals.DOLLARS, f"US dollars{rate}")]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = NO_COLUMN
        if self.digest:
            self._offer(self.digest)

    @classmethod
    def of(cls, digest: Digest, mapping: Mapping, *, canvas, feature) -> "ColumnsForm":
        """Return the form filled in with a table and what its columns mean."""
        table = signing.dumps(digest.as_json(), salt=_salt(feature), compress=True)
        held = {name: getattr(mapping, name) for name in mapping.__slots__}
        if canvas.currency == "USD":
            held["money"] = actuals.CANVAS
        return cls({"table": table, "seen": Mapping(**held).key, **held}, canvas=canvas, feature=feature)

    @cached_property
    def digest(self) -> Digest | None:
        """The table; None where what was sent is not what was signed."""
        try:
            held = signing.loads(self.data.get("table", ""), salt=_salt(self.feature), max_age=KEPT_SECONDS)
        except signing.BadSignature:
            return None
        return Digest.from_json(held)

    @property
    def mapping(self) -> Mapping:
        """What was chosen, valid or not."""
        return Mapping(**{name: str(self.data.get(name) or "") for name in Mapping.__slots__})

    @property
    def is_as_seen(self) -> bool:
        """Whether the person has seen what these choices give."""
        return self.data.get("seen") == self.mapping.key

    def clean_table(self):
        if self.digest is None:
            raise forms.ValidationError(STALE)
        return self.cleaned_data["table"]

    def clean(self):
        if self.errors:
            return self.cleaned_data
        rate = self.canvas.usd_rate
        try:
            days = actuals.days_of(self.digest, self.mapping, currency=self.canvas.currency, usd_rate=rate)
        except ActualsRefused as refusal:
            self.add_error("order" if isinstance(refusal, OrderUnknown) else None, str(refusal))
            return self.cleaned_data
        return self.cleaned_data | {"days": days}

    @property
    def days(self) -> list[Day]:
        """The days that would be stored; none while something is wrong."""
        return self.cleaned_data.get("days", []) if self.is_valid() else []

    def _offer(self, digest: Digest) -> None:
        names = _told_apart(digest)
        columns = [(str(at), names[at]) for at, column in enumerate(digest.columns) if not column.is_empty]
        for name in LABELS:
            self.fields[name].choices = [ABSENT, *columns]
        counted = [(actuals.ROWS, "Each row is one use")]
        if digest.trace is not None:
            counted.append((actuals.TRACES, f"Each different {names[digest.trace]} is one use"))
        self.fields["uses"].choices = [ABSENT, *counted, *columns]
        self.fields["date"].choices = [(str(at), names[at]) for at in digest.dates]
        if not any("/" in day for part in digest.parts for day in part.days):
            self.fields["order"].widget = forms.HiddenInput()


def _told_apart(digest: Digest) -> list[str]:
    """Return what the columns are called, those of one name with their place in the table."""
    names = [column.name for column in digest.columns]
    return [f"{name} (column {at})" if names.count(name) > 1 else name for at, name in enumerate(names, start=1)]


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
