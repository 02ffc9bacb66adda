"""The ledger's strip on the canvas page, by itself, for when its figures have changed."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from ledger.pages.slots import refreshed
from teams.roles import Permission
from ui.fragments import wants_fragment


@require_safe
@canvas_access(Permission.VIEW)
def strip(request, canvas):
    """Send the strip and the totals of the blocks anew; a browser is shown them on the canvas page."""
    if not wants_fragment(request):
        return redirect(f"{canvas.get_absolute_url()}#strip")
    return HttpResponse(refreshed(canvas))
