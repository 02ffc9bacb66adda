"""The canvas's own settings: title, summary, currency, and the rate to the dollar with its date."""

from functools import partial

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from canvas.access import canvas_access
from canvas.actions import canvases as actions
from canvas.forms import SettingsForm
from canvas.views.refusals import saved_or_status
from teams.roles import Permission
from ui.forms import posted
from ui.toasts import toast


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def settings(request, canvas):
    """Show and save the settings of one canvas."""
    form = SettingsForm(posted(request), initial=SettingsForm.values_of(canvas))
    saved, status = saved_or_status(form, partial(actions.edit_canvas, canvas=canvas, by=request.user))
    if saved:
        toast(request, "Settings saved")
        return redirect(canvas)
    return render(request, "canvas/settings.html", {"canvas": canvas, "form": form}, status=status)
