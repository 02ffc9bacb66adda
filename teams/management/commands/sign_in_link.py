from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from teams.actions.links import make_link
from teams.actions.people import Deactivated, let_in
from teams.actions.workspaces import LastOwner, SeveralOfThisName, create_workspace, find_workspace, give_role
from teams.forms import EmailField, NameField
from teams.roles import Role


class Command(BaseCommand):
    help = (
        "Print a link that signs a person in once within the hour and lets them choose a password. "
        "Creates the person if there is none with this email."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--workspace", help="make the person a member of the workspace with this name or id")
        parser.add_argument("--role", choices=Role.values, help="owner in a new workspace, else editor, unless given")

    def handle(self, *args, email, workspace, role, **options):
        if role and not workspace:
            raise CommandError("A role is held in a workspace. Name it with --workspace.")
        try:
            with transaction.atomic():
                user = let_in(email=EmailField().clean(email))
                if workspace:
                    admit(user, workspace, role)
                link = make_link(user=user, now=timezone.now())
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        except (Deactivated, LastOwner, SeveralOfThisName) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(link)


def admit(user, text, role):
    """Give `user` a role in the workspace called `text`, which is created, with `user` as owner, if there is none."""
    name = NameField().clean(text)
    workspace = find_workspace(text=name)
    if workspace is None:
        workspace = create_workspace(name=name, by=user)
        role = role or Role.OWNER
    if role or not workspace.memberships.filter(user=user).exists():
        give_role(workspace=workspace, user=user, role=Role(role or Role.EDITOR))
