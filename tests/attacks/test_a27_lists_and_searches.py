"""A22, A27, A29: a list holds exactly what the person may see; no filter, search or count tells of anything else."""

import re

import pytest

from canvas.actions import canvases
from document.gathering import gather
from document.writing import write
from tests.attacks.conftest import FOREIGN
from tests.attacks.routes import without_token
from tests.attacks.world import pages

pytestmark = pytest.mark.django_db

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CARD = re.compile(r'id="canvas-([0-9a-f-]{36})"')


def cards(client, workspace, query=""):
    return set(CARD.findall(client.get(f"/workspaces/{workspace.pk}/{query}").text))


def test_the_dashboard_holds_exactly_the_canvases_of_its_workspace(olga, olga_client, workspace, canvas, ottos_ids):
    second = canvases.create_canvas(workspace=workspace, title="Second", by=olga)
    gone = canvases.create_canvas(workspace=workspace, title="Gone", by=olga)
    canvases.archive_canvas(canvas=gone, by=olga)
    assert cards(olga_client, workspace) == {str(canvas.pk), str(second.pk)}
    assert cards(olga_client, workspace, "?archived=1") == {str(gone.pk)}


@pytest.mark.parametrize("words", [FOREIGN, "{canvas_id}", "{workspace_id}", "{note_id}", "%", "_", "' OR 1=1 --", "*"])
def test_a_search_for_what_a_stranger_has_finds_and_counts_nothing(olga_client, workspace, canvas, ottos_ids, words):
    wanted = words.format(**ottos_ids)
    response = olga_client.get(f"/workspaces/{workspace.pk}/", {"q": wanted})
    assert set(CARD.findall(response.text)) == set()
    assert "0 canvases found" in response.text
    assert not {str(ottos_ids[name]) for name in ("canvas_id", "note_id")} & set(
        ID.findall(response.text.replace(wanted, ""))
    )


@pytest.mark.parametrize(
    "query",
    [
        "?workspace={workspace_id}",
        "?workspace_id={workspace_id}",
        "?canvas={canvas_id}",
        "?note={note_id}",
        "?q=&page=2",
        "?page=-1",
        "?page=999999999999999999999",
        "?page=x&archived=",
        "?order=password",
        "?order_by=workspace__memberships__user__password",
        "?workspace__memberships__user__name=Otto",
    ],
)
def test_no_parameter_changes_whose_canvases_are_listed(olga_client, workspace, canvas, ottos_ids, query):
    assert cards(olga_client, workspace, query.format(**ottos_ids)) <= {str(canvas.pk)}


def test_a_search_of_the_price_catalogue_reaches_nothing_else(olga_client, ids, ottos_ids):
    url = f"/canvases/{ids['canvas_id']}/ledger/lines/{ids['line_id']}/models/"
    for words in (FOREIGN, str(ottos_ids["feature_id"]), "%", "_"):
        response = olga_client.get(url, {"q": words}, headers={"HX-Request": "true"})
        assert response.status_code == 200
        assert not {str(pk) for pk in ottos_ids.values()} & set(ID.findall(response.text.replace(words, "")))


def test_no_page_of_a_person_says_anything_of_a_stranger(olga, olga_client, ids, other_workspace, otto, ottos_ids):
    seen = list(pages(olga_client, ids))
    assert len(seen) > 12
    ottos = [str(pk) for name, pk in ottos_ids.items() if name.endswith("_id")]
    for name, _, response in seen:
        for secret in (FOREIGN, otto.name, otto.email, other_workspace.name, *ottos):
            assert secret not in without_token(response), (name, secret)


def test_no_page_of_a_canvas_says_anything_of_another_one(olga_client, ids, foreign_ids):
    for name, _, response in pages(olga_client, ids):
        if name not in ("canvas:dashboard", "teams:home"):
            assert FOREIGN not in response.text, name
            assert not {str(foreign_ids[key]) for key in ("note_id", "segment_id", "feature_id", "line_id")} & set(
                ID.findall(response.text)
            ), name


def test_a_copy_holds_exactly_what_its_canvas_held_and_nobody_s_history(edda, edda_client, canvas, ids, workspace):
    edda_client.post(f"/canvases/{canvas.pk}/duplicate/")
    copy = workspace.canvases.exclude(pk=canvas.pk).get()
    kept, made = write(gather(canvas)), write(gather(copy))
    assert made.replace(copy.title, "") == kept.replace(canvas.title, "")
    assert {change.by_id for change in copy.changes.all()} == {edda.pk}
