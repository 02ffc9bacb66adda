"""The first owner of a new installation, who sets a name, an email and a password by the link of the first start."""

from teams.actions.links import make_link
from teams.actions.people import let_in
from teams.actions.workspaces import create_workspace
from teams.models import Membership
from teams.rules import FIRST_OWNER_EMAIL

WORKSPACE_NAME = "First workspace"


def needs_first_owner() -> bool:
    """Say whether no owner of any workspace has set a password yet."""
    return not Membership.objects.owners().with_password().exists()


def prepare_first_owner() -> Membership:
    """Return the earliest ownership of a workspace; where there is none, make a workspace and who is to own it."""
    earliest = Membership.objects.owners().with_people().select_related("workspace").first()
    if earliest:
        return earliest
    return create_workspace(name=WORKSPACE_NAME, by=let_in(email=FIRST_OWNER_EMAIL)).memberships.get()


def first_sign_in_link(*, now) -> str | None:
    """Return the address of a new link for the first owner, as long as one is needed; else None."""
    return make_link(user=prepare_first_owner().user, now=now) if needs_first_owner() else None
