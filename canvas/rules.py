"""What may be, in plain Python: lengths, the statuses' cycle, evidence levels, the places of items in a list."""

import re
from collections.abc import Iterable

TITLE_LENGTH = 120
SUMMARY_LENGTH = 600
NOTE_LENGTH = 2000
STATEMENT_LENGTH = 600
ANSWER_LENGTH = 1000
SEGMENT_LENGTH = 40
SOURCE_LENGTH = 300
SEGMENT_LIMIT = 8
POSITION_STEP = 1024
# So many notes are made of pasted lines at once.
LINE_LIMIT = 200

_BULLET = re.compile(r"^\s*(?:[-–—•*·▪◦]|\d{1,3}[.)])\s+")

# The brief's six questions, in the order in which they are asked.
QUESTIONS = (
    "target_customers",
    "pain_points",
    "alternatives",
    "value_delivered",
    "revenue_model",
    "delivery_cost",
)

STATUSES = ("assumption", "validated", "invalidated")

# How well something is known, the weakest first, and the columns of whatever rests on evidence.
EVIDENCE_LEVELS = ("guess", "benchmark", "user_research", "measured")
EVIDENCE_FIELDS = ("evidence_level", "evidence_source", "evidence_url", "evidence_date")

# Which block an answer of the brief is offered to; alternatives stay in the brief (DOMAIN: the document format).
BRIEF_TO_BLOCK = {
    "target_customers": "target_market",
    "pain_points": "value_proposition",
    "value_delivered": "value_proposition",
    "revenue_model": "revenue_streams",
    "delivery_cost": "cost_structure",
}


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something, without the bullets and numbers that they begin with."""
    return [line for each in text.splitlines() if (line := _BULLET.sub("", each).strip())]


def next_status(status: str) -> str:
    """Return the status after this one in the cycle assumption, validated, invalidated."""
    return STATUSES[(STATUSES.index(status) + 1) % len(STATUSES)]


def place_between(before: int | None, after: int | None) -> int | None:
    """Return a sparse position between two neighbours' positions, or None where no integer is left.

    `before` and `after` are the neighbours' positions, None at an end of the list.
    """
    if before is None:
        return POSITION_STEP if after is None else after - POSITION_STEP
    if after is None:
        return before + POSITION_STEP
    return (before + after) // 2 if after - before > 1 else None


def renumbered(count: int) -> list[int]:
    """Return evenly spaced positions for `count` items."""
    return [POSITION_STEP * (index + 1) for index in range(count)]


def first_free_colour(taken: set[int]) -> int:
    """Return the lowest segment colour 1..8 that is not taken, or 1 where all are."""
    return next((colour for colour in range(1, SEGMENT_LIMIT + 1) if colour not in taken), 1)


def same_name_words(names: Iterable[str]) -> str:
    """Say that a name comes twice, whatever its case; "" where none does."""
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            return f"another one is called “{name}” too by now. Rename that first."
        seen.add(name.casefold())
    return ""
