"""What was typed: on the canvas page, and about a canvas as a whole."""

from canvas.forms.canvases import (
    BriefForm,
    CurrencyField,
    FirstNotesForm,
    NewCanvasForm,
    RateForm,
    RenameForm,
    SearchForm,
    SettingsForm,
    WorkspaceCurrencyForm,
)
from canvas.forms.editing import EditorForm, VersionForm
from canvas.forms.evidence import EvidencedForm, evidence_fields, held_evidence
from canvas.forms.page import LinesForm, MoveForm, NoteForm, SegmentEditForm, SegmentForm, SegmentsField, StatementForm
from canvas.forms.rows import Ids, MoveRowForm

__all__ = [
    "BriefForm",
    "CurrencyField",
    "EditorForm",
    "EvidencedForm",
    "FirstNotesForm",
    "Ids",
    "LinesForm",
    "MoveForm",
    "MoveRowForm",
    "NewCanvasForm",
    "NoteForm",
    "RateForm",
    "RenameForm",
    "SearchForm",
    "SegmentEditForm",
    "SegmentForm",
    "SegmentsField",
    "SettingsForm",
    "StatementForm",
    "VersionForm",
    "WorkspaceCurrencyForm",
    "evidence_fields",
    "held_evidence",
]
