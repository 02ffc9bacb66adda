"""A26, A43: no form takes what it did not ask for: owner, role, workspace, canvas, ids and times are never taken."""

import pytest

from canvas.models import Canvas, Note, Segment
from ledger.models import Feature, Line, NoteLink
from teams.models import Membership, User
from tests.attacks.world import every_form

pytestmark = pytest.mark.django_db

NEVER_ASKED = (
    *("id", "pk", "canvas", "canvas_id", "workspace", "workspace_id", "user", "user_id", "owner", "owner_id", "by"),
    *("by_id", "by_name", "role", "permission", "is_active", "is_staff", "is_superuser", "created_at", "changed_at"),
    *("revision", "position", "key", "feature", "feature_id", "memberships", "members", "layout", "illustration"),
    *("last_login", "token", "token_hash", "skipped", "archive", "undoes", "redoes", "verb", "item_id"),
)


def placed():
    """Return where everything belongs, and who may do what: nothing of it is for a form to change."""
    parts = (Note, Segment, Feature, NoteLink)
    held = [(Canvas, ("workspace_id", "layout", "illustration")), (Line, ("canvas_id", "feature_id", "key"))]
    held += [(User, ("email", "is_active", "created_at")), (Membership, ("workspace_id", "user_id", "role"))]
    held += [(model, ("canvas_id",)) for model in parts]
    return {(model, pk): values for model, names in held for pk, *values in model.objects.values_list("pk", *names)}


@pytest.mark.parametrize("person", ["olga", "edda"])
def test_no_form_takes_what_it_did_not_ask_for(request, ids, foreign_ids, ottos_ids, otto, person):
    client = request.getfixturevalue(f"{person}_client")
    wanted = {
        **dict.fromkeys(NEVER_ASKED, "1"),
        **{name: str(value) for name, value in ottos_ids.items()},
        "canvas": str(ottos_ids["canvas_id"]),
        "workspace": str(ottos_ids["workspace_id"]),
        "feature": str(foreign_ids["feature_id"]),
        "user": str(otto.pk),
        "by": str(otto.pk),
        "by_id": str(otto.pk),
        "role": "owner",
        "layout": "six_blocks_",
        "is_active": "",
    }
    before = placed()
    for form in every_form(client, ids).values():
        extra = {name: value for name, value in wanted.items() if name not in form.values}
        if form.method == "post" and form.action not in ("/account/password/", "/workspaces/"):
            form.send(client, form.filled("Changed") | extra)
            form.send(client, form.filled("Changed") | extra, headers={"HX-Request": "true"})
    now = placed()
    assert {one: now[one] for one in before if one in now} == {one: before[one] for one in before if one in now}
    assert sum(one[0] is Membership for one in now) == sum(one[0] is Membership for one in before)


def test_a_new_canvas_and_its_copy_stay_in_the_workspace_of_the_address(edda_client, ids, ottos_ids):
    elsewhere = {"workspace": str(ottos_ids["workspace_id"]), "workspace_id": str(ottos_ids["workspace_id"])}
    new = {"title": "New", "currency": "USD", **elsewhere}
    edda_client.post(f"/workspaces/{ids['workspace_id']}/canvases/new/", new)
    edda_client.post(f"/canvases/{ids['canvas_id']}/duplicate/", elsewhere)
    assert Canvas.objects.filter(workspace_id=ids["workspace_id"]).count() == 3
    assert Canvas.objects.filter(workspace_id=ottos_ids["workspace_id"]).count() == 1


def test_a_note_takes_no_segment_feature_or_line_of_another_canvas(edda_client, ids, foreign_ids, ottos_ids):
    canvas = f"/canvases/{ids['canvas_id']}"
    for other in (foreign_ids, ottos_ids):
        given = {"chosen": [str(other["feature_id"]), str(other["line_id"])]}
        edda_client.post(f"{canvas}/notes/{ids['note_id']}/links/", given)
        toggle = {"segment": str(other["segment_id"]), "version": 1}
        assert edda_client.post(f"{canvas}/notes/{ids['note_id']}/segment/", toggle).status_code == 404
    assert not NoteLink.objects.exists()
    assert not Note.segments.through.objects.exists()


def test_a_new_note_takes_no_id_that_another_canvas_has_or_this_one_had(edda_client, ids, ottos_ids):
    new = {"version": 0, "step": "00000000-0000-4000-8000-000000000000", "block": "target_market", "text": "Mine"}
    for taken in (ottos_ids["note_id"], ids["note_id"]):
        before = Note.objects.get(pk=taken)
        edda_client.post(f"/canvases/{ids['canvas_id']}/notes/{taken}/", {**new, "status": "assumption"})
        after = Note.objects.get(pk=taken)
        assert (after.canvas_id, after.text) == (before.canvas_id, before.text)
    edda_client.post(f"/canvases/{ids['canvas_id']}/notes/{ids['note_id']}/delete/", {"version": 1})
    again = edda_client.post(f"/canvases/{ids['canvas_id']}/notes/{ids['note_id']}/", {**new, "status": "assumption"})
    assert again.status_code == 409
    assert not Note.objects.filter(pk=ids["note_id"]).exists()
