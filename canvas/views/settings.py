"""The canvas's own settings: title, summary, currency, and the rate to the dollar with its date."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.forms import SettingsForm
from canvas.views.editing import FormEditor
from teams.roles import Permission
from ui.toasts import toast


class SettingsEditor(FormEditor):
    """The editor of a canvas's settings, a page of its own."""

    template = "canvas/settings.html"
    name = "settings"
    pieces = ("foot",)
    form_class = SettingsForm

    def find(self):
        return self.canvas

    def form(self, data=None, **initial):
        return self.form_class(data, initial=initial)

    def held(self):
        return self.form_class.held(self.canvas)

    def write(self, form):
        return actions.edit_canvas(**self.saving(form))

    def closed(self):
        if self.was_saved:
            toast(self.request, "Settings saved")
        return redirect(self.canvas)

    @property
    def url(self):
        return reverse(f"canvas:{self.name}", args=[self.canvas.pk])


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def settings(request, canvas):
    """Show and save the settings of one canvas."""
    return SettingsEditor(request, canvas, canvas.pk).answer()
