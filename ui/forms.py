"""Forms that keep what was typed, say what is wrong beside the field, and let nothing in that cannot be stored."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template

from ui.rules import LINK_LENGTH, is_safe_link, one_newline, showable, unstorable

UNSTORABLE = "This holds a character that can't be stored. It is shown as \ufffd: take it out and save again."
REQUIRED = "This is empty. Fill it in."
TOO_LONG = "This is %(show_value)d characters long, and %(limit_value)d is the most. Shorten it."
NO_DATE = "This is not a date. Write it like 2026-11-12."
NOT_A_LINK = "This is not a web or mail address. Start it with https://, http:// or mailto:."


class PlainRenderer(DjangoTemplates):
    """Draw forms and fields with the templates of `templates/ui/`, widgets with Django's own."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name):
        if template_name.startswith("ui/"):
            return get_template(template_name)
        return super().get_template(template_name)


class PlainBoundField(forms.BoundField):
    """Tell assistive technology that a field is required, without the browser's own bubble in the way."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if self.field.required and not self.is_hidden and not self.use_fieldset:
            attrs.setdefault("aria-required", "true")
        return attrs

    def value(self):
        value = super().value()
        return showable(value) if isinstance(value, str) else value


class PlainSelect(forms.Select):
    """A choice without groups, drawn in one go: Django draws each option with templates of its own."""

    template_name = "ui/select.html"


def posted(request):
    """Return what a form is bound to: what was posted, though it be nothing, or None for a page only asked for."""
    return request.POST if request.method == "POST" else None


class PlainForm(forms.Form):
    """The base of every form: write `<form method="post" novalidate>` round it, and answer 422 when it is not valid."""

    use_required_attribute = False
    default_renderer = PlainRenderer()  # one for all forms: each keeps the templates that it has read
    bound_field_class = PlainBoundField

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = REQUIRED

    def get_context(self):
        """Give the focus to the first field that is wrong, before any that would have it otherwise."""
        if bad := next((field for field in self.visible_fields() if field.errors), None):
            for field in self.fields.values():
                field.widget.attrs.pop("autofocus", None)
            bad.field.widget.attrs["autofocus"] = True
        return super().get_context()


class PlainTextField(forms.CharField):
    """A line of text of at most `max_length` characters, spaces at its ends dropped."""

    default_error_messages = {"required": REQUIRED}

    def __init__(self, *, max_length: int, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        self.validators = [v for v in self.validators if not isinstance(v, ProhibitNullCharactersValidator)]
        for validator in self.validators:
            if validator.code == "max_length":
                validator.message = TOO_LONG

    def to_python(self, value):
        if isinstance(value, str):
            if unstorable(value):
                raise ValidationError(UNSTORABLE, code="unstorable")
            value = one_newline(value)
        return super().to_python(value)

    def widget_attrs(self, widget):
        """Leave `maxlength` out: with it a browser cuts a long paste short without a word. An area names the limit."""
        attrs = super().widget_attrs(widget)
        most = attrs.pop("maxlength", None)
        return attrs | ({"data-limit": most} if most and isinstance(widget, forms.Textarea) else {})


class PlainTextArea(PlainTextField):
    """Text of several lines, of at most `max_length` characters."""

    def __init__(self, *, rows: int = 3, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


class LinkField(PlainTextField):
    """An http, https or mailto address; one typed without a scheme is taken as https."""

    widget = forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"})

    def __init__(self, *, max_length: int = LINK_LENGTH, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        link = super().to_python(value)
        return f"https://{link}" if link and "." in link and ":" not in link and "@" not in link else link

    def validate(self, value):
        super().validate(value)
        if value and not is_safe_link(value):
            raise ValidationError(NOT_A_LINK, code="link")
