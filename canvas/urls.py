"""The addresses of the canvas: its page, its notes, its segments, its undo."""

from django.urls import path

from canvas.views import brief, dashboard, notes, page, segments, settings, statement, steps

app_name = "canvas"
urlpatterns = [
    # /workspaces/<workspace_id>/: the dashboard
    path("workspaces/<uuid:workspace_id>/", dashboard.dashboard, name="dashboard"),
    path("workspaces/<uuid:workspace_id>/canvases/new/", dashboard.new_canvas, name="new"),
    path("workspaces/<uuid:workspace_id>/currency/", dashboard.currency, name="currency"),
    path("canvases/<uuid:canvas_id>/title/", dashboard.rename, name="rename"),
    path("canvases/<uuid:canvas_id>/archive/", dashboard.archive, name="archive"),
    path("canvases/<uuid:canvas_id>/restore/", dashboard.restore, name="restore"),
    # /canvases/<canvas_id>/: settings and brief
    path("canvases/<uuid:canvas_id>/settings/", settings.settings, name="settings"),
    path("canvases/<uuid:canvas_id>/rate/", settings.rate, name="rate"),
    path("canvases/<uuid:canvas_id>/brief/", brief.brief, name="brief"),
    path("canvases/<uuid:canvas_id>/brief/notes/", brief.first_notes, name="first-notes"),
    path("canvases/<uuid:canvas_id>/brief/skip/", brief.skip, name="brief-skip"),
    path("canvases/<uuid:canvas_id>/", page.page, name="page"),
    # /canvases/<canvas_id>/notes/
    path("canvases/<uuid:canvas_id>/notes/new/", notes.new_note, name="new-note"),
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/", notes.note, name="note"),
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/lines/", notes.lines, name="note-lines"),
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/move/", notes.move, name="note-move"),
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/delete/", notes.delete, name="note-delete"),
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/status/", notes.status, name="note-status"),
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/segment/", notes.segment, name="note-segment"),
    # /canvases/<canvas_id>/segments/
    path("canvases/<uuid:canvas_id>/segments/", segments.segments, name="segments"),
    path("canvases/<uuid:canvas_id>/segments/<uuid:segment_id>/", segments.segment, name="segment"),
    path("canvases/<uuid:canvas_id>/segments/<uuid:segment_id>/delete/", segments.delete, name="segment-delete"),
    # the rest of /canvases/<canvas_id>/
    path("canvases/<uuid:canvas_id>/statement/", statement.statement, name="statement"),
    path("canvases/<uuid:canvas_id>/undo/", steps.undo, name="undo"),
    path("canvases/<uuid:canvas_id>/redo/", steps.redo, name="redo"),
]
