"""Creating a canvas, its settings, its archive."""

from django.utils import timezone

from canvas import changes
from canvas.models import Archive, Brief, Canvas
from teams.actions.workspaces import set_currency
from teams.actors import actor_of


def create_canvas(*, workspace, title, by, **fields) -> Canvas:
    """Create an empty canvas with its brief in a workspace; the first one says in which currency others will count."""
    canvas = Canvas(workspace=workspace, title=title, **fields)
    with changes.record(canvas, by=by) as change:
        change.create(Brief())
        if not workspace.currency:
            set_currency(workspace=workspace, currency=canvas.currency)
    return canvas


def edit_canvas(*, canvas, version, by, step=None, **fields) -> Canvas:
    """Change the canvas's own fields: title, summary, currency, rate, value statement."""
    with changes.record(canvas, by=by, step=step) as change:
        return change.update(change.get(Canvas, canvas.pk), version=version, **fields)


def archive_canvas(*, canvas, by) -> Canvas:
    """Archive a canvas; archiving it again changes nothing."""
    with changes.record(canvas, by=by) as change:
        if not Archive.objects.filter(canvas=canvas).exists():
            change.create(Archive(by_id=actor_of(by).user_id, at=timezone.now()))
    return canvas


def restore_canvas(*, canvas, by) -> Canvas:
    """Bring an archived canvas back; restoring an active one changes nothing."""
    with changes.record(canvas, by=by) as change:
        for archive in Archive.objects.filter(canvas=canvas):
            change.delete(archive, version=archive.version)
    return canvas
