import re
import uuid

import pytest
from django.test import Client

from teams.models import Workspace
from tests.factories import MembershipFactory, WorkspaceFactory
from tests.hostile import BRACKETS, MARKERS, NULS, SHOWN

LIST = "/workspaces/"


def dashboard(workspace):
    return f"/workspaces/{workspace.pk}/"


def name_page(workspace):
    return f"/workspaces/{workspace.pk}/name/"


class TestHome:
    def test_it_leads_to_the_only_workspace(self, edda_client, workspace):
        assert edda_client.get("/").url == dashboard(workspace)

    def test_it_offers_to_create_one_to_who_has_none(self, otto_client):
        response = otto_client.get("/", follow=True)
        assert response.redirect_chain == [(LIST, 302)]
        assert "Your first workspace" in response.text

    def test_of_several_it_leads_to_the_one_used_last(self, olga_client, olga, workspace):
        second = MembershipFactory(user=olga, role="owner").workspace
        assert olga_client.get("/").url == LIST
        for used in (second, workspace):
            olga_client.get(name_page(used))
            assert olga_client.get("/").url == dashboard(used)

    def test_a_workspace_that_one_has_left_is_not_led_to(self, olga_client, olga, workspace):
        second = MembershipFactory(user=olga, role="owner").workspace
        olga_client.get(name_page(second))
        second.memberships.all().delete()
        assert olga_client.get("/").url == dashboard(workspace)


class TestWorkspaces:
    def test_it_lists_exactly_the_own_ones(self, edda_client, workspace, other_workspace):
        response = edda_client.get(LIST)
        assert [found.pk for found in response.context["workspaces"]] == [workspace.pk]
        assert other_workspace.name not in response.text

    def test_it_names_the_members_and_their_roles(self, victor_client, workspace):
        text = re.sub(r"<[^>]+>|\s+", " ", victor_client.get(LIST).text)
        words = re.sub(r"\s+", " ", text)
        for line in ("Olga Owner", "Edda Editor", "Rita Commenter", "Victor (you) Viewer"):
            assert line in words

    def test_it_takes_as_many_queries_for_many_workspaces_as_for_one(
        self, olga, olga_client, workspace, django_assert_num_queries
    ):
        for _ in range(5):
            MembershipFactory(workspace=MembershipFactory(user=olga).workspace)
        olga_client.get(LIST)  # a session's first request notes when it began
        with django_assert_num_queries(4):  # session, person, workspaces, members
            olga_client.get(LIST)

    def test_only_an_owner_is_offered_to_rename(self, olga_client, edda_client, workspace):
        assert name_page(workspace) in olga_client.get(LIST).text
        assert name_page(workspace) not in edda_client.get(LIST).text

    def test_who_creates_one_owns_it_and_is_led_to_it(self, otto_client, otto):
        response = otto_client.post(LIST, {"name": "  Otto's   own "})
        created = Workspace.objects.of(otto).get()
        assert (created.name, created.role) == ("Otto's own", "owner")
        assert response.url == dashboard(created)

    @pytest.mark.parametrize("name", ["", "   ", "x" * 101, BRACKETS, *NULS])
    def test_a_name_that_does_not_fit_is_answered_beside_its_field(self, otto_client, name):
        response = otto_client.post(LIST, {"name": name})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["name"]
        assert not Workspace.objects.exists()

    @pytest.mark.parametrize("text", SHOWN)
    def test_a_hostile_name_is_shown_as_text(self, otto_client, otto, text):
        otto_client.post(LIST, {"name": text})
        workspace = Workspace.objects.of(otto).get()
        for page in (LIST, name_page(workspace)):
            assert not any(marker in otto_client.get(page).text for marker in MARKERS)

    def test_a26_one_cannot_create_a_workspace_of_somebody_else(self, otto_client, otto, olga, workspace):
        otto_client.post(LIST, {"name": "Mine", "id": str(workspace.pk), "owner": str(olga.pk), "user": str(olga.pk)})
        assert [found.name for found in Workspace.objects.of(otto)] == ["Mine"]
        assert [found.pk for found in Workspace.objects.of(olga)] == [workspace.pk]


class TestRename:
    def test_an_owner_does(self, olga_client, workspace):
        assert 'value="Tandem"' in olga_client.get(name_page(workspace)).text
        assert olga_client.post(name_page(workspace), {"name": "Tandem Meetings"}).url == LIST
        workspace.refresh_from_db()
        assert workspace.name == "Tandem Meetings"

    @pytest.mark.parametrize("person", ["edda", "rita", "victor"])
    def test_another_member_is_told_whom_to_ask(self, request, workspace, person):
        client = request.getfixturevalue(f"{person}_client")
        for response in (client.get(name_page(workspace)), client.post(name_page(workspace), {"name": "Mine"})):
            assert response.status_code == 403
            assert "Only an owner of the workspace can do this." in response.text
        workspace.refresh_from_db()
        assert workspace.name == "Tandem"

    def test_an_outsider_does_not_learn_that_it_exists(self, otto_client, workspace):
        absent = f"/workspaces/{uuid.uuid4()}/name/"
        for method in (otto_client.get, otto_client.post):
            assert method(name_page(workspace)).status_code == method(absent).status_code == 404

    def test_a25_no_other_method_comes_past_the_door(self, otto_client, victor_client, workspace):
        for method in ("put", "patch", "delete", "options"):
            assert getattr(otto_client, method)(name_page(workspace)).status_code in (404, 405)
            assert getattr(victor_client, method)(name_page(workspace)).status_code in (403, 405)

    def test_a_name_that_does_not_fit_is_answered_and_kept(self, olga_client, workspace):
        response = olga_client.post(name_page(workspace), {"name": "x" * 101})
        assert response.status_code == 422
        assert "x" * 101 in response.text
        workspace.refresh_from_db()
        assert workspace.name == "Tandem"

    def test_a_post_without_a_token_is_refused(self, olga, workspace):
        client = Client(enforce_csrf_checks=True)
        client.force_login(olga)
        assert client.post(name_page(workspace), {"name": "Mine"}).status_code == 403

    def test_a_role_that_is_taken_away_counts_at_once(self, olga_client, olga, workspace):
        MembershipFactory(workspace=workspace, role="owner")
        assert olga_client.get(name_page(workspace)).status_code == 200
        workspace.memberships.filter(user=olga).update(role="viewer")
        assert olga_client.get(name_page(workspace)).status_code == 403
        workspace.memberships.filter(user=olga).delete()
        assert olga_client.get(name_page(workspace)).status_code == 404


def test_two_workspaces_may_have_the_same_name(olga, db):
    assert WorkspaceFactory(name="Same") != WorkspaceFactory(name="Same")
