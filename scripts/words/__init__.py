"""Writes docs/sentences.md, and the words of the ledger in docs/glossary.md, from the source."""
