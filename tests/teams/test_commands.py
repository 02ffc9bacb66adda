from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from teams.actions.first_owner import needs_first_owner, prepare_first_owner
from teams.models import Membership, SignInLink, User, Workspace
from teams.rules import FIRST_OWNER_EMAIL
from tests.factories import MembershipFactory, UserFactory, WorkspaceFactory
from tests.teams.test_links import token_of

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().strip()


class TestSignInLink:
    def test_it_makes_a_person_and_a_link_that_opens(self, client):
        link = run("sign_in_link", "New@Example.com")
        assert User.objects.get().email == "new@example.com"
        assert client.get(f"/sign-in/{token_of(link)}/").status_code == 200

    def test_it_finds_a_person_whatever_the_case(self, olga):
        run("sign_in_link", "OLGA@example.com")
        assert User.objects.get() == olga

    def test_a_new_workspace_is_owned_by_the_person(self):
        run("sign_in_link", "new@example.com", "--workspace", "Tandem")
        membership = Membership.objects.get()
        assert (membership.workspace.name, membership.role) == ("Tandem", "owner")

    def test_an_existing_workspace_gains_an_editor(self, workspace, otto):
        run("sign_in_link", otto.email, "--workspace", "Tandem")
        assert workspace.memberships.get(user=otto).role == "editor"
        assert Workspace.objects.count() == 1

    def test_a_role_is_given_as_asked(self, workspace, otto):
        run("sign_in_link", otto.email, "--workspace", "Tandem", "--role", "viewer")
        assert workspace.memberships.get(user=otto).role == "viewer"

    def test_a_member_keeps_the_role_unless_another_is_asked_for(self, workspace, victor):
        run("sign_in_link", victor.email, "--workspace", "Tandem")
        assert workspace.memberships.get(user=victor).role == "viewer"

    def test_the_last_owner_stays_one(self, workspace, olga):
        with pytest.raises(CommandError, match="only owner"):
            run("sign_in_link", olga.email, "--workspace", "Tandem", "--role", "viewer")
        assert workspace.memberships.get(user=olga).role == "owner"

    def test_of_two_workspaces_with_one_name_it_asks_which_and_takes_the_id(self, otto):
        first, second = WorkspaceFactory(name="Same"), WorkspaceFactory(name="Same")
        with pytest.raises(CommandError, match=str(second.pk)):
            run("sign_in_link", otto.email, "--workspace", "Same")
        run("sign_in_link", otto.email, "--workspace", str(second.pk))
        assert [membership.workspace for membership in otto.memberships.all()] == [second]
        assert not first.memberships.exists()

    @pytest.mark.parametrize("email", ["", "olga", "olga@", "x" * 250 + "@example.com", "o\x00lga@example.com"])
    def test_what_is_no_email_is_refused_and_makes_nobody(self, email):
        with pytest.raises(CommandError):
            run("sign_in_link", email)
        assert not User.objects.exists()

    def test_a_workspace_name_that_is_too_long_makes_nobody(self):
        with pytest.raises(CommandError, match="characters long"):
            run("sign_in_link", "new@example.com", "--workspace", "x" * 101)
        assert not User.objects.exists()

    def test_a_role_without_a_workspace_is_refused(self):
        with pytest.raises(CommandError, match="--workspace"):
            run("sign_in_link", "new@example.com", "--role", "viewer")

    def test_a_deactivated_person_gets_none(self):
        UserFactory(email="gone@example.com", is_active=False)
        with pytest.raises(CommandError, match="deactivated"):
            run("sign_in_link", "gone@example.com")
        assert not SignInLink.objects.exists()


class TestFirstSignIn:
    def test_on_a_new_installation_it_makes_an_owner_of_a_workspace(self):
        assert run("first_sign_in").startswith("http")
        membership = Membership.objects.get()
        assert (membership.user.email, membership.role) == (FIRST_OWNER_EMAIL, "owner")

    def test_each_start_prints_a_new_link_and_ends_the_one_before(self, client):
        first, second = run("first_sign_in"), run("first_sign_in")
        assert client.get(f"/sign-in/{token_of(first)}/").status_code == 410
        assert client.get(f"/sign-in/{token_of(second)}/").status_code == 200
        assert User.objects.count() == 1

    def test_it_prints_nothing_once_an_owner_has_a_password(self, workspace):
        assert run("first_sign_in") == ""
        assert not SignInLink.objects.exists()

    def test_an_editor_with_a_password_is_no_owner(self):
        MembershipFactory(role="editor")
        assert needs_first_owner()

    def test_it_is_for_an_owner_who_waits_already(self):
        waiting = MembershipFactory(role="owner", user=UserFactory(password=None))
        assert prepare_first_owner() == waiting
        run("first_sign_in")
        assert SignInLink.objects.usable(now=timezone.now()).get().user == waiting.user
