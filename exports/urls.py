from django.urls import path, re_path

from exports import views

app_name = "exports"

urlpatterns = [
    path("canvases/<uuid:canvas_id>/export/", views.export, name="export"),
    path("canvases/<uuid:canvas_id>/export/pages/", views.pages, name="pages"),
    re_path(
        r"^canvases/(?P<canvas_id>[0-9a-f-]{36})/export/pages/(?P<key>[0-9a-f]{64})/(?P<number>[0-9]{1,3})\.png$",
        views.picture,
        name="picture",
    ),
    path("canvases/<uuid:canvas_id>/canvas.pdf", views.pdf, name="pdf"),
]
