"""What the product says after the fact, in one line, with a way back where there is one."""

from django.contrib import messages
from django.http import HttpRequest


def toast(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say `text` once the page or fragment is shown; `undo` is the URL that a POST takes it back at.

    Shown by `base.html` on a page, and added by `ui.fragments` to a fragment.
    """
    messages.info(request, text, extra_tags=undo)
