"""The cast: Olga owns, Edda edits, Rita reviews (comments), Victor views, Otto is an outsider.

`olga_client` and its like are browsers in which that person is signed in; `client` is nobody's.
"""

import pytest
from django.test import Client

from canvas.actions import canvases, notes
from teams.roles import Role
from tests.factories import MembershipFactory, UserFactory, WorkspaceFactory


@pytest.fixture
def olga(db):
    return UserFactory(name="Olga", email="olga@example.com")


@pytest.fixture
def edda(db):
    return UserFactory(name="Edda", email="edda@example.com")


@pytest.fixture
def rita(db):
    return UserFactory(name="Rita", email="rita@example.com")


@pytest.fixture
def victor(db):
    return UserFactory(name="Victor", email="victor@example.com")


@pytest.fixture
def otto(db):
    return UserFactory(name="Otto", email="otto@example.com")


@pytest.fixture
def workspace(olga, edda, rita, victor):
    workspace = WorkspaceFactory(name="Tandem")
    for user, role in ((olga, Role.OWNER), (edda, Role.EDITOR), (rita, Role.COMMENTER), (victor, Role.VIEWER)):
        MembershipFactory(workspace=workspace, user=user, role=role)
    return workspace


@pytest.fixture
def other_workspace(otto):
    """A workspace of Otto's own, of which none of the others is a member."""
    workspace = WorkspaceFactory(name="Otto's own")
    MembershipFactory(workspace=workspace, user=otto, role=Role.OWNER)
    return workspace


def signed_in(user) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def olga_client(olga):
    return signed_in(olga)


@pytest.fixture
def edda_client(edda):
    return signed_in(edda)


@pytest.fixture
def rita_client(rita):
    return signed_in(rita)


@pytest.fixture
def victor_client(victor):
    return signed_in(victor)


@pytest.fixture
def otto_client(otto):
    return signed_in(otto)


@pytest.fixture
def canvas(workspace, olga):
    """A canvas of the cast's workspace, empty but for its brief."""
    return canvases.create_canvas(workspace=workspace, title="Tandem Meetings", by=olga)


@pytest.fixture
def note(canvas, olga):
    """A note of Olga's in Target Market."""
    return notes.add_note(canvas=canvas, block="target_market", text="Music lovers", by=olga)
