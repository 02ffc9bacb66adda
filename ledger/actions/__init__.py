"""What changes a ledger: each action opens the write door once, takes `by`, and returns what it changed."""
