"""Who: users, workspaces, memberships, and the one table of roles.

Owns: User, Workspace, Membership, sign-in links, failed sign-ins. Knows: ui. Known by: canvas and all to its left.
Addresses: /sign-in/, /sign-out/, /account/, /workspaces/.
"""
