"""The parts that the format is made of: what may stand in one place of a document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from canvas import rules as canvas_rules
from economics import kinds
from ledger import rules as ledger_rules

LONGEST_LIST = 2000


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text of at most `most` characters; a required one is not empty, and none is one of the `reserved`."""

    most: int
    required: bool = False
    default: str = ""
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    default: bool
    required: bool = False


@dataclass(frozen=True, slots=True)
class Colour:
    """The number of a segment's colour; 0 where the first free one is to be taken."""

    most: int = canvas_rules.SEGMENT_LIMIT
    required: bool = False
    default: int = 0


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency by its ISO 4217 code."""

    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A decimal number of 0 or more, as text or as a JSON number; SQLite keeps 15 digits of it in all.

    `positive`: 0 is refused; `signed`: a number below 0 is taken too. `hint` is an example of what to write.
    """

    hint: str
    whole: int = 9
    places: int = 6
    digits: int = 15
    positive: bool = False
    signed: bool = False
    required: bool = False
    default: None = None


@dataclass(frozen=True, slots=True)
class Percent:
    """A part of something, above 0% and at most 100%, with up to two decimals; kept as text such as 40%."""

    required: bool = True
    default: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, such as 2025-03-31, in one of these years."""

    years: range = range(1, 10000)
    required: bool = False
    default: None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A web or mail address."""

    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate of this field, as typed; a JSON number is taken too. `single`: it is one number, no range.

    `field` is None where another key names the field, so that what was typed is only read once that is known.
    """

    field: kinds.Field | None
    single: bool = False
    most: int = ledger_rules.ESTIMATE_LENGTH
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """An object: its keys, and what is made of their values. `optional`: where it does not stand, there is nothing."""

    keys: Mapping[str, Any]
    make: Callable[..., object] = dict
    required: bool = False
    optional: bool = False

    @property
    def default(self) -> object:
        """What stands where the object does not: everything at its default, or None."""
        if self.optional:
            return None
        return self.make(**{key: part.default for key, part in self.keys.items()})


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of like parts."""

    part: Any
    most: int = LONGEST_LIST
    required: bool = False
    default: tuple = ()


@dataclass(frozen=True, slots=True)
class LineOfSide:
    """A line of one side of the ledger: its kind and method say which further keys it has."""

    side: str
    kinds: tuple[str, ...] = field(default=())
    required: bool = False
