"""What changes people, workspaces and the ways in: one module for each thing that is changed."""
