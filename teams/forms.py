"""What people type to get in, about themselves and about their workspaces."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from teams.models import Theme, User
from teams.rules import (
    EMAIL_LENGTH,
    FIRST_OWNER_EMAIL,
    HALF_LIFE_RANGE,
    NAME_LENGTH,
    PASSWORD_LENGTH,
    TIME_ZONE_LENGTH,
    find_time_zone,
    normal_email,
    time_zones,
)
from ui.forms import PlainForm, PlainTextField

NO_SUCH_ZONE = "There is no time zone of this name. Type a city of your zone and pick from the list: Europe/Berlin."
HOW_TO_CHOOSE = "At least 12 characters, neither much used nor like your name or email."
NO_HALF_LIFE = "This is not a whole number of days from {:,} to {:,}. Type one, like 180.".format(*HALF_LIFE_RANGE)
NOT_AN_EMAIL = "This is not an email address. Write it like name@example.com."


class NameField(PlainTextField):
    def __init__(self, **kwargs):
        super().__init__(max_length=NAME_LENGTH, **kwargs)

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class EmailField(PlainTextField):
    widget = forms.EmailInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"})

    def __init__(self, **kwargs):
        super().__init__(max_length=EMAIL_LENGTH, **kwargs)

    def to_python(self, value):
        return normal_email(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        try:
            validate_email(value)
        except ValidationError:
            raise ValidationError(NOT_AN_EMAIL, code="email") from None


class PasswordField(PlainTextField):
    """A password, kept as typed, spaces and all."""

    def __init__(self, *, autocomplete: str, **kwargs):
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(max_length=PASSWORD_LENGTH, strip=False, widget=widget, **kwargs)


class NewPasswordField(PasswordField):
    def __init__(self, **kwargs):
        super().__init__(autocomplete="new-password", help_text=HOW_TO_CHOOSE, **kwargs)


class SignInForm(PlainForm):
    email = EmailField(label="Email")
    password = PasswordField(label="Password", autocomplete="current-password")


class LinkForm(PlainForm):
    """What a sign-in link asks for: of a new person a name and a password, of the first owner an email as well."""

    email = EmailField(label="Email", help_text="You sign in with it. Nothing is sent to it.")
    name = NameField(label="Your name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = NewPasswordField(label="Password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if user.email != FIRST_OWNER_EMAIL:
            del self.fields["email"]
        if user.name:
            del self.fields["name"]
        if user.has_usable_password():
            self.keep_password_possible()

    def keep_password_possible(self):
        field = self.fields["password"]
        field.label, field.required = "New password", False
        field.help_text = f"Leave it empty to keep the one you have. {field.help_text}"

    def clean(self):
        chosen = {"email": self.user.email, "name": self.user.name, **super().clean()}
        if chosen.get("password"):
            self.check_password(chosen["password"], User(email=chosen["email"], name=chosen["name"]))
        return chosen

    def check_password(self, password, person):
        try:
            validate_password(password, person)
        except ValidationError as wrong:
            self.add_error("password", wrong)


class AccountForm(PlainForm):
    name = NameField(label="Name", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    time_zone = PlainTextField(
        label="Time zone",
        max_length=TIME_ZONE_LENGTH,
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off", "spellcheck": "false"}),
        help_text="Type a city to search. Times are shown in this zone.",
    )
    theme = forms.ChoiceField(label="Theme", choices=Theme, widget=forms.RadioSelect)
    single_key_shortcuts = forms.BooleanField(
        label="Single-key shortcuts",
        required=False,
        help_text="N adds a note, S changes its status, and so on. They work only while a note or a block has focus.",
    )

    time_zones = staticmethod(time_zones)

    def clean_time_zone(self):
        zone = find_time_zone(self.cleaned_data["time_zone"])
        if zone is None:
            raise ValidationError(NO_SUCH_ZONE, code="time_zone")
        return zone


class PasswordForm(PlainForm):
    current = PasswordField(label="Current password", autocomplete="current-password")
    new = NewPasswordField(label="New password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self):
        validate_password(self.cleaned_data["new"], self.user)
        return self.cleaned_data["new"]


class WorkspaceForm(PlainForm):
    name = NameField(label="Name of the workspace", widget=forms.TextInput(attrs={"autocomplete": "off"}))


class HalfLifeForm(PlainForm):
    days = forms.IntegerField(
        label="Evidence is ageing after so many days",
        min_value=HALF_LIFE_RANGE[0],
        max_value=HALF_LIFE_RANGE[1],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Older evidence is marked on the page of its feature. No figure and no verdict changes by it.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_HALF_LIFE),
    )
