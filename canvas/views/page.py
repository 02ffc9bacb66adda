"""The canvas page: every block with its notes, the ledger's strip, the legend."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.messages import get_messages
from django.utils.safestring import SafeString
from django.views.decorators.http import condition, require_safe

from canvas import slots
from canvas.access import canvas_access
from canvas.models import Canvas, Segment
from canvas.views.cards import Group, all_groups
from teams.roles import Permission, allows
from ui.fragments import page_or_fragment, wants_fragment


@dataclass(frozen=True)
class CanvasParts:
    """The changing parts of a canvas page, each read when it is drawn: where they stand as drawn, none is."""

    page: slots.Page
    can_edit: bool

    @property
    def canvas(self) -> Canvas:
        return self.page.subject

    @cached_property
    def drawn(self) -> tuple:
        """What the parts depend on besides who looks: while it is the same, they stand as they were drawn."""
        return self.canvas.pk, self.canvas.revision, self.page.place("state"), self.can_edit

    @cached_property
    def segments(self) -> Sequence[Segment]:
        return list(self.canvas.segments.in_order())

    @cached_property
    def groups(self) -> Sequence[Group]:
        return all_groups(self.page, self.segments, can_edit=self.can_edit)

    @property
    def strip(self) -> SafeString:
        return self.page.place("strip")


def etag(request, canvas) -> str | None:
    """Name all that the page shows to this person; None where it has something to say once.

    The token of its forms is another at each answer and as good as any: it is that of the session.
    """
    if len(get_messages(request)):
        return None
    user, session = request.user, request.session.session_key
    shown_to = (user.name, user.theme, user.time_zone, user.single_key_shortcuts, request.role, session)
    shown = (settings.VERSION, canvas.workspace.name, canvas.is_archived, wants_fragment(request))
    state = repr((*shown, *shown_to, *_parts(request, canvas).drawn))
    return f'"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


@require_safe
@canvas_access(Permission.VIEW)
@condition(etag_func=etag)
def page(request, canvas):
    """Show a canvas; htmx gets its changing parts, without the frame. Unchanged, it is not sent again."""
    parts = _parts(request, canvas)
    may_edit = allows(request.role, Permission.EDIT)
    context = {"canvas": canvas, "parts": parts, "may_edit": may_edit, "can_edit": parts.can_edit}
    return page_or_fragment(request, "canvas/canvas.html", context, fragment="canvas-parts")


def _parts(request, canvas) -> CanvasParts:
    """Return the parts of the page that this request is for: the same for its ETag and for the page."""
    if not hasattr(request, "canvas_parts"):
        can_edit = allows(request.role, Permission.EDIT) and not canvas.is_archived
        request.canvas_parts = CanvasParts(slots.Page(canvas, request.GET), can_edit)
    return request.canvas_parts
