"""One field of a line or of the usage: what it is called, and what may be typed into it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One estimate of a line or of the usage.

    `name` is that of the document format. `label` is what it is called wherever it stands alone, its period
    included; `unit` is only what it is counted in, where `money` stands for the canvas's currency, and of a share
    what it is a share of. `hint` is an example of what to type. `share`, `negative` and `divides` are what
    `estimates.parse` is told. `default` is the typed text that an empty field stands for, `if_empty` what it
    stands for in words where that is another field. A field with a `basis` counts only on that basis.
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
    if_empty: str = ""
