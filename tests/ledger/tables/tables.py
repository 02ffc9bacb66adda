"""How a test reads a table: what came out, in one place."""

from decimal import Decimal

from ledger.tables import Canvas, Taken, guess, read


def taken(source, currency="USD", rate=None, **answers) -> Taken:
    """Read a table as a canvas of this currency would, with answers to what it asks."""
    digest = read(source)
    said = {name.replace("_", "-"): answer for name, answer in answers.items()}
    return Taken(digest, guess(digest, currency).answered(**said), Canvas(currency, rate and Decimal(rate)))


def counted(found: Taken) -> dict:
    """What was counted in all, without what was not."""
    return {name: value for name, value in found.totals.items() if value is not None}


def named(found: Taken) -> dict[str, list[str]]:
    """The names of the columns that are read as something."""
    roles = sorted({role for role in found.meaning.roles if role})
    return {role: [found.digest.columns[place].name for place in found.meaning.places(role)] for role in roles}
