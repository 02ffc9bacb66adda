"""The one editor: whatever is edited anywhere is a subclass of `Editor`, and a change that was refused has one answer.

An editor opens where its item stands, or as a page of its own where there is no JavaScript. What saves by itself is
saved again and again in one step while it stays open. The field that is typed in is never swapped: an answer replaces
only what stands around it, the notice beneath and the hidden fields that the next save stands on.
"""

import uuid
from abc import ABC, abstractmethod
from functools import cached_property
from typing import ClassVar

from django.http import Http404, HttpResponse
from django.urls import reverse
from django_htmx.http import reswap, retarget

from canvas.changes import Conflict, Gone, Refused
from canvas.forms import EditorForm
from canvas.models import Tracked
from ui.fragments import page_or_fragment, wants_fragment
from ui.rules import own_page

TEMPLATE = "canvas/editor.html"


class Editor(ABC):
    """One editor in one request; docs/recipes/editor.md says how to make one.

    `template` is its page. The fragments there begin with `name`: <name>-editor is what opens in place, <name>-fields
    the fields in it, and those of `pieces` that it has: <name>-foot instead of the buttons that every editor has;
    <name>-states, what stands beside the fields and says what is wrong with each; <name>-kept, what follows a save
    while the editor stays open. `route` is where it is asked for and saved, `css` the class of its form, `labels` what
    contested columns are called that are no fields of the form.
    """

    template: ClassVar[str] = TEMPLATE
    name: ClassVar[str]
    route: ClassVar[str]
    pieces: ClassVar[tuple[str, ...]] = ()
    css: ClassVar[str] = ""
    saves_itself: ClassVar[bool] = True
    labels: ClassVar[dict[str, str]] = {}

    def __init__(self, request, canvas, item_id):
        self.request, self.canvas, self.item_id = request, canvas, item_id
        self.was_saved = False

    @abstractmethod
    def find(self) -> Tracked | None:
        """Return what is edited, None where it is not in this canvas (any more)."""

    @abstractmethod
    def form(self, data=None, **initial) -> EditorForm:
        """Return the form: bound to what was posted, or opened on what the item holds."""

    @abstractmethod
    def held(self) -> dict:
        """Return what the item holds, as the form takes it."""

    @abstractmethod
    def write(self, form: EditorForm) -> Tracked:
        """Save what was changed, and return the item."""

    @abstractmethod
    def closed(self) -> HttpResponse:
        """Answer with what stands in the editor's place once it has closed; `item` is None where that is gone."""

    def field_of(self, refusal: Refused) -> str | None:
        """Return the field beside which a refusal is said; None where it is a matter of the whole."""
        return None

    def words(self, name: str, value) -> str:
        """Return what a contested field holds, as a person reads it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        return "nothing" if value in (None, "") else value

    def extras(self, form: EditorForm) -> dict:
        """Return what this editor shows beside its fields."""
        return {}

    @cached_property
    def item(self) -> Tracked | None:
        """What is edited; once saved, as it was saved."""
        return self.find()

    @property
    def key(self) -> str:
        """What the ids of this editor's elements end with."""
        return f"{self.name}-{self.item_id}"

    @property
    def page(self) -> str:
        """The template of its page; one that shows more than the editor needs may have none for what is gone."""
        return self.template

    @property
    def frame(self) -> str:
        """The fragment that opens in place."""
        return f"{self.template}#{self.name}-editor"

    @property
    def root(self) -> str:
        """The id of the element that its frame is."""
        return f"edit-{self.key}"

    @property
    def target(self) -> str:
        """The selector of what its answer replaces once it has closed."""
        return f"#{self.root}"

    @property
    def url(self) -> str:
        """Where it is asked for and saved."""
        return reverse(self.route, args=[self.canvas.pk, self.item_id])

    @property
    def back(self) -> str:
        """The page of ours that led here and is gone back to once this is done; "" where none did."""
        return own_page(self.request.POST.get("back") or self.request.GET.get("back", ""))

    def answer(self) -> HttpResponse:
        """Show the editor, save what was typed in it, or do what was chosen after a conflict."""
        if self.request.method != "POST":
            return self.opened(self.fresh())
        if self.request.POST.get("way") == "theirs":
            return self.closed()
        form = self.form(self.request.POST)
        if not form.is_valid():
            return self.kept(form, status=422)
        # What is gone can't be edited again: saving it has the write door say who deleted it.
        if form.cleaned_data["way"] == "again" and self.item:
            return self._opened_again(form)
        try:
            self.item = self.write(form)
        except Refused as refusal:
            return self._refused(form, refusal)
        self.was_saved = True
        return self._still_open(form) if "keep_open" in self.request.POST else self.closed()

    def saving(self, form: EditorForm) -> dict:
        """Return what every action that edits something is given: where, what was seen, by whom, what was changed."""
        seen = {"canvas": self.canvas, "version": form.seen(), "step": form.cleaned_data["step"]}
        return {**seen, "by": self.request.actor, **form.changes()}

    def fresh(self, **extra) -> EditorForm:
        """Return the form opened on the item as it stands, at the beginning of a step."""
        if self.item is None:
            raise Http404
        return self.form(**{"version": self.item.version, "step": uuid.uuid4(), **self.held(), **extra})

    def opened(self, form: EditorForm) -> HttpResponse:
        """Show the editor: a page of its own, or in place."""
        return self.sent(self.context(form), self.frame)

    def kept(self, form: EditorForm, *, status: int, refusal: Refused | None = None) -> HttpResponse:
        """Answer an edit that was not saved: the page with all that was typed, or for htmx only what says why."""
        # Swapping the form would take the caret and what was typed since it was sent, so only the notice beneath the
        # field is swapped; the way that is chosen there is sent with the field as it stands then.
        response = self.sent(self.context(form, refusal), f"{TEMPLATE}#editor-kept", status=status)
        return self.placed(response, f"notice-{self.key}")

    def sent(self, context: dict, fragment: str, *, status: int = 200) -> HttpResponse:
        """Send the editor's page, or to htmx a fragment, be it of another template."""
        template, _, part = fragment.partition("#")
        template = template if wants_fragment(self.request) else self.page
        return page_or_fragment(self.request, template, context, fragment=part, status=status)

    def context(self, form: EditorForm, refusal: Refused | None = None) -> dict:
        """Return what the editor shows."""
        return {
            "canvas": self.canvas,
            "editor": self,
            "form": form,
            "key": self.key,
            "item_id": self.item_id,
            "in_place": wants_fragment(self.request),
            "errors": self.errors(form),
            "refusal": refusal,
            "contested": self._contested(form, refusal),
            "is_gone": isinstance(refusal, Gone),
            **self.fragments(),
            **self.extras(form),
        }

    def errors(self, form: EditorForm) -> list[str]:
        """Return what is wrong that stands beside no field: without <name>-states, all of it."""
        if "states" in self.pieces:
            return errors_of_none(form)
        return [error for errors in form.errors.values() for error in errors]

    def fragments(self) -> dict[str, str]:
        """Return the fragments that this editor is drawn with, by what they are."""
        own = {piece: f"{self.template}#{self.name}-{piece}" for piece in ("fields", *self.pieces)}
        return {"foot": f"{TEMPLATE}#editor-foot", **own}

    def _opened_again(self, form):
        response = self.opened(form.rebased(version=self.item.version, **self.held()))
        return self.placed(response, self.root)

    def _still_open(self, form):
        """Answer a save from an open editor with what its next save stands on."""
        # The hidden fields say what the session began with. Once saved, that is what was sent, not what stands in the
        # field by now: whatever was typed meanwhile still counts as changed, and the next save takes it along.
        sent = {name: form[name].value() for name in (*form.carried, *form.edited)}
        fresh = self.form(**{**sent, "version": form.next_basis(self.item.version)})
        response = self.sent(self.context(fresh) | {"oob": True}, f"{TEMPLATE}#editor-kept-open")
        return self.placed(response, f"basis-{self.key}")

    def _refused(self, form, refusal):
        if field := self.field_of(refusal):
            form.add_error(field, str(refusal))
            return self.kept(form, status=422)
        return self.kept(form, status=409, refusal=refusal)

    def placed(self, response, element_id):
        """Have htmx put an answer in the place of one element, wherever the form itself is aimed."""
        return reswap(retarget(response, f"#{element_id}"), "outerHTML") if wants_fragment(self.request) else response

    def _contested(self, form, refusal) -> list[dict]:
        """Return, for a conflict, what each of the two saved in each contested field."""
        if not isinstance(refusal, Conflict):
            return []
        named = {name: form[name].label for name in form.edited} | self.labels
        return [
            {"label": named.get(name, ""), "theirs": self.words(name, theirs), "mine": self.words(name, mine)}
            for name, (theirs, mine) in refusal.fields.items()
        ]


def errors_of_none(form: EditorForm) -> list[str]:
    """Return what is wrong that belongs to no field a person sees."""
    hidden = [error for field in form.hidden_fields() for error in field.errors]
    return [*form.non_field_errors(), *hidden]
