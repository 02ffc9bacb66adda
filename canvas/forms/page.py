"""What is typed on the canvas page: notes, the value statement, segments."""

from typing import ClassVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from canvas.forms.editing import EditorForm, VersionForm
from canvas.layouts import Block
from canvas.rules import (
    LINE_LIMIT,
    NOTE_LENGTH,
    SEGMENT_LENGTH,
    SEGMENT_LIMIT,
    STATEMENT_LENGTH,
    STATUSES,
    lines_of,
)
from ui.forms import REQUIRED, PlainForm, PlainTextArea, PlainTextField

SEGMENT_GONE = "One of these segments was deleted since. Look at the segments and save again."
NO_POSITION = "A position is a whole number from 1 to 100,000. Type one, or leave this empty for the end."


class SegmentsField(forms.MultipleChoiceField):
    """Ids of segments; which of them stand in the canvas is asked only when they were changed."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value):
        try:
            UUID(value)
        except ValueError:
            return False
        return True


class NoteForm(EditorForm):
    """A note's text, status and segments."""

    edited = ("text", "status", "segments")
    carried = ("version", "step", "block", "is_new")

    text = PlainTextArea(max_length=NOTE_LENGTH, label="Note text", show_hidden_initial=True)
    status = forms.ChoiceField(
        choices=[(status, status.capitalize()) for status in STATUSES],
        widget=forms.RadioSelect,
        initial=STATUSES[0],
        show_hidden_initial=True,
    )
    segments = SegmentsField(required=False, show_hidden_initial=True)
    block = forms.CharField(required=False, widget=forms.HiddenInput)
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, canvas, **kwargs):
        super().__init__(*args, **kwargs)
        self.canvas = canvas
        self.fields["block"].validators.append(self._check_block)

    def arguments(self):
        return {"canvas": self.canvas, "auto_id": self.auto_id}

    @staticmethod
    def held(note) -> dict:
        """Return what a note holds in the fields of this form."""
        segments = [str(segment.pk) for segment in note.segments.all()]
        return {"text": note.text, "status": note.status, "segments": segments, "block": note.block}

    def all_of_it(self) -> dict:
        """Return what a new note is made of, as an action takes it."""
        typed = {name: self.cleaned_data[name] for name in ("block", "text", "status", "step")}
        return {**typed, "segments": self.cleaned_data["segments"] or ()}

    @property
    def home(self) -> Block:
        """The block that the form names, or the first where it names none."""
        named = self["block"].value()
        return next((block for block in self.canvas.plan.blocks if block.id == named), self.canvas.plan.blocks[0])

    def changes(self):
        """Return the fields that the person has changed; of segments, those put on and the ids of those taken off."""
        changed = super().changes()
        if "segments" not in changed:
            return changed
        chosen, opened_with = changed.pop("segments"), self._opened_with()
        kept = {segment.pk for segment in chosen}
        put_on = [segment for segment in chosen if segment.pk not in opened_with]
        return changed | {"put_on_segments": put_on, "take_off": opened_with - kept}

    def rebased(self, *, version, **theirs):
        """Return this form on another person's version; which segments this one put on and took off stays as it is."""
        theirs.pop("segments", None)
        return super().rebased(version=version, **theirs)

    def _opened_with(self) -> set[UUID]:
        """The ids of the segments that the note carried when the session opened, as far as they are ids."""
        field = self.fields["segments"]
        said = self.data.getlist(self["segments"].html_initial_name)
        return {UUID(one) for one in said if field.valid_value(one)}

    def shown_status(self) -> str:
        """Return the status to draw: the one chosen, or the first where what was sent is none."""
        status = self["status"].value()
        return status if status in STATUSES else STATUSES[0]

    def _check_block(self, block):
        if block not in {one.id for one in self.canvas.plan.blocks}:
            raise ValidationError("This canvas has no such block. Reload the page and try again.")

    def clean_segments(self):
        ids = self.cleaned_data["segments"]
        if "segments" not in self.changed_data:
            return None
        found = list(self.canvas.segments.filter(pk__in=ids).in_order())
        if len(found) != len(set(ids)):
            raise ValidationError(SEGMENT_GONE)
        return found

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("version") == 0 and not cleaned.get("block"):
            self.add_error(None, "This form did not say which block the note is for. Go back and open it again.")
        return cleaned


class LinesForm(NoteForm):
    """A text of which every line becomes a note."""

    text = PlainTextArea(max_length=NOTE_LENGTH * LINE_LIMIT, label="Note text", show_hidden_initial=True)

    def clean_text(self):
        lines = lines_of(self.cleaned_data["text"])
        if not lines:
            raise ValidationError(REQUIRED)
        if len(lines) > LINE_LIMIT:
            raise ValidationError(f"These are {len(lines)} lines, and {LINE_LIMIT} is the most at once. Take some out.")
        if longest := max((len(line) for line in lines if len(line) > NOTE_LENGTH), default=0):
            raise ValidationError(f"A line is {longest:,} characters long, and {NOTE_LENGTH:,} is the most. Split it.")
        return "\n".join(lines)


class StatementForm(EditorForm):
    """The value statement at the head of the value proposition."""

    edited = ("value_statement",)

    value_statement = PlainTextArea(
        max_length=STATEMENT_LENGTH, required=False, label="Value statement", show_hidden_initial=True
    )


class FocusedRadioSelect(forms.RadioSelect):
    """Radio buttons of which the chosen one has the focus when its form opens."""

    checked_attribute: ClassVar = {"checked": True, "autofocus": True}


class MoveForm(VersionForm):
    """Where a note goes: a block, and a position in it from 1; without a position, its end."""

    block = forms.ChoiceField(widget=FocusedRadioSelect, label="Block")
    position = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        required=False,
        label="Position",
        help_text="1 is first. Left empty, the note goes to the end.",
        error_messages={"invalid": NO_POSITION, "min_value": NO_POSITION, "max_value": NO_POSITION},
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [(block.id, block.title) for block in plan.blocks]

    def index(self) -> int:
        """Return the place counted from 0; past the end is last."""
        position = self.cleaned_data["position"]
        return position - 1 if position else 100_000


class SegmentForm(PlainForm):
    """A segment's name and colour."""

    name = PlainTextField(max_length=SEGMENT_LENGTH, label="Name")
    colour = forms.TypedChoiceField(
        coerce=int,
        empty_value=None,
        choices=[(colour, f"Colour {colour}") for colour in range(1, SEGMENT_LIMIT + 1)],
        widget=forms.RadioSelect,
        required=False,
        label="Mark",
    )


class SegmentEditForm(EditorForm, SegmentForm):
    """A segment's name and mark, changed; `taken` says who carries which of the other marks."""

    edited = ("name", "colour")

    def __init__(self, *args, taken=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = taken or {}
        self.fields["colour"].required = True
        for name in self.edited:
            self.fields[name].show_hidden_initial = True

    def arguments(self):
        return {"taken": self.taken, "auto_id": self.auto_id}

    @property
    def shown_colour(self) -> int:
        """The mark to draw: the one chosen, or the first where what was sent is none."""
        colour = str(self["colour"].value())
        return int(colour) if colour in map(str, range(1, SEGMENT_LIMIT + 1)) else 1

    def clean_colour(self):
        colour = self.cleaned_data["colour"]
        if colour in self.taken:
            raise ValidationError(f"{self.taken[colour]} has this mark already. Choose one that no segment has.")
        return colour
