"""The fields that say how well something is known: of a row that rests on one piece of evidence, or of one of many."""

from django import forms

from canvas.forms.editing import EditorForm
from canvas.rules import EVIDENCE_FIELDS, EVIDENCE_LEVELS, SOURCE_LENGTH
from ui.drawings import EVIDENCE
from ui.forms import NO_DATE, LinkField, PlainTextField

EVIDENCE_LABELS = {
    "evidence_level": "Evidence",
    "evidence_source": "Source",
    "evidence_url": "Link",
    "evidence_date": "As of",
}


class EvidencedForm(EditorForm):
    """An editing session of something that rests on evidence."""

    @property
    def evidence(self) -> list:
        """The bound fields of the evidence."""
        return [self[name] for name in EVIDENCE_FIELDS]

    @property
    def is_guess(self) -> bool:
        """Whether nothing better than a guess stands behind it."""
        return (self["evidence_level"].value() or "guess") == "guess"


def evidence_fields() -> dict[str, forms.Field]:
    """Return the form fields that say how well something is known."""
    levels = [("", "None yet: a guess"), *((level, EVIDENCE[level][0]) for level in EVIDENCE_LEVELS)]
    return {
        "evidence_level": forms.ChoiceField(
            choices=levels, required=False, label=EVIDENCE_LABELS["evidence_level"], show_hidden_initial=True
        ),
        "evidence_source": PlainTextField(
            max_length=SOURCE_LENGTH,
            required=False,
            label=EVIDENCE_LABELS["evidence_source"],
            show_hidden_initial=True,
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        ),
        "evidence_url": LinkField(required=False, label=EVIDENCE_LABELS["evidence_url"], show_hidden_initial=True),
        "evidence_date": forms.DateField(
            required=False,
            label=EVIDENCE_LABELS["evidence_date"],
            show_hidden_initial=True,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": NO_DATE},
        ),
    }


def held_evidence(item) -> dict:
    """Return what an item's evidence fields hold, as a form takes them."""
    held = {name: getattr(item, name) for name in EVIDENCE_FIELDS}
    return held | {"evidence_date": item.evidence_date.isoformat() if item.evidence_date else ""}
