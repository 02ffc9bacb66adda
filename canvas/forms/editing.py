"""What every form of something existing says: which version it was opened on, and of an editor what it held then."""

from django import forms
from django.utils.safestring import SafeString

from ui.forms import PlainBoundField, PlainForm

NO_VERSION = "This form did not say which version it was opened on. Reload the page and try again."
WAYS = [(way, way) for way in ("mine", "theirs", "again")]


class VersionForm(PlainForm):
    """The least that a change of something existing says: which version the person was looking at."""

    version = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": NO_VERSION, "invalid": NO_VERSION}
    )

    @property
    def version_seen(self) -> int | None:
        """The version of a gesture that types nothing else; None where it says none, which the write door refuses."""
        return self.cleaned_data["version"] if self.is_valid() else None


class EditedBoundField(PlainBoundField):
    """A field drawn without what it held when the session opened, which `opened_on` draws for all of them."""

    def __str__(self):
        return self.as_widget()


class EditorForm(VersionForm):
    """An editing session: its `step` groups the saves, one without is a step; `way` answers a conflict seen at
    `their_version`.

    What was in each field when the session opened travels along in hidden fields, so that only what the person
    changed is saved, and nothing that another person has changed meanwhile is written over.
    """

    step = forms.UUIDField(required=False, widget=forms.HiddenInput)
    way = forms.ChoiceField(choices=WAYS, required=False, widget=forms.HiddenInput)
    their_version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    edited: tuple[str, ...] = ()
    carried: tuple[str, ...] = ("version", "step")
    template_name = "ui/fields.html"
    bound_field_class = EditedBoundField

    def changes(self) -> dict:
        """Return the fields that the person has changed, as an action takes them."""
        return {name: self.cleaned_data[name] for name in self.edited if name in self.changed_data}

    def seen(self) -> int:
        """Return the version on which to save: the one opened on, or theirs where the person keeps her own text."""
        theirs = self.cleaned_data["their_version"]
        return theirs if self.cleaned_data["way"] == "mine" and theirs else self.cleaned_data["version"]

    def next_basis(self, saved: int) -> int:
        """Return the version that the next save from the open editor stands on, after one that led to `saved`.

        Where another person has changed other fields meanwhile, the editor stays on the version that it was opened
        on, so that a later edit of those fields meets the conflict.
        """
        # One save raises the version by one. By more: another person's change lies between, which this page has never
        # shown. Standing on the new version would claim that she has seen it, and write over it without a word.
        return saved if saved <= self.seen() + 1 else self.seen()

    def opened_on(self) -> SafeString:
        """Draw the hidden fields: version, step and their like, and what each field held when the session opened."""
        drawn = [self[name].as_hidden() for name in self.carried]
        drawn += [self[name].as_hidden(only_initial=True) for name in self.edited]
        return SafeString("".join(drawn))

    def rebased(self, *, version, **theirs) -> "EditorForm":
        """Return this form with the person's texts, opened on another person's version."""
        data = self.data.copy()
        data["version"] = version
        for name in self.changed_data:
            if name in theirs:
                held = theirs[name] if isinstance(theirs[name], list) else [theirs[name]]
                data.setlist(self[name].html_initial_name, held)
        return type(self)(data, **self.arguments())

    def arguments(self) -> dict:
        """What this form was made with, beside its data."""
        return {}
