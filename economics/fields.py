"""One field of a line or of the usage: what it is called, and what may be typed into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One estimate of a line or of the usage.

    `name` is that of the document format. `hint` is an example of what to type, `unit` the words after the
    field, where `money` stands for the canvas's currency. `share`, `negative` and `divides` are what
    `estimates.parse` is told. `default` is the typed text that an empty field stands for. A field with a
    `basis` counts only on that basis.
    """

    name: str
    label: str
    hint: str
    unit: str = ""
    share: bool = False
    negative: bool = False
    divides: bool = False
    required: bool = True
    default: str = ""
    basis: str = ""
