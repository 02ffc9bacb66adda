"""The sections of a feature's page beneath its table: each turns figures and advice into words and geometry."""

from ledger.pages.sections.page import Sections

__all__ = ["Sections"]
