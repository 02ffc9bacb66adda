"""What a canvas is made of. Everything here is written by canvas.changes and by nothing else."""

from canvas.models.brief import Brief
from canvas.models.canvas import Archive, Canvas, Note, NoteSegment, Segment
from canvas.models.evidence import Evidence, evidence_constraints
from canvas.models.log import Change
from canvas.models.tracked import Item, ItemQuerySet, Link, Tracked

__all__ = [
    "Archive",
    "Brief",
    "Canvas",
    "Change",
    "Evidence",
    "Item",
    "ItemQuerySet",
    "Link",
    "Note",
    "NoteSegment",
    "Segment",
    "Tracked",
    "evidence_constraints",
]
