"""The sentences that the ledger's pages compose from its figures, by fixed rules."""

from collections.abc import Sequence

from economics import Evaluation
from ledger.figures.price_moves import Move, Moved
from ledger.figures.sheets import Row, Sheet
from ledger.pages.units import list_price
from ui.templatetags.figures import MINUS, count, count_short, number, per_month, per_use_signed

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def finding(sheet: Sheet) -> str:
    """Return what the ledger says as a whole: the heading of its page."""
    if not sheet.rows or sheet.unfinished:
        return "What does a use cost, and what does it earn?"
    if sheet.margin is None:
        return (
            "Nothing is quantified yet"
            if len(sheet.rows) > 1
            else f"{sheet.rows[0].feature.name} is not quantified yet"
        )
    losers = losing(sheet)
    if sheet.margin < 0:
        return _losing_in_all(sheet, losers)
    if losers:
        verb = "takes" if len(losers) == 1 else "take"
        back = _money(sheet, sum(row.monthly_profit for row in losers))
        return f"{_named(losers)} {verb} back {back} a month of what the others earn"
    return _earning_in_all(sheet)


def coverage(sheet: Sheet) -> str:
    """Return how many features the sums count, such as "4 of 5 features"."""
    counted, total = len(sheet.quantified), len(sheet.rows)
    noun = "feature" if total == 1 else "features"
    return f"{total} {noun}" if counted == total else f"{counted} of {total} {noun}"


def strip_note(sheet: Sheet) -> str:
    """Return the line beneath the strip's sum: what is not counted, and who takes back how much of it."""
    said = ["Illustrative figures."] if sheet.canvas.illustration else []
    if sheet.unfinished:
        return " ".join([*said, f"{coverage(sheet)} counted so far."])
    if sheet.margin is None:
        return " ".join([*said, "Nothing is summed until a feature is quantified."])
    if len(sheet.quantified) < len(sheet.rows):
        said.append(f"{coverage(sheet)} counted.")
    losers = losing(sheet)
    earning = sheet.margin - sum(row.monthly_profit for row in losers)
    if losers and earning > 0:
        said.append(_taken_back(sheet, losers, earning))
    return " ".join(said)


def volume_or_missing(row: Row) -> str:
    """Return what stands beneath a feature's name in the strip: its uses a month, or how much is missing."""
    if not row.evaluation.is_quantified:
        count = len(row.missing)
        return f"{count} thing{'' if count == 1 else 's'} missing" if count else row.evaluation.verdict.says[0]
    return f"{count_short(row.uses)} uses"


def losing(sheet: Sheet) -> list[Row]:
    """Return the quantified features that are expected to lose money over a month, the greatest loss first."""
    losers = [row for row in sheet.quantified if row.monthly_profit < 0]
    return sorted(losers, key=lambda row: row.monthly_profit)


def moved(each: Moved) -> str:
    """Return how today's prices differ from those that a line keeps: "Claude X: input $3.00 → $2.50 per million"."""
    return f"{each.name}: {'; '.join(_moved_price(move) for move in each.moves)}."


def margins(before: Evaluation, after: Evaluation, currency: str) -> tuple[str, str] | None:
    """Return the contribution per use before and after a change as text; None where either is unknown."""
    was, now = (each.results.contribution_per_use for each in (before, after))
    if was is None or now is None:
        return None
    return per_use_signed(was.mean, currency), per_use_signed(now.mean, currency)


def _moved_price(move: Move) -> str:
    tier = f" above {count(move.above)} tokens" if move.above else ""
    was, now = (list_price(move.measure, each) for each in (move.was, move.now))
    return f"{was.label.lower()}{tier} {was.text} → {now.text} {now.per}{_change(move.change)}"


def _change(fraction: float | None) -> str:
    """A change in whole per cent, below ten with one decimal, in brackets; nothing where it was from nought."""
    if fraction is None:
        return ""
    per_cent = abs(100 * fraction)
    return f" ({MINUS if fraction < 0 else '+'}{number(round(per_cent, 0 if per_cent >= 10 else 1))}%)"


def _taken_back(sheet, losers, earning) -> str:
    if sheet.margin < 0:
        return f"Without {_named(losers, inside=True)} it would be {_money(sheet, earning)}."
    verb = "takes" if len(losers) == 1 else "take"
    return f"{_named(losers)} {verb} back {_money(sheet, earning - sheet.margin)} of it."


def _losing_in_all(sheet, losers) -> str:
    lost = _money(sheet, sheet.margin)
    if len(sheet.quantified) == 1:
        return f"{losers[0].feature.name} loses {lost} a month"
    if len(losers) == len(sheet.quantified):
        return f"Every quantified feature loses money: {lost} a month in all"
    verb = "loses" if len(losers) == 1 else "lose"
    return f"{_named(losers)} {verb} more than the others earn: {lost} a month"


def _earning_in_all(sheet) -> str:
    earned = _money(sheet, sheet.margin)
    if len(sheet.quantified) == 1:
        return f"{sheet.quantified[0].feature.name} is expected to earn {earned} a month"
    return f"The quantified features are expected to earn {earned} a month"


def _named(rows: Sequence[Row], *, inside: bool = False) -> str:
    """Name one or two features; count more, with a capital unless `inside` a sentence."""
    if len(rows) <= 2:
        return " and ".join(row.feature.name for row in rows)
    number = NUMBERS[len(rows)] if len(rows) < len(NUMBERS) else str(len(rows))
    return f"{number if inside else number.capitalize()} features"


def _money(sheet, amount) -> str:
    return per_month(abs(amount), sheet.canvas.currency)
