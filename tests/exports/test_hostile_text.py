"""Hostile text in every name: shown as text in the PDF, and nothing is fetched for it."""

import pytest
from django.urls import reverse

from canvas import changes
from canvas.actions.notes import put_on
from canvas.models import Canvas, Note, Segment
from ledger.models import Feature
from teams.models import Workspace
from tests.exports.conftest import text_of

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once

TEMPLATES = (
    '"><link rel=attachment href="{url}">',
    "<img src={url}>",
    "</title><style>@import '{url}';</style>",
    "{{% include '{url}' %}}",
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_hostile_names_are_text(template, canvas, olga, victor_client, canary, read_pdf):
    text = template.format(url=f"{canary.address}/x")
    Workspace.objects.filter(pk=canvas.workspace_id).update(name=text)
    with changes.record(canvas, by=olga) as change:
        change.update(
            change.get(Canvas, canvas.pk), version=canvas.version, title=text, illustration=text, value_statement=text
        )
        segment = change.create(Segment(name=text[:40], colour=1, position=1))
        change.create(Feature(name=text, description=text, position=1))
        change.flush()
        put_on(change, change.create(Note(block="target_market", text=text, position=1)), [segment])
    pdf = read_pdf(victor_client.get(reverse("exports:pdf", args=[canvas.pk])).content)
    said = "".join(text_of(pdf).split())
    assert canary.calls == []
    assert not pdf.attachments
    assert pdf.metadata.title == text
    assert pdf.metadata.author == text
    assert said.count("".join(text.split())) >= 6
