"""The request door for what lies outside a canvas: a workspace, and what is a person's own."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from teams.actors import actor_of
from teams.models import Workspace
from teams.roles import Permission, Role, allows

type View = Callable[..., HttpResponse]

LAST_WORKSPACE = "workspace"
REFUSALS = {
    Permission.COMMENT: "You can read what is in this workspace, not comment on it. Ask an owner for more.",
    Permission.EDIT: "You can read what is in this workspace, not change it. Ask an owner to make you an editor.",
    Permission.MANAGE: "Only an owner of the workspace can do this. Ask one of them.",
}


def workspace_access(permission: Permission) -> Callable[[View], View]:
    """Guard a view of one workspace, which receives the loaded workspace in place of `workspace_id`.

    Sets `request.role` and `request.actor`. Answers 404 to who is no member, 403 with a sentence to who may not do
    this.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request, workspace_id, *args, **kwargs):
            request.actor = actor_of(request.user)
            workspace = _find(request.user, workspace_id)
            request.role = Role(workspace.role)
            if not allows(request.role, permission):
                raise PermissionDenied(REFUSALS[permission])
            _remember(request, workspace)
            return view(request, workspace, *args, **kwargs)

        guarded.workspace_permission = permission
        return guarded

    return decorate


def personal(view: View) -> View:
    """Mark a view that shows and changes only what is the signed-in person's own, whatever their roles."""
    view.personal = True
    return view


def last_workspace(request: HttpRequest) -> Workspace | None:
    """Return the workspace that this person used last in this session, or the only one; None if neither."""
    workspaces = {str(workspace.pk): workspace for workspace in request.user.workspaces.shown_to(request.user)}
    own = [workspace for workspace in workspaces.values() if not workspace.is_of_examples]
    only = own[0] if len(own) == 1 else None
    return workspaces.get(request.session.get(LAST_WORKSPACE), only)


def _find(user, workspace_id):
    try:
        return user.workspaces.get(pk=workspace_id)
    except Workspace.DoesNotExist as missing:
        raise Http404 from missing


def _remember(request, workspace):
    if request.session.get(LAST_WORKSPACE) != str(workspace.pk):
        request.session[LAST_WORKSPACE] = str(workspace.pk)
