"""The canvas's own settings: title, summary, currency, and the rate to the dollar with its date, also by itself."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.forms import RateForm, SettingsForm
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
        return redirect(by_way_of_rate(self.item, self.back or self.canvas.get_absolute_url()))

    @property
    def url(self):
        return reverse(f"canvas:{self.name}", args=[self.canvas.pk])


class RateEditor(SettingsEditor):
    """The editor of the rate to the dollar alone, for a page that needs it and is gone back to."""

    template = "canvas/rate.html"
    name = "rate"
    form_class = RateForm

    def closed(self):
        return redirect(self.back or self.canvas)


def by_way_of_rate(canvas, to: str) -> str:
    """Return the page that comes next, past that of the rate to the dollar where the canvas's currency lacks it."""
    if canvas.currency == "USD" or canvas.usd_rate is not None:
        return to
    return f"{reverse('canvas:rate', args=[canvas.pk])}?{urlencode({'back': to})}"


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def rate(request, canvas):
    """Ask what a dollar is in the canvas's currency, where a price needs it."""
    return RateEditor(request, canvas, canvas.pk).answer()


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def settings(request, canvas):
    """Show and save the settings of one canvas."""
    return SettingsEditor(request, canvas, canvas.pk).answer()
