"""People, the workspaces that they share, and the two ways in: a password and a sign-in link."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from teams import rules
from teams.roles import Role
from ui.constraints import at_most


class Theme(models.TextChoices):
    SYSTEM = "system", "As the system says"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class UserQuerySet(models.QuerySet):
    def with_email(self, email):
        return self.filter(email=rules.normal_email(email))

    def get_by_natural_key(self, email):
        return self.with_email(email).get()


class User(AbstractBaseUser):
    """A person who signs in with an email address; no password until the first sign-in link is used."""

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=rules.EMAIL_LENGTH, unique=True)
    name = models.CharField(max_length=rules.NAME_LENGTH, blank=True)
    time_zone = models.CharField(max_length=rules.TIME_ZONE_LENGTH, default="UTC")
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)
    single_key_shortcuts = models.BooleanField(default=True)
    # Whether the own workspace of examples is shown among the others; hidden, it is kept.
    shows_examples = models.BooleanField(default=True, db_default=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_its_case"),
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="user_theme_known"),
            models.CheckConstraint(condition=~Q(email=""), name="user_reachable"),
            at_most("email", rules.EMAIL_LENGTH, name="user_email_length"),
            at_most("name", rules.NAME_LENGTH, name="user_name_length"),
            at_most("time_zone", rules.TIME_ZONE_LENGTH, name="user_time_zone_length"),
            at_most("password", 128, name="user_password_length"),
        )

    def __str__(self):
        return self.name or self.email

    @property
    def workspaces(self):
        """The workspaces that this person belongs to, each with the person's `role` in it."""
        return Workspace.objects.of(self)


class WorkspaceQuerySet(models.QuerySet):
    def of(self, user):
        """Workspaces that this person belongs to, each with the person's `role` in it."""
        return self.filter(memberships__user=user).annotate(role=F("memberships__role"))

    def own(self):
        """Workspaces of real work: all but those of examples."""
        return self.filter(examples_of=None)

    def shown_to(self, user):
        """Workspaces but those of examples that this person has hidden."""
        return self if user.shows_examples else self.own()

    def called(self, text):
        """Workspaces with this name, or the one with this id."""
        try:
            return self.filter(pk=uuid.UUID(text))
        except ValueError:
            return self.filter(name=text)

    def by_name(self):
        return self.order_by(Lower("name"), "created_at", "pk")

    def with_members(self):
        return self.prefetch_related(models.Prefetch("memberships", Membership.objects.with_people()))


class Workspace(models.Model):
    """The people who work together, and the canvases that they share."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=rules.NAME_LENGTH)
    # Evidence older than this is shown as ageing.
    evidence_half_life_days = models.PositiveSmallIntegerField(default=rules.HALF_LIFE_DAYS)
    # In which its canvases count unless they say otherwise; empty until the first one chose.
    currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    # Whose examples it holds, invented and counted nowhere; None for a workspace of real work. They go with the person.
    examples_of = models.OneToOneField(User, on_delete=models.CASCADE, null=True, blank=True, related_name="examples")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkspaceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="workspace_named"),
            models.CheckConstraint(
                condition=Q(evidence_half_life_days__range=rules.HALF_LIFE_RANGE), name="workspace_half_life_in_range"
            ),
            at_most("name", rules.NAME_LENGTH, name="workspace_name_length"),
            at_most("currency", 3, name="workspace_currency_length"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("canvas:dashboard", args=[self.pk])

    @property
    def is_of_examples(self) -> bool:
        return self.examples_of_id is not None


class MembershipQuerySet(models.QuerySet):
    def owners(self):
        return self.filter(role=Role.OWNER)

    def with_password(self):
        """Memberships of people who have set a password."""
        return self.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def with_people(self):
        """Memberships in the order in which people joined, each with its person."""
        return self.select_related("user").order_by("created_at", "pk")


class Membership(models.Model):
    """That a person belongs to a workspace, and as what."""

    # Neither a workspace nor a person leaves a membership behind: it would grant a right to nobody or to nothing.
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint("workspace", "user", name="membership_once_per_workspace"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        )

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class SignInLinkQuerySet(models.QuerySet):
    def unused(self):
        return self.filter(used_at__isnull=True)

    def usable(self, *, now):
        return self.unused().filter(expires_at__gt=now)

    def of_active_people(self):
        return self.filter(user__is_active=True).select_related("user")


class SignInLink(models.Model):
    """A way in that works once, within the hour. Only the hash of its token is kept."""

    # A link is a way in for this person and nobody else.
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        constraints = (at_most("token_hash", 64, name="sign_in_link_hash_length"),)

    def __str__(self):
        return f"sign-in link for {self.user}"


class FailedSignInQuerySet(models.QuerySet):
    def since(self, moment):
        return self.filter(at__gt=moment)

    def until(self, moment):
        return self.filter(at__lte=moment)

    def of_account(self, account):
        return self.filter(account=account)

    def others_sharing(self, attempt, *fields):
        """Every failure but `attempt` itself that has the same `fields`: "account", "address" or both."""
        return self.filter(**{field: getattr(attempt, field) for field in fields}).exclude(pk=attempt.pk)

    def newest_first(self):
        return self.order_by("-at", "-pk")


class FailedSignIn(models.Model):
    """One sign-in that failed or has not yet succeeded: as whom, from where and when.

    `account` is the email that was typed, whether or not anybody has it, so that the limit tells nobody who exists.
    `address` is the name of the place: an IP address, or the browser or person that is known already.
    """

    account = models.CharField(max_length=rules.EMAIL_LENGTH)
    address = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField()

    objects = FailedSignInQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index("account", "at", name="failed_sign_in_by_account"),
            models.Index("address", "at", name="failed_sign_in_by_address"),
            models.Index("at", name="failed_sign_in_by_time"),
        )
        constraints = (
            at_most("account", rules.EMAIL_LENGTH, name="failed_sign_in_account_length"),
            at_most("address", 45, name="failed_sign_in_address_length"),
        )

    def __str__(self):
        return f"{self.account} from {self.address}"
