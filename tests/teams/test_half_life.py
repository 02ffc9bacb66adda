"""After how many days evidence is shown as ageing: a setting of the workspace."""

import pytest

LIST = "/workspaces/"


@pytest.fixture
def where(workspace):
    return f"/workspaces/{workspace.pk}/half-life/"


def test_an_owner_sets_it(olga_client, workspace, where):
    assert 'value="180"' in olga_client.get(where).text
    assert olga_client.post(where, {"days": "90"}).url == LIST
    workspace.refresh_from_db()
    assert workspace.evidence_half_life_days == 90
    assert "more than 90 days old" in olga_client.get(LIST).text


@pytest.mark.parametrize("days", ["1", "3650"])
def test_both_ends_are_allowed(olga_client, workspace, where, days):
    olga_client.post(where, {"days": days})
    workspace.refresh_from_db()
    assert workspace.evidence_half_life_days == int(days)


@pytest.mark.parametrize("days", ["0", "-1", "3651", "1.5", "soon", "9" * 5000, "", "1e2"])
def test_what_is_no_such_number_is_answered_beside_the_field_and_kept(olga_client, workspace, where, days):
    answer = olga_client.post(where, {"days": days})
    assert answer.status_code == 422
    assert ("Type one, like 180." if days else "This is empty.") in answer.text
    assert f'value="{days}"' in answer.text or not days
    workspace.refresh_from_db()
    assert workspace.evidence_half_life_days == 180


def test_another_member_reads_it_and_is_told_whom_to_ask(edda_client, victor_client, workspace, where):
    for client in (edda_client, victor_client):
        assert "more than 180 days old" in client.get(LIST).text
        assert where not in client.get(LIST).text
        assert client.post(where, {"days": "9"}).status_code == 403
    workspace.refresh_from_db()
    assert workspace.evidence_half_life_days == 180


def test_an_outsider_does_not_learn_that_it_exists(otto_client, where):
    assert otto_client.get(where).status_code == otto_client.post(where, {"days": "9"}).status_code == 404
