import pytest
from django.urls import reverse

from canvas.actions import canvases
from canvas.models import Canvas

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(canvas, note):
    return reverse("document:duplicate", args=[canvas.pk])


class TestDuplicate:
    def test_an_editor_gets_a_copy_in_the_same_workspace_and_is_sent_to_it(self, edda_client, address, canvas):
        answer = edda_client.post(address)
        copy = Canvas.objects.get(title="Copy of Tandem Meetings")
        assert answer.status_code == 302
        assert answer["Location"] == copy.get_absolute_url()
        assert copy.workspace == canvas.workspace
        assert [note.text for note in copy.notes.all()] == ["Music lovers"]

    def test_the_original_stays_as_it_is(self, edda_client, address, canvas):
        edda_client.post(address)
        unchanged = Canvas.objects.get(pk=canvas.pk)
        assert (unchanged.title, unchanged.notes.count()) == ("Tandem Meetings", 1)

    def test_a_copy_of_a_long_title_still_fits(self, olga, edda_client, address, canvas):
        canvases.edit_canvas(canvas=canvas, version=canvas.version, by=olga, title="T" * 120)
        edda_client.post(address)
        assert Canvas.objects.filter(title="Copy of " + "T" * 112).exists()

    def test_an_archived_canvas_can_be_copied_and_its_copy_is_not_archived(self, olga, edda_client, address, canvas):
        canvases.archive_canvas(canvas=canvas, by=olga)
        edda_client.post(address)
        assert not Canvas.objects.get(title__startswith="Copy of").is_archived

    @pytest.mark.parametrize("cast", ["rita_client", "victor_client"])
    def test_who_may_only_read_is_told_so(self, cast, address, request):
        assert request.getfixturevalue(cast).post(address).status_code == 403
        assert Canvas.objects.count() == 1

    def test_an_outsider_learns_nothing(self, otto_client, other_workspace, address):
        assert otto_client.post(address).status_code == 404
        assert Canvas.objects.count() == 1

    def test_nobody_signed_in_is_asked_to(self, client, address):
        assert "/sign-in/" in client.post(address)["Location"]
        assert Canvas.objects.count() == 1

    def test_a_link_alone_copies_nothing(self, edda_client, address):
        assert edda_client.get(address).status_code == 405
