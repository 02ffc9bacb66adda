"""The editor of a note, in place of its card; one that does not exist yet is created by its first save."""

import uuid

from canvas.actions import notes as actions
from canvas.forms import LinesForm, NoteForm
from canvas.views.cards import in_order
from canvas.views.editing import Editor
from canvas.views.replies import changed_blocks, closed, focused


class NoteEditor(Editor):
    """The editor of a note's text, status and segments."""

    template = "canvas/note.html"
    name = "note"
    route = "canvas:note"
    pieces = ("foot", "kept")

    def find(self):
        return in_order(self.canvas).filter(pk=self.item_id).first()

    def form(self, data=None, **initial):
        return NoteForm(data, initial=initial, canvas=self.canvas, auto_id=f"note-%s-{self.item_id}")

    def held(self):
        return NoteForm.held(self.item)

    def write(self, form):
        if form.cleaned_data["version"] == 0 and not self.canvas.notes.filter(pk=self.item_id).exists():
            return actions.add_note(canvas=self.canvas, note_id=self.item_id, by=self.request.actor, **form.all_of_it())
        return actions.edit_note(note_id=self.item_id, **self.saving(form))

    def closed(self):
        """Answer with the card; with the block where the note was just added, or where there is none (any more)."""
        block = self.item.block if self.item else self.request.POST.get("block")
        if self.item and not self.request.POST.get("is_new"):
            return closed(self.request, self.canvas, self.item)
        known = [one.id for one in self.canvas.plan.blocks if one.id == block]
        at = f"#{self.item.anchor}" if self.item else ""
        return changed_blocks(self.request, self.canvas, known, to=f"{self.canvas.get_absolute_url()}{at}")

    def extras(self, form):
        chosen = set(form["segments"].value() or ())
        segments = [(segment, str(segment.pk) in chosen) for segment in self.canvas.segments.in_order()]
        return {
            "home": form.home,
            "segments": segments,
            "chosen": [segment for segment, is_chosen in segments if is_chosen],
            "is_saved": str(form["version"].value()) != "0",
        }

    @property
    def root(self):
        return self.key

    def opened_on_new(self, block: str):
        """Show the editor of a note that is yet to be written in a block."""
        return self.opened(self.form(version=0, step=uuid.uuid4(), block=block, is_new=True))


class LinesEditor(NoteEditor):
    """The editor of a note whose text is to become a note a line."""

    def form(self, data=None, **initial):
        return LinesForm(data, initial=initial, canvas=self.canvas, auto_id=f"note-%s-{self.item_id}")

    def write(self, form):
        typed = form.all_of_it()
        lines = typed.pop("text").split("\n")
        seen = {"version": form.seen(), "by": self.request.actor}
        return actions.note_per_line(canvas=self.canvas, note_id=self.item_id, lines=lines, **seen, **typed)

    def closed(self):
        if self.was_saved:
            to = f"{self.canvas.get_absolute_url()}#{self.item.anchor}"
            return focused(changed_blocks(self.request, self.canvas, [self.item.block], to=to), self.item.anchor)
        return super().closed()
