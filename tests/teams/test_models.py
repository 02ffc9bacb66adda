import pytest
from django.db import DataError, IntegrityError, transaction

from teams.models import FailedSignIn, Membership, User, Workspace
from teams.rules import EMAIL_LENGTH, NAME_LENGTH
from tests.factories import MembershipFactory, UserFactory, WorkspaceFactory

pytestmark = pytest.mark.django_db


def refused_by_the_database(write):
    # Too long a text is a DataError to PostgreSQL, an IntegrityError to SQLite.
    with pytest.raises((IntegrityError, DataError)) as caught, transaction.atomic():
        write()
    return bool(caught)


def test_two_people_cannot_share_an_email_that_differs_in_case(olga):
    with pytest.raises(IntegrityError):
        User.objects.create(email="OLGA@example.com")


def test_a_person_is_found_by_email_whatever_its_case(olga):
    assert User.objects.get_by_natural_key(" Olga@Example.com ") == olga


@pytest.mark.parametrize(
    "change", [{"theme": "pink"}, {"name": "x" * (NAME_LENGTH + 1)}, {"email": ""}, {"email": "x" * EMAIL_LENGTH + "@"}]
)
def test_the_database_itself_refuses_a_wrong_person(olga, change):
    assert refused_by_the_database(lambda: User.objects.filter(pk=olga.pk).update(**change))


def test_the_database_itself_refuses_a_role_that_does_not_exist(workspace, otto):
    assert refused_by_the_database(lambda: MembershipFactory(workspace=workspace, user=otto, role="admin"))


def test_a_person_belongs_to_a_workspace_once(workspace, olga):
    assert refused_by_the_database(lambda: MembershipFactory(workspace=workspace, user=olga))


@pytest.mark.parametrize("name", ["", "x" * (NAME_LENGTH + 1)])
def test_the_database_itself_refuses_a_workspace_without_a_fitting_name(name):
    assert refused_by_the_database(lambda: WorkspaceFactory(name=name))


def test_the_database_itself_limits_what_a_failed_sign_in_keeps(db):
    failure = FailedSignIn(account="x" * (EMAIL_LENGTH + 1), at="2026-01-01T00:00Z")
    assert refused_by_the_database(failure.save)


def test_a_person_sees_exactly_the_own_workspaces_each_with_the_own_role(workspace, other_workspace, edda, otto):
    assert [(found.pk, found.role) for found in Workspace.objects.of(edda)] == [(workspace.pk, "editor")]
    assert [(found.pk, found.role) for found in Workspace.objects.of(otto)] == [(other_workspace.pk, "owner")]


def test_owners_with_a_password_leave_out_those_who_have_not_set_one(workspace, olga):
    waiting = MembershipFactory(workspace=workspace, role="owner", user=UserFactory(password=None))
    owners = Membership.objects.owners()
    assert waiting in owners
    assert [owner.user for owner in owners.with_password()] == [olga]


def test_a_person_without_a_name_is_shown_by_email():
    assert str(UserFactory(name="", email="new@example.com")) == "new@example.com"
