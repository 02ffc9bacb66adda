"""Keys of new lines, read from the log, so that the number of a deleted line is never given again."""

from django.db.models.fields.json import KT

from canvas.models import Change
from ledger.models import Line
from ledger.rules import next_key


class KeyMaker:
    """Makes keys inside an open write door, each above all that this canvas has ever had of its kind."""

    def __init__(self, change):
        change.flush()
        born = Change.objects.filter(canvas=change.canvas, model=Line._meta.label, verb="create")
        self._taken = set(born.values_list(KT("after__key"), flat=True))
        self._taken |= {row.after["key"] for row in change.rows if row.model == Line._meta.label and row.after}

    def make(self, kind: str) -> str:
        """Return a key that no line of the canvas has or had."""
        key = next_key(kind, self._taken)
        self._taken.add(key)
        return key
