"""One number of a feature, by the one name that it has everywhere: in a sample, a form, an address and an id."""

from dataclasses import dataclass

USAGE = "usage"


class NumberError(ValueError):
    """This names no number. Write the key of a line, or usage, a colon, and the name of a field: other-1:amount."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """One number of a feature: the `key` of its line, or "usage", and the name of its `field`, which may hold dots.

    As text it is both with a colon between them, such as "other-1:amount" or "usage:active_users".
    """

    key: str
    field: str

    def __str__(self) -> str:
        return f"{self.key}:{self.field}"

    @property
    def is_of_usage(self) -> bool:
        """Whether it is one of the usage, which has no line."""
        return self.key == USAGE

    @classmethod
    def parse(cls, text: str) -> "Number":
        """The number that a text names; raises NumberError where it can't be one."""
        key, colon, field = text.rpartition(":")  # a key that somebody chose may hold colons, a field never does
        if not (key and colon and field):
            raise NumberError
        return cls(key, field)
