"""What a lever says: where it goes, whether that is enough, how far it is, and what all of them say together."""

from collections.abc import Sequence

from economics import Advice, kinds
from economics.advice_model import AT_LEAST, Lever, Move
from economics.bounds import PERCENT, PERCENTAGE_POINTS, UNITS
from economics.reading import read_field
from ledger.pages.estimates import estimate_text, value_text
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import chance, number


def move_text(move: Move, field: kinds.Field, currency: str) -> str:
    """Return where a number of a pair goes, as it is to be typed; a point where nothing short enough does."""
    return estimate_text(field, move.text, currency) if move.text else value_text(field, move.to, currency)


def destination(lever: Lever, field: kinds.Field, currency: str) -> tuple[str, float | None]:
    """Return where a lever has to go, as it is to be typed, or can go at best, and the margin per use it leaves."""
    target = lever.typed_spread or lever.typed_certain
    if target:
        return estimate_text(field, target.text, currency), target.margin
    return value_text(field, lever.best, currency), lever.margin


def remedy(lever: Lever, field: kinds.Field, currency: str) -> str:
    """Return whether a lever can make its feature healthy alone, and where a use breaks even."""
    if not lever.alone:
        covered = chance(lever.covers)
        return f"Cannot do it alone: covers {covered} of the gap.{_zero(lever, field, currency)}"
    if not lever.typed_spread:
        only = " only where it is known for certain" if lever.typed_certain else ""
        return f"Can do it alone{only}.{_zero(lever, field, currency)}"
    sure = ""
    if lever.typed_certain and lever.typed_certain != lever.typed_spread:
        sure = f" Known for certain, {estimate_text(field, lever.typed_certain.text, currency)} is enough."
    return f"Can do it alone: {_change(lever, field)}.{sure}{_zero(lever, field, currency)}"


def slip(lever: Lever, field: kinds.Field, currency: str) -> str:
    """Return how far an input of a healthy feature can go before the feature is healthy no more."""
    if not lever.typed_spread:
        return f"Healthy there only where it is known for certain.{_zero(lever, field, currency)}"
    way = "down" if lever.side == AT_LEAST else "up"
    return f"Healthy {way} to there: {_change(lever, field)}.{_zero(lever, field, currency)}"


def mending(listed: Sequence[Lever], advice: Advice) -> str:
    """Return what the levers of a feature that is not healthy say together."""
    alone = [lever for lever in listed if lever.alone]
    if alone:
        nearest = alone[0].input.words
        if len(alone) == 1:
            return f"One number can make it healthy by itself: {nearest}."
        return f"{_counted(len(alone))} numbers can each make it healthy alone. The nearest is {nearest}."
    if advice.pair:
        return "No number can make it healthy by itself, but two together can."
    if not advice.levers:
        return "No number may be changed, so nothing is left to move. Free one that can’t change after all."
    return "No number can make it healthy by itself, and no two together. It needs another way to earn, or to cost."


def slipping(listed: Sequence[Lever]) -> str:
    """Return what the levers of a healthy feature say together."""
    if not listed:
        return "It stays healthy whatever any one of its numbers becomes."
    return f"{listed[0].input.words} has the least room before it is healthy no more."


def change_words(change: float, unit: str, field: kinds.Field) -> str:
    """Return a change with its sign and unit, such as "−57%" or "+2.4 percentage points"."""
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    size = abs(change)
    amount = number(round(size, 0 if size >= 10 else 1) if size >= 0.1 else float(f"{size:.2g}"))
    if unit == PERCENT:
        return f"{sign}{amount}%"
    if unit == PERCENTAGE_POINTS:
        return f"{sign}{amount} percentage point{'' if amount == '1' else 's'}"
    words = "" if field.unit.startswith("money") else field.unit.partition(",")[0]
    return f"{sign}{number(size)} {words}".rstrip()


def _change(lever: Lever, field: kinds.Field) -> str:
    """From the median now to that of what is to be typed."""
    to = read_field(field, lever.typed_spread.text).median
    if field.share:
        return change_words(100 * (to - lever.now), PERCENTAGE_POINTS, field)
    if lever.now == 0:
        return change_words(to, UNITS, field)
    return change_words(100 * (to - lever.now) / abs(lever.now), PERCENT, field)


def _zero(lever: Lever, field: kinds.Field, currency: str) -> str:
    """Where a use breaks even, all else at its middle; or beyond which it loses, where it earns now."""
    if lever.break_even is None:
        return ""
    at = value_text(field, lever.break_even, currency)
    is_past = lever.now > lever.break_even if lever.side == AT_LEAST else lever.now < lever.break_even
    if not is_past:
        return f" At {at} a use breaks even."
    return f" {'Below' if lever.side == AT_LEAST else 'Above'} {at} a use loses money."


def _counted(count: int) -> str:
    return NUMBERS[count].capitalize() if count < len(NUMBERS) else str(count)
