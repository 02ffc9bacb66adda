from django.urls import path

from exports import views

app_name = "exports"

urlpatterns = [
    path("canvases/<uuid:canvas_id>/export/", views.export, name="export"),
    path("canvases/<uuid:canvas_id>/export/pages/", views.pages, name="pages"),
    path("canvases/<uuid:canvas_id>/export/pages/<slug:key>/<int:number>.png", views.picture, name="picture"),
    path("canvases/<uuid:canvas_id>/canvas.pdf", views.pdf, name="pdf"),
]
