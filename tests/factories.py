"""Builders of rows, for tests that need more of them than the cast."""

import factory
from factory.django import DjangoModelFactory

from canvas import changes
from canvas.actions import canvases
from canvas.actions.notes import put_on
from canvas.layouts import BLOCK_IDS
from canvas.models import Canvas, Note, Segment
from canvas.rules import POSITION_STEP
from ledger.actions.links import choose_links
from ledger.models import Feature, Line
from teams.models import Membership, User, Workspace
from teams.roles import Role

PASSWORD = "a long walk by the river"


class UserFactory(DjangoModelFactory):
    """A person with a name and PASSWORD; `password=None` makes one who has set none yet."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, password, **kwargs):
        user = model_class(*args, **kwargs)
        user.set_password(password)
        user.save()
        return user


class WorkspaceFactory(DjangoModelFactory):
    class Meta:
        model = Workspace

    name = factory.Sequence(lambda n: f"Workspace {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    workspace = factory.SubFactory(WorkspaceFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.EDITOR


def canvas_with_notes(*, workspace, by, count: int, title="Canvas", segments=0) -> Canvas:
    """Return a canvas with `count` notes spread over its blocks, in one change; every note carries each segment."""
    canvas = canvases.create_canvas(workspace=workspace, title=title, by=by)
    with changes.record(canvas, by=by) as change:
        carried = [Segment(name=f"Segment {n + 1}", colour=n % 8 + 1, position=n) for n in range(segments)]
        for segment in carried:
            change.create(segment)
        change.flush()
        for n in range(count):
            block = BLOCK_IDS[n % len(BLOCK_IDS)]
            put_on(change, change.create(Note(block=block, text=f"Note {n + 1}", position=n)), carried)
    return canvas


def feature_with_lines(canvas, *, by, name="AI meeting summary", lines=(), **fields) -> Feature:
    """Return a feature with its lines, each a dict of a Line's columns, in one change; it needs no key or position."""
    with changes.record(canvas, by=by) as change:
        place = POSITION_STEP * (canvas.features.count() + 1)
        feature = change.create(Feature(name=name, position=place, **fields))
        change.flush()
        for n, line in enumerate(lines):
            key = f"{feature.pk}-{n + 1}"
            change.create(Line(feature=feature, position=POSITION_STEP * (n + 1), **{"key": key, **line}))
    return feature


def link_note(note, to, *, by):
    """Link a note to a feature or a line."""
    return choose_links(canvas=note.canvas, note_id=note.pk, seen=(), chosen=[to.pk], by=by)
