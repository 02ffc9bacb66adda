"""The yardsticks, bare Django views behind the same middleware.

An edit is one SELECT, one UPDATE and one INSERT, a page is one SELECT.
"""

import uuid

from django.db import transaction
from django.http import HttpResponse
from django.urls import include, path
from django.utils import timezone

from canvas.models import Canvas, Change, Note


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


def page(request, canvas_id):
    return HttpResponse(Canvas.objects.get(pk=canvas_id).title)


urlpatterns = [
    path("bare/<uuid:note_id>/", edit),
    path("bare/page/<uuid:canvas_id>/", page),
    path("", include("config.urls")),
]
