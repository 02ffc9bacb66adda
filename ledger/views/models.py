"""The models of the price catalogue, searched by words."""

from django.utils import timezone
from django.views.decorators.http import require_safe

from canvas.access import canvas_access
from ledger.forms import SearchModelsForm
from prices import catalogue
from teams.roles import Permission
from ui.fragments import page_or_fragment


@require_safe
@canvas_access(Permission.VIEW)
def models(request, canvas):
    """Show the models that the words `q` fit, with what each costs today."""
    form = SearchModelsForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "canvas": canvas,
        "form": form,
        "words": words,
        "offers": catalogue.offers(words, on=timezone.localdate()) if words else [],
        "catalogue": catalogue.loaded(),
        "limit": catalogue.SEARCH_LIMIT,
    }
    status = 200 if form.is_valid() else 422
    return page_or_fragment(request, "ledger/models.html", context, fragment="model-offers", status=status)
