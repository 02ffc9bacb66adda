from threading import Barrier, Thread

import pytest
from django.db import connection

from teams.actions.workspaces import LastOwner, create_workspace, give_role
from teams.roles import Role
from tests.factories import MembershipFactory, WorkspaceFactory


def roles(workspace):
    return {membership.user.name: membership.role for membership in workspace.memberships.with_people()}


def test_who_creates_a_workspace_owns_it(otto):
    assert roles(create_workspace(name="Otto's own", by=otto)) == {"Otto": "owner"}


def test_a_role_is_given_to_a_newcomer_and_changed_for_a_member(workspace, otto, victor):
    give_role(workspace=workspace, user=otto, role=Role.VIEWER)
    give_role(workspace=workspace, user=victor, role=Role.EDITOR)
    assert roles(workspace) == {
        "Olga": "owner",
        "Edda": "editor",
        "Rita": "commenter",
        "Victor": "editor",
        "Otto": "viewer",
    }


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COMMENTER, Role.VIEWER])
def test_the_last_owner_stays_one(workspace, olga, role):
    with pytest.raises(LastOwner):
        give_role(workspace=workspace, user=olga, role=role)
    assert roles(workspace)["Olga"] == "owner"


def test_one_of_two_owners_may_become_something_else(workspace, olga, edda):
    give_role(workspace=workspace, user=edda, role=Role.OWNER)
    give_role(workspace=workspace, user=olga, role=Role.VIEWER)
    assert roles(workspace)["Olga"] == "viewer"


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_step_down_at_once_leave_one_behind():
    workspace = WorkspaceFactory()
    owners = [MembershipFactory(workspace=workspace, role=Role.OWNER).user for _ in range(2)]
    gate, refused = Barrier(2), []

    def run(user):
        gate.wait()
        try:
            give_role(workspace=workspace, user=user, role=Role.VIEWER)
        except LastOwner:
            refused.append(user)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(user,)) for user in owners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert [owner.user for owner in workspace.memberships.owners()] == refused
