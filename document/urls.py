"""The addresses of a canvas as a whole."""

from django.urls import path

from document import views

app_name = "document"
urlpatterns = [
    path("canvases/<uuid:canvas_id>/duplicate/", views.duplicate, name="duplicate"),
]
