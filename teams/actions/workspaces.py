"""Workspaces, and the roles of their members."""

from django.db import transaction

from teams.models import Membership, User, Workspace
from teams.roles import Role
from ui import audit

EXAMPLES = "Examples"


class LastOwner(Exception):
    """This is the workspace’s only owner. Make somebody else an owner first."""


class SeveralOfThisName(Exception):
    """Several workspaces have this name; the message says how many, and the ids to choose from."""

    def __init__(self, name: str, workspaces: list[Workspace]) -> None:
        ids = ", ".join(str(workspace.pk) for workspace in workspaces)
        super().__init__(f"{len(workspaces)} workspaces are called {name}. Give the id of the one you mean: {ids}.")


def find_workspace(*, text: str) -> Workspace | None:
    """Return the workspace with this name or id, None if there is none. Raises SeveralOfThisName."""
    found = list(Workspace.objects.called(text))
    if len(found) > 1:
        raise SeveralOfThisName(text, found)
    return found[0] if found else None


def create_workspace(*, name, by) -> Workspace:
    """Create a workspace that `by` owns."""
    with transaction.atomic():
        workspace = Workspace.objects.create(name=name)
        workspace.memberships.create(user=by, role=Role.OWNER)
    return workspace


def examples_workspace(*, of: User) -> Workspace:
    """Return the workspace of a person's examples, made where there is none yet."""
    with transaction.atomic():
        workspace, is_new = Workspace.objects.get_or_create(examples_of=of, defaults={"name": EXAMPLES})
        if is_new:
            workspace.memberships.create(user=of, role=Role.OWNER)
    return workspace


def show_examples(*, to: User, shown: bool) -> None:
    """Show a person's examples among the own workspaces, or hide them; they are kept as they are."""
    to.shows_examples = shown
    to.save(update_fields=["shows_examples"])


def set_currency(*, workspace, currency: str) -> Workspace:
    """Have canvases of `workspace` count in this currency unless they say otherwise."""
    workspace.currency = currency
    workspace.save(update_fields=["currency"])
    return workspace


def rename_workspace(*, workspace, name) -> Workspace:
    """Give `workspace` another name."""
    workspace.name = name
    workspace.save(update_fields=["name"])
    return workspace


def set_half_life(*, workspace, days) -> Workspace:
    """Show evidence in `workspace` as ageing once it is more than `days` old."""
    workspace.evidence_half_life_days = days
    workspace.save(update_fields=["evidence_half_life_days"])
    return workspace


def give_role(*, workspace: Workspace, user: User, role: Role) -> Membership:
    """Make `user` a member of `workspace` with `role`, or change the role of one. Raises LastOwner."""
    with transaction.atomic():
        # Two owners who step down at once must not both see the other one still there.
        Workspace.objects.select_for_update().get(pk=workspace.pk)
        if role != Role.OWNER and _is_last_owner(workspace, user):
            raise LastOwner(LastOwner.__doc__)
        membership, _ = workspace.memberships.update_or_create(user=user, defaults={"role": role})
    audit.note("role given", account=user.email, role=role.value, workspace=workspace.pk)
    return membership


def _is_last_owner(workspace, user):
    owners = list(workspace.memberships.owners().values_list("user", flat=True))
    return owners == [user.pk]
