from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from teams.access import last_workspace, personal, workspace_access
from teams.actions.workspaces import create_workspace, rename_workspace, set_half_life
from teams.forms import HalfLifeForm, WorkspaceForm
from teams.models import Workspace
from teams.roles import Permission, allows
from ui.forms import posted
from ui.toasts import toast


@require_safe
@personal
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the workspace used last or the only one, else to the list of them."""
    return redirect(last_workspace(request) or "teams:workspaces")


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def workspaces(request: HttpRequest) -> HttpResponse:
    """List the person's workspaces with their members; a POST creates another one."""
    form = WorkspaceForm(posted(request))
    if not form.is_valid():
        return render(request, "teams/workspaces.html", _list_context(request, form), status=_status(form))
    return redirect(create_workspace(by=request.user, **form.cleaned_data))


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_access(Permission.MANAGE)
def rename(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Give the workspace another name."""
    form = WorkspaceForm(posted(request), initial={"name": workspace.name})
    if not form.is_valid():
        context = {"form": form, "workspace": workspace}
        return render(request, "teams/workspace-name.html", context, status=_status(form))
    rename_workspace(workspace=workspace, **form.cleaned_data)
    toast(request, f"The workspace is now called {workspace.name}.")
    return redirect("teams:workspaces")


@require_http_methods(["GET", "HEAD", "POST"])
@workspace_access(Permission.MANAGE)
def half_life(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Say after how many days evidence is shown as ageing in the workspace."""
    form = HalfLifeForm(posted(request), initial={"days": workspace.evidence_half_life_days})
    if not form.is_valid():
        context = {"form": form, "workspace": workspace}
        return render(request, "teams/half-life.html", context, status=_status(form))
    set_half_life(workspace=workspace, **form.cleaned_data)
    toast(request, f"Evidence in {workspace.name} is ageing after {workspace.evidence_half_life_days:,} days.")
    return redirect("teams:workspaces")


def _list_context(request, form):
    found = list(request.user.workspaces.shown_to(request.user).by_name().with_members())
    managed = {workspace.pk for workspace in found if allows(workspace.role, Permission.MANAGE)}
    return {"form": form, "workspaces": found, "managed": managed}


def _status(form):
    return 422 if form.is_bound else 200
