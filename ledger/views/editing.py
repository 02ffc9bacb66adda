"""What the editors of the ledger have in common: a line's, and those of the parts of a feature.

An editor opens beneath what it changes, or as a page of its own. While it stays open it is saved again and again in
one step; a preview evaluates what was typed and writes nothing. The field that is typed in is never swapped.
"""

import uuid
from functools import cached_property

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from canvas.changes import Conflict, Refused
from canvas.forms import EditorForm
from canvas.views.replies import is_gone, kept_editor
from ledger.figures.sheets import Row
from ledger.views.feature import changed, page_context
from ui.fragments import page_or_fragment, wants_fragment

OTHER_LABELS = {"provider": "Provider", "model": "Model", "kept_prices": "Model prices"}


class Editor:
    """One editor in one request; `name` is that of its fragments: <name>-editor, -kept, -kept-open and -preview.

    `item` is what is edited, None where it is not in this canvas (any more).
    """

    template = ""
    name = ""

    def __init__(self, request, canvas, item_id):
        self.request, self.canvas, self.item_id = request, canvas, item_id

    @cached_property
    def item(self):
        raise NotImplementedError

    @property
    def feature_id(self):
        raise NotImplementedError

    def form(self, data=None, **initial) -> EditorForm:
        """Return the form: bound to what was posted, or opened on what the item holds."""
        raise NotImplementedError

    def held(self) -> dict:
        """Return what the item holds, as the form takes it."""
        raise NotImplementedError

    def write(self, form):
        """Save what was changed, and return the item."""
        raise NotImplementedError

    def tried(self, form) -> Row:
        """Return the feature as it would be with what was typed, worked out and not stored."""
        raise NotImplementedError

    def explain(self, form, refusal: Refused) -> bool:
        """Put a refusal beside the field that caused it; False where it belongs to no field."""
        return False

    def extras(self, form) -> dict:
        """Return what this editor shows beside its fields."""
        return {}

    @property
    def key(self) -> str:
        """What the ids of this editor's elements end with."""
        return f"{self.name}-{self.item_id}"

    @property
    def to(self) -> str:
        """Where a browser goes when the editor closes."""
        raise NotImplementedError

    def answer(self):
        """Show the editor, or save what was typed in it, or do what was chosen after a conflict."""
        if self.request.method != "POST":
            return self._opened(self._fresh())
        way = self.request.POST.get("way")
        if way == "theirs":
            return self._closed() if self.item else self._left()
        form = self._bound()
        if not form.is_valid():
            return self._kept(form, status=422)
        if way == "again":
            return self._opened_again(form)
        try:
            saved = self.write(form)
        except Refused as refusal:
            if self.explain(form, refusal):
                return self._kept(form, status=422)
            return self._kept(form, status=409, refusal=refusal)
        return self._still_open(saved, form) if "keep_open" in self.request.POST else self._closed()

    def searched(self):
        """Show the editor once more with what was typed, and what its search found; nothing is saved."""
        return self._opened(self._bound())

    def preview(self):
        """Show what the figures would be; nothing is written. What can't be read leaves them as they are."""
        form = self._bound()
        if self.item is None:
            raise Http404
        if not form.is_valid():
            return self._page(self._context(form), "states", status=422)
        context = self._context(form) | page_context(self.request, self.canvas, self.tried(form))
        return self._page(context | {"oob": True}, "preview")

    def opened_fragment(self, **extra) -> dict:
        """Return the context of this editor, freshly opened."""
        return self._context(self._fresh(**extra))

    def _fresh(self, **extra):
        if self.item is None:
            raise Http404
        return self.form(**{"version": self.item.version, "step": uuid.uuid4(), **self.held(), **extra})

    def _bound(self):
        form = self.form(self.request.POST)
        if self.item is None and not form.is_valid():
            raise Http404
        return form

    def _opened(self, form, *, status=200):
        return self._page(self._context(form), "editor", status=status)

    def _opened_again(self, form):
        if self.item is None:
            raise Http404
        response = self._opened(form.rebased(version=self.item.version, **self.held()))
        return reswap(retarget(response, f"#edit-{self.key}"), "outerHTML")

    def _still_open(self, saved, form):
        """Answer a save from an open editor with what the next save stands on."""
        self.item = saved
        typed = {name: form[name].value() for name in form.edited}
        version = form.next_basis(saved.version)
        fresh = self.form(**(self.held() | typed), version=version, step=form.cleaned_data["step"])
        response = self._page(self._context(fresh) | {"oob": True}, "kept-open")
        return reswap(retarget(response, f"#basis-{self.key}"), "outerHTML")

    def _kept(self, form, *, status, refusal=None):
        context = self._context(form, refusal)
        part = f"{self.name}-kept" if wants_fragment(self.request) else f"{self.name}-editor"
        return kept_editor(
            self.request, self.template, context, fragment=part, notice=f"notice-{self.key}", status=status
        )

    def _closed(self):
        return changed(self.request, self.canvas, self.feature_id, to=self.to, extra={"closing": self.key})

    def _left(self):
        """Leave the editor of something that is gone."""
        ledger = reverse("ledger:page", args=[self.canvas.pk])
        return HttpResponseClientRedirect(ledger) if wants_fragment(self.request) else redirect(ledger)

    def _page(self, context, part, *, status=200):
        return page_or_fragment(self.request, self.template, context, fragment=f"{self.name}-{part}", status=status)

    def _context(self, form, refusal: Refused | None = None) -> dict:
        return {
            "canvas": self.canvas,
            "form": form,
            "key": self.key,
            "item_id": self.item_id,
            "feature_id": self.feature_id,
            "refusal": refusal,
            "contested": _contested(form, refusal),
            "gone": is_gone(refusal),
            "in_place": wants_fragment(self.request),
            "part": self.name,
            **self.extras(form),
        }


def _contested(form, refusal) -> list[dict]:
    """Return, for a conflict, what each of the two saved in each contested field."""
    if not isinstance(refusal, Conflict):
        return []
    labels = {name: field.label for name, field in form.fields.items()} | OTHER_LABELS
    return [
        {"label": labels.get(name, ""), "theirs": _shown(theirs), "mine": _shown(mine)}
        for name, (theirs, mine) in refusal.fields.items()
    ]


def _shown(value) -> str:
    if isinstance(value, dict):
        return f"{value['name']}, prices of {value['date']}"
    return {True: "yes", False: "no", None: "nothing", "": "nothing"}.get(value, value)
