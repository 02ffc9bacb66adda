"""The segments of a note become items of the canvas, each with an id, in the table in which they stood.

The version before goes on reading them there: the columns of both ends keep their names. It can't put a segment on a
note, which lacks an id then.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def copy_links(apps, schema_editor):
    Note, NoteSegment = apps.get_model("canvas", "Note"), apps.get_model("canvas", "NoteSegment")
    links = Note.segments.through.objects.values_list("note_id", "segment_id", "note__canvas_id")
    NoteSegment.objects.bulk_create(
        (
            # The id that canvas.old_rows gives to the link when it reads the log from before.
            NoteSegment(id=uuid.uuid5(note, str(segment)), canvas_id=canvas, note_id=note, segment_id=segment)
            for note, segment, canvas in links.iterator()
        ),
        batch_size=1000,
    )
    _check_now(schema_editor)


def copy_back(apps, schema_editor):
    Note, NoteSegment = apps.get_model("canvas", "Note"), apps.get_model("canvas", "NoteSegment")
    through = Note.segments.through
    links = NoteSegment.objects.values_list("note_id", "segment_id")
    through.objects.bulk_create(
        (through(note_id=note, segment_id=segment) for note, segment in links.iterator()), batch_size=1000
    )
    _check_now(schema_editor)


def _check_now(schema_editor):
    """PostgreSQL changes no table of which a reference is still to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def drop_old_table(apps, schema_editor):
    schema_editor.delete_model(apps.get_model("canvas", "Note").segments.through)


def make_old_table(apps, schema_editor):
    schema_editor.create_model(apps.get_model("canvas", "Note").segments.through)


class Migration(migrations.Migration):
    dependencies = [("canvas", "0001_canvases_notes_segments_and_their_log")]

    operations = [
        migrations.CreateModel(
            name="NoteSegment",
            fields=[
                ("version", models.PositiveIntegerField(default=1)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "canvas",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note_segments",
                        to="canvas.canvas",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="segment_links",
                        to="canvas.note",
                    ),
                ),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note_links",
                        to="canvas.segment",
                    ),
                ),
            ],
            options={
                "constraints": (models.UniqueConstraint("note", "segment", name="note_carries_segment_once"),),
            },
        ),
        migrations.RunPython(copy_links, copy_back),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop_old_table, make_old_table)],
            state_operations=[
                migrations.AlterField(
                    model_name="note",
                    name="segments",
                    field=models.ManyToManyField(
                        blank=True, related_name="notes", through="canvas.NoteSegment", to="canvas.segment"
                    ),
                ),
            ],
        ),
        migrations.AlterModelTable(name="notesegment", table="canvas_note_segments"),
    ]
