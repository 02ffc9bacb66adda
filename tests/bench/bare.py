"""The yardstick of an edit: a bare Django view behind the same middleware, with one SELECT, one UPDATE, one INSERT."""

import uuid

from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone

from canvas.models import Change, Note


def edit(request, note_id):
    with transaction.atomic():
        note = Note.objects.get(pk=note_id)
        note.text = request.POST["text"]
        note.save(update_fields=["text"])
        Change.objects.create(
            canvas_id=note.canvas_id,
            revision=1,
            step=uuid.uuid4(),
            by_id=request.user.pk,
            by_name="Bare",
            at=timezone.now(),
            verb="edit",
            model="canvas.Note",
            item_id=note.pk,
            item_version=1,
            anchor="note",
            label=note.text,
            before={"text": ""},
            after={"text": note.text},
        )
    return HttpResponse(note.text)


urlpatterns = [path("bare/<uuid:note_id>/", edit), path("", include("config.urls"))]
