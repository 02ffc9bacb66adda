from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from document.examples import load_examples
from teams.actions.first_owner import prepare_first_owner
from teams.actions.people import Deactivated, let_in
from teams.actions.workspaces import SeveralOfThisName, create_workspace, examples_workspace, find_workspace
from teams.forms import EmailField, NameField
from teams.models import Membership, User, Workspace
from teams.roles import Permission, allows


class Command(BaseCommand):
    help = (
        "Load the worked examples into a workspace, each once: one whose title is there already is left out. "
        "Without options, into the first owner's own workspace of examples, which is made if there is none."
    )

    def add_arguments(self, parser):
        parser.add_argument("--workspace", help="the name or id of a workspace; made if there is none of this name")
        parser.add_argument("--by", metavar="EMAIL", help="who loads them: an owner or editor of the workspace")
        parser.add_argument("--once", action="store_true", help="do nothing where its owner has a canvas already")

    def handle(self, *args, workspace, by, once, **options):
        with transaction.atomic():
            member = find_member(workspace, by)
            if once and has_canvas(member):
                return
            loaded = load_examples(workspace=member.workspace, by=member.user)
        for canvas in loaded:
            self.stdout.write(f"{canvas.title} is in {member.workspace.name}.")


def find_member(text: str | None, email: str | None) -> Membership:
    """Return who loads the examples, and by the membership into which workspace."""
    user = find_person(email) if email else None
    workspace = find_or_create(text, user) if text else examples_workspace(of=prepare_first_owner().user)
    members = workspace.memberships.with_people().select_related("workspace")
    member = (members.filter(user=user) if user else members.owners()).first()
    if not member or not allows(member.role, Permission.EDIT):
        raise CommandError(
            f"{email or 'Nobody'} can't change the canvases of {workspace}. Name an owner or editor with --by."
        )
    return member


def has_canvas(member: Membership) -> bool:
    """Say whether a canvas stands in this workspace, or in another of the same person."""
    return any(workspace.canvases.exists() for workspace in (member.workspace, *member.user.workspaces))


def find_person(email: str) -> User:
    """Return the person with this email, made if there is none."""
    try:
        return let_in(email=EmailField().clean(email))
    except ValidationError as wrong:
        raise CommandError(" ".join(wrong.messages)) from wrong
    except Deactivated as refusal:
        raise CommandError(str(refusal)) from refusal


def find_or_create(text: str, user: User | None) -> Workspace:
    """Return the workspace of this name or id, made for `user`, else for the first owner, if there is none."""
    try:
        name = NameField().clean(text)
        return find_workspace(text=name) or create_workspace(name=name, by=user or prepare_first_owner().user)
    except ValidationError as wrong:
        raise CommandError(" ".join(wrong.messages)) from wrong
    except SeveralOfThisName as refusal:
        raise CommandError(str(refusal)) from refusal
