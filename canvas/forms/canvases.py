"""What is typed about a canvas as a whole: its title, its settings, its brief, and the search for it."""

from decimal import Decimal

from django import forms

from canvas.currencies import grouped
from canvas.forms.editing import EditorForm
from canvas.rules import ANSWER_LENGTH, BRIEF_TO_BLOCK, QUESTIONS, SUMMARY_LENGTH, TITLE_LENGTH
from ui.forms import NO_DATE, PlainForm, PlainTextArea, PlainTextField

BRIEF_QUESTIONS = {
    "target_customers": ("Who are the target customers?", "Name the people whose day gets better, and who pays."),
    "pain_points": ("What are their core pain points?", "What costs them time, money or nerves today?"),
    "alternatives": ("What do they use today?", "Rivals, workarounds, doing nothing."),
    "value_delivered": ("What value do you deliver?", "What is better afterwards, and by how much?"),
    "revenue_model": ("How does it earn?", "Who pays, for what, how often?"),
    "delivery_cost": ("What does it cost to deliver?", "For an AI feature: inference, data and human review."),
}


class SearchForm(PlainForm):
    q = PlainTextField(
        label="Search canvases",
        max_length=TITLE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Search titles and summaries"}),
    )

    def words(self) -> str:
        """What is searched for: nothing where what was typed can be in no title."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class CurrencyField(forms.ChoiceField):
    """One of the currencies in use, those that people use most first."""

    def __init__(self, **kwargs):
        super().__init__(choices=grouped, **kwargs)


class WorkspaceCurrencyForm(PlainForm):
    """In which currency new canvases of a workspace count."""

    currency = CurrencyField(label="Currency", help_text="New canvases count in it; those that stand keep theirs.")


def _rate_field(**kwargs) -> forms.DecimalField:
    return forms.DecimalField(
        label="One US dollar in this currency",
        max_digits=15,
        decimal_places=9,
        min_value=Decimal("0.000000001"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": "Model prices are in dollars. Type how much of this currency one dollar costs.",
            "invalid": "This is not a number. Write it like 0.92.",
            "min_value": "A rate is above zero. Write how much of this currency one dollar costs.",
        },
        **kwargs,
    )


def _rate_date_field() -> forms.DateField:
    return forms.DateField(
        label="Rate as of",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE},
    )


def _held_rate(canvas) -> dict:
    rate = canvas.usd_rate
    return {"usd_rate": None if rate is None else format(rate.normalize(), "f"), "usd_rate_date": canvas.usd_rate_date}


class NewCanvasForm(PlainForm):
    USUAL = "USD"

    title = PlainTextField(
        label="Title",
        max_length=TITLE_LENGTH,
        help_text="The product or the business case.",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    currency = CurrencyField(label="Currency", initial=USUAL, help_text="Every figure of the canvas is in it.")


class RenameForm(EditorForm):
    """What a canvas is called."""

    edited = ("title",)

    title = PlainTextField(
        label="Title",
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"autofocus": True, "dir": "auto"}),
        show_hidden_initial=True,
    )

    @staticmethod
    def held(canvas) -> dict:
        """Return what the form shows of a canvas before anything is typed."""
        return {"title": canvas.title}


class SettingsForm(EditorForm):
    """What a canvas is called, says of itself and reckons in."""

    edited = ("title", "summary", "currency", "usd_rate", "usd_rate_date")

    title = PlainTextField(label="Title", max_length=TITLE_LENGTH)
    summary = PlainTextArea(
        label="Summary", max_length=SUMMARY_LENGTH, required=False, help_text="One or two sentences."
    )
    currency = CurrencyField(label="Currency", help_text="Changing it converts nothing: the figures stay as typed.")
    usd_rate = _rate_field(
        required=False, help_text="Model prices are in dollars. Not needed where the currency is USD."
    )
    usd_rate_date = _rate_date_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.edited:
            self.fields[name].show_hidden_initial = True

    @staticmethod
    def held(canvas) -> dict:
        """Return what the form shows of a canvas before anything is typed."""
        return {name: getattr(canvas, name) for name in ("title", "summary", "currency")} | _held_rate(canvas)


class RateForm(EditorForm):
    """What a US dollar is in the canvas's currency, and since when."""

    edited = ("usd_rate", "usd_rate_date")

    usd_rate = _rate_field(show_hidden_initial=True)
    usd_rate_date = _rate_date_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["usd_rate"].widget.attrs["autofocus"] = True
        self.fields["usd_rate_date"].show_hidden_initial = True

    @staticmethod
    def held(canvas) -> dict:
        """Return the rate as it stands."""
        return _held_rate(canvas)


class BriefForm(EditorForm):
    """The six questions; every answer may be left for later."""

    edited = QUESTIONS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in QUESTIONS:
            label, help_text = BRIEF_QUESTIONS[name]
            self.fields[name] = PlainTextArea(
                label=label,
                help_text=help_text,
                max_length=ANSWER_LENGTH,
                required=False,
                rows=2,
                show_hidden_initial=True,
            )

    @staticmethod
    def held(brief) -> dict:
        """Return the answers given so far."""
        return {name: getattr(brief, name) for name in QUESTIONS}


class FirstNotesForm(PlainForm):
    """Which lines of the brief become notes, each one of its own; all of them unless unticked."""

    lines = forms.MultipleChoiceField(label="Your answers", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args, brief, plan, **kwargs):
        super().__init__(*args, **kwargs)
        offered = brief.offered_lines
        self.fields["lines"].choices = [
            (name, f"{plan.block(BRIEF_TO_BLOCK[question]).title}: {line}")
            for name, (question, line) in offered.items()
        ]
        self.fields["lines"].initial = list(offered)
