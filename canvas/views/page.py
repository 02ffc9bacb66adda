"""The canvas page: every block with its notes, the ledger's strip, the legend."""

from django.views.decorators.http import require_safe

from canvas import slots
from canvas.access import canvas_access
from canvas.views.cards import all_groups
from teams.roles import Permission, allows
from ui.fragments import page_or_fragment


@require_safe
@canvas_access(Permission.VIEW)
def page(request, canvas):
    """Show a canvas; htmx gets its changing parts, without the frame."""
    return page_or_fragment(request, "canvas/canvas.html", page_context(request, canvas), fragment="canvas-parts")


def page_context(request, canvas) -> dict:
    """Return what the canvas page shows to this person."""
    page = slots.Page(canvas)
    strip = page.place("strip")
    segments = list(canvas.segments.in_order())
    return {
        "canvas": canvas,
        "groups": all_groups(page, segments),
        "strip": strip,
        "segments": segments,
        "may_edit": allows(request.role, Permission.EDIT),
        "can_edit": allows(request.role, Permission.EDIT) and not canvas.is_archived,
    }
