import pytest

from teams.roles import PERMISSIONS, Permission, Role, allows

LADDER = [
    (Role.VIEWER, {Permission.VIEW}),
    (Role.COMMENTER, {Permission.VIEW, Permission.COMMENT}),
    (Role.EDITOR, {Permission.VIEW, Permission.COMMENT, Permission.EDIT}),
    (Role.OWNER, set(Permission)),
]


@pytest.mark.parametrize(("role", "expected"), LADDER)
def test_each_role_may_do_what_the_one_below_may_and_one_thing_more(role, expected):
    assert {permission for permission in Permission if allows(role, permission)} == expected


def test_every_role_is_in_the_table_and_says_what_it_may_do():
    assert set(PERMISSIONS) == set(Role)
    assert all(role.description for role in Role)


def test_a_role_that_does_not_exist_is_allowed_nothing():
    with pytest.raises(ValueError, match="admin"):
        allows("admin", Permission.VIEW)
