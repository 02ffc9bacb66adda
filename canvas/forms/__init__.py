"""What was typed: on the canvas page, and about a canvas as a whole."""

from canvas.forms.canvases import (
    BriefForm,
    CurrencyField,
    FirstNotesForm,
    NewCanvasForm,
    RenameForm,
    SearchForm,
    SettingsForm,
    TypedForm,
)
from canvas.forms.page import (
    EditorForm,
    MoveForm,
    NoteForm,
    SegmentEditForm,
    SegmentForm,
    SegmentsField,
    StatementForm,
    VersionForm,
)

__all__ = [
    "BriefForm",
    "CurrencyField",
    "EditorForm",
    "FirstNotesForm",
    "MoveForm",
    "NewCanvasForm",
    "NoteForm",
    "RenameForm",
    "SearchForm",
    "SegmentEditForm",
    "SegmentForm",
    "SegmentsField",
    "SettingsForm",
    "StatementForm",
    "TypedForm",
    "VersionForm",
]
