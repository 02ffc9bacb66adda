"""What the two sides of the press hand each other; it imports nothing that only the worker has."""

from dataclasses import dataclass, field

from exports.rules.flow import Layout

TYPESET, DRAW = "typeset", "draw"
MOST_PICTURES = 40


@dataclass(frozen=True)
class Printed:
    """One PDF, or, where it did not come out well, None and what tells how to mend it.

    `overflows`: something stood out of its `data-frame`. `measured` maps the `data-fit` of an element to its height in
    millimetres. `layout` is the one to try next. `missing` are the characters that no font has; `complaints` what
    WeasyPrint logged besides.
    """

    pdf: bytes | None
    pages: int
    measured: dict[str, float]
    layout: Layout = field(default_factory=Layout)
    overflows: bool = False
    missing: str = ""
    complaints: list[str] = field(default_factory=list)
