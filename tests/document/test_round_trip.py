import pytest
from hypothesis import HealthCheck, given, settings

from canvas.models import Canvas
from document.actions import duplicate_canvas
from document.gathering import gather
from document.loading import load_document
from document.reading import read
from document.writing import as_data, write
from tests.document.strategies import documents

slowly = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(documents())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_back_without_loss(document):
    assert read(write(document)) == document


@pytest.mark.django_db
class TestThroughTheDatabase:
    @given(document=documents())
    @slowly
    def test_a_canvas_made_of_a_document_gives_the_document_back(self, document, workspace, olga):
        canvas = load_document(document=document, workspace=workspace, by=olga)
        assert gather(Canvas.objects.get(pk=canvas.pk)) == document

    @given(document=documents())
    @slowly
    def test_a_copy_differs_in_its_title_alone(self, document, workspace, olga):
        canvas = load_document(document=document, workspace=workspace, by=olga)
        copy = as_data(gather(Canvas.objects.get(pk=duplicate_canvas(canvas=canvas, by=olga).pk)))
        original = as_data(document)
        assert copy["canvas"].pop("title") == f"Copy of {original['canvas'].pop('title')}"[:120].rstrip()
        assert copy == original
