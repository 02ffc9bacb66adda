"""Pages: getting in and out, one's own account, the workspaces."""
