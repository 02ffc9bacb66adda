"""The addresses of a canvas as a whole."""

from django.urls import path

from document import views

app_name = "document"
urlpatterns = [
    path("schemas/canvas-ledger-1.json", views.schema, name="schema"),
    path("workspaces/<uuid:workspace_id>/canvases/import/", views.import_document, name="import"),
    path("examples/", views.examples, name="examples"),
    path("examples/hide/", views.hide_examples, name="hide-examples"),
    path("canvases/<uuid:canvas_id>/canvas.json", views.export, name="export"),
    path("canvases/<uuid:canvas_id>/duplicate/", views.duplicate, name="duplicate"),
]
