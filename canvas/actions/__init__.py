"""What changes a canvas: each action opens the write door once, takes `by`, and returns what it changed."""
