"""The request door: which person may do what with which canvas.

A view behind `@canvas_access(Permission.X)` receives the loaded canvas in place of its id, and who acts as
`request.actor`, in the role `request.role`. An actor need not be a user: one may be let in to this canvas alone. Who
may not know that the canvas exists gets 404; who may see it but not do this gets 403 with a sentence. What a view looks
up through the canvas and does not find is a 404 as well.
"""

from functools import wraps

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404

from canvas.models import Canvas
from teams.actors import acting_in
from teams.roles import Permission, Role, allows
from ui.prepared import Prepared

REFUSALS = {
    Permission.COMMENT: "You can read this canvas, not comment on it. Ask an owner of its workspace for more.",
    Permission.EDIT: "You can read this canvas, not change it. Ask an owner of its workspace to make you an editor.",
    Permission.MANAGE: "Only an owner of the workspace can do this. Ask one of them.",
}
ARCHIVED = "This canvas is archived, so it can be read but not changed. Restore it first."


def canvas_access(permission: Permission, *, archived: bool = False):
    """Guard a view of one canvas; `archived` lets a change through although the canvas is archived."""

    def decorate(view):
        @wraps(view)
        def guarded(request, canvas_id, *args, **kwargs):
            request.actor = acting_in(request)
            canvas = _find(request, canvas_id)
            request.role = Role(canvas.role)
            _check(canvas, request.role, permission, archived)
            try:
                return view(request, canvas, *args, **kwargs)
            except ObjectDoesNotExist as missing:
                raise Http404 from missing

        guarded.canvas_permission = permission
        return guarded

    return decorate


def _seen(canvas_id, user_id):
    return Canvas.objects.of_member(user_id).marked().filter(pk=canvas_id)


_seen_at_once = Prepared(_seen)
# A page names the workspace; a change is kept to what it needs.
_seen_with_workspace = Prepared(lambda canvas_id, user_id: _seen(canvas_id, user_id).select_related("workspace"))


def _find(request, canvas_id):
    if request.actor.admission:
        found = Canvas.objects.visible_to(request.actor).marked().filter(pk=canvas_id).select_related("workspace")
    else:
        find = _seen_with_workspace if request.method in ("GET", "HEAD") else _seen_at_once
        found = find(canvas_id, request.actor.user_id)
    if not found:
        raise Http404
    return found[0]


def _check(canvas, role, permission, archived):
    if not allows(role, permission):
        raise PermissionDenied(REFUSALS[permission])
    if canvas.is_archived and not archived and permission is not Permission.VIEW:
        raise PermissionDenied(ARCHIVED)
