"""The one table of rights: which role in a workspace holds which permission."""

from enum import StrEnum

from django.db.models import TextChoices


class Permission(StrEnum):
    """What a person may do with a workspace and everything in it."""

    VIEW = "view"
    COMMENT = "comment"
    EDIT = "edit"
    MANAGE = "manage"


class Role(TextChoices):
    """What a person is in a workspace."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    COMMENTER = "commenter", "Commenter"
    VIEWER = "viewer", "Viewer"

    @property
    def description(self) -> str:
        """What this role may do, in one sentence."""
        return DESCRIPTIONS[self]


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset({Permission.VIEW, Permission.COMMENT, Permission.EDIT, Permission.MANAGE}),
    Role.EDITOR: frozenset({Permission.VIEW, Permission.COMMENT, Permission.EDIT}),
    Role.COMMENTER: frozenset({Permission.VIEW, Permission.COMMENT}),
    Role.VIEWER: frozenset({Permission.VIEW}),
}

DESCRIPTIONS: dict[Role, str] = {
    Role.OWNER: "Changes everything, the workspace itself included.",
    Role.EDITOR: "Creates and changes canvases.",
    Role.COMMENTER: "Reads canvases and comments on them.",
    Role.VIEWER: "Reads canvases.",
}


def allows(role: Role | str, permission: Permission) -> bool:
    """Say whether `role` holds `permission`; raises ValueError where there is no such role."""
    return permission in PERMISSIONS[Role(role)]
