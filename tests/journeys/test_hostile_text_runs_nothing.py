"""A02, A03, A04, A05, A13, A33: hostile text in every name and field, read in a real browser: no script runs, nothing
is fetched from elsewhere, and no page can be framed. The journey itself fails on any breach of the policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from canvas import changes
from canvas.actions.notes import put_on
from canvas.models import Brief, Canvas, Note, Segment
from ledger.models import Feature, Line, NoteLink
from tests.hostile import LINKS, SCRIPTS, TEMPLATES

PAYLOADS = (*SCRIPTS, *TEMPLATES, *LINKS)


@pytest.fixture
def hostile(canvas, workspace, olga):
    """A canvas in which every text is hostile, of a hostile person's in a hostile workspace."""
    for thing, name in ((olga, SCRIPTS[1]), (workspace, SCRIPTS[2])):
        thing.name = name
        thing.save()
    with changes.record(canvas, by=olga) as change:
        whole = change.get(Canvas, canvas.pk)
        texts = {"title": SCRIPTS[1], "summary": SCRIPTS[3], "value_statement": SCRIPTS[4], "illustration": SCRIPTS[0]}
        change.update(whole, version=whole.version, **texts)
        brief = change.get(Brief, canvas.brief.pk)
        change.update(brief, version=1, target_customers=SCRIPTS[6], revenue_model=SCRIPTS[7])
        segments = [
            change.create(Segment(name=text[:40], colour=n + 1, position=n)) for n, text in enumerate(SCRIPTS[:6])
        ]
        feature = change.create(Feature(name=SCRIPTS[1], description=SCRIPTS[2], inference_na=SCRIPTS[3], position=1))
        change.flush()
        texts = {"label": SCRIPTS[1], "amount": SCRIPTS[0], "evidence_source": SCRIPTS[2], "evidence_url": LINKS[0]}
        line = change.create(Line(feature=feature, kind="other", key="x", basis="per_use", position=1, **texts))
        change.flush()
        for n, text in enumerate(PAYLOADS):
            note = change.create(Note(block="target_market", text=text, position=n))
            put_on(change, note, segments)
            change.create(NoteLink(note=note, **({"feature": feature} if n % 2 else {"line": line})))
    return {"canvas_id": canvas.pk, "workspace_id": workspace.pk, "feature_id": feature.pk, "note_id": note.pk}


@pytest.fixture
def watched(open_page, olga):
    """A page of Olga's, and the list of what ran or was fetched on it that never should."""
    page = open_page(olga)
    wrong = []
    page.on("dialog", lambda dialog: (wrong.append(f"ran: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda sent: sent.url.startswith((page.base_url, "data:")) or wrong.append(sent.url))
    page.on("request", lambda sent: "/evil" in sent.url and wrong.append(sent.url))
    return page, wrong


PAGES = {
    "teams:workspaces": (),
    "teams:account": (),
    "teams:workspace-name": ("workspace_id",),
    "canvas:dashboard": ("workspace_id",),
    "canvas:page": ("canvas_id",),
    "canvas:settings": ("canvas_id",),
    "canvas:brief": ("canvas_id",),
    "canvas:first-notes": ("canvas_id",),
    "canvas:statement": ("canvas_id",),
    "canvas:segments": ("canvas_id",),
    "canvas:note": ("canvas_id", "note_id"),
    "canvas:note-move": ("canvas_id", "note_id"),
    "ledger:page": ("canvas_id",),
    "ledger:feature": ("canvas_id", "feature_id"),
    "ledger:note-links": ("canvas_id", "note_id"),
    "exports:export": ("canvas_id",),
}


def test_no_page_runs_or_fetches_what_a_text_says(hostile, watched):
    page, wrong = watched
    for name, ids in PAGES.items():
        page.goto(reverse(name, kwargs={one: hostile[one] for one in ids}))
        page.wait_for_load_state("networkidle")
        assert page.locator("main").count() == 1, name
        assert not wrong, name


def test_no_fragment_that_is_swapped_in_runs_what_a_text_says(hostile, watched):
    page, wrong = watched
    page.goto(reverse("canvas:page", args=[hostile["canvas_id"]]))
    for control in (".grip", ".statement-edit", "[data-panel]:visible"):
        page.locator(control).first.click()
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Escape")
    assert not wrong


def test_no_page_can_frame_one_of_ours(server, open_page, faults):
    faults.expect("frame-ancestors|X-Frame-Options|Refused to display|Framing")
    page = open_page()
    # Not even a page of the same address: what holds for it holds for every other.
    page.route("**/framing/", lambda route: route.fulfill(body="<iframe src='/sign-in/'></iframe>"))
    page.goto("/framing/")
    expect(page.frame_locator("iframe").get_by_role("heading", name="Sign in")).to_have_count(0)
    assert faults.found
