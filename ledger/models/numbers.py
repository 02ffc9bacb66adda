"""What stands on one number of a feature: a line, or none for the usage, and the name of a field."""

from economics.numbers import USAGE, Number


class OnNumber:
    """A row with a `line`, or none for the usage, and a `field`: the number as the database holds it."""

    @property
    def number(self) -> Number:
        return Number(self.line.key if self.line else USAGE, self.field)
