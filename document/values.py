"""The readers of single values: text, choices, numbers, dates and links, each refused with its place and a way out."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from canvas.currencies import in_use
from document import grammar
from document.parsing import DocumentRefused, NotANumber, Number, RepeatedKey, quoted
from economics import kinds
from economics.estimates import Estimate, EstimateError, number_text, parse
from economics.reading import read_field
from ui.rules import LINK_LENGTH, is_safe_link, one_newline, unstorable

_DECIMAL = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")


def plain_text(value: object, where: str, hint: str) -> str:
    """Return a JSON text cleaned as a form cleans it: line ends made one, spaces at its ends dropped."""
    if not isinstance(value, str):
        raise DocumentRefused(where, f"this is {type_words(value)}. {hint}")
    if unstorable(value):
        raise DocumentRefused(
            where, "this holds a character that can't be stored, NUL or half of a surrogate pair. Take it out."
        )
    return one_newline(value).strip()


def _words(value: object, part: grammar.Text, where: str) -> str:
    text = plain_text(value, where, "Write text, in double quotes.")
    if part.required and not text:
        raise DocumentRefused(where, "this is empty. Fill it in.")
    if text in part.reserved:
        raise DocumentRefused(where, f"{quoted(text)} has a meaning of its own here. Choose another word.")
    _check_length(text, part.most, where)
    return text


def _check_length(text: str, most: int, where: str) -> None:
    if len(text) > most:
        raise DocumentRefused(where, f"this is {len(text):,} characters long, and {most:,} is the most. Shorten it.")


def choice(value: object, part: grammar.Choice, where: str) -> str:
    """Return one of the words that `part` allows."""
    options = [option for option in part.options if option]
    listed = f"Write {_listed(options)}." if options else "Leave it out."
    text = plain_text(value, where, listed)
    if text not in part.options and (text or part.required):
        raise DocumentRefused(where, f"{quoted(text)} is not known here. {listed}")
    return text or part.default


def _listed(options: list[str]) -> str:
    return " or ".join(filter(None, (", ".join(options[:-1]), options[-1])))


def _flag(value: object, part: grammar.Flag, where: str) -> bool:
    if not isinstance(value, bool):
        raise DocumentRefused(where, f"this is {type_words(value)}. Write true or false.")
    return value


def _colour(value: object, part: grammar.Colour, where: str) -> int:
    if not isinstance(value, Number) or value.text not in map(str, range(1, part.most + 1)):
        raise DocumentRefused(where, f"this is not a colour's number. Write one from 1 to {part.most}, without quotes.")
    return int(value.text)


def _currency(value: object, part: grammar.Currency, where: str) -> str:
    text = plain_text(value, where, "Write a code of three letters, such as USD or EUR.")
    if text not in in_use():
        raise DocumentRefused(
            where, f"{quoted(text)} is no currency in use today. Write a code of ISO 4217, such as USD or EUR."
        )
    return text


def _quantity(value: object, part: grammar.Quantity, where: str) -> Decimal:
    least = "" if part.signed else " above 0" if part.positive else " of 0 or more"
    text = _typed(value, where, f"Write a number such as {part.hint}.")
    if not _DECIMAL.fullmatch(text.removeprefix("-") if part.signed else text):
        raise DocumentRefused(where, f"this is not a number{least}. Write one such as {part.hint}.")
    number = Decimal(text).normalize()
    digits = number.as_tuple().digits
    places = len(digits) - 1 - number.adjusted()
    too_small = part.positive and not number
    if too_small or number.adjusted() >= part.whole or places > part.places or len(digits) > part.digits:
        after = f"{part.places} after" if part.places else "none after"
        raise DocumentRefused(
            where,
            f"write a number{least} with at most {part.whole} digits before the point, {after}, "
            f"and {part.digits} in all.",
        )
    return number


def _percent(value: object, part: grammar.Percent, where: str) -> str:
    hint = "Write a share such as 40%."
    try:
        typed = parse(_typed(value, where, hint), name="The share", share=True)
    except EstimateError as wrong:
        raise DocumentRefused(where, str(wrong)) from wrong
    percent = round(Decimal(repr(typed.mid)) * 100, 6).normalize()
    if not typed.is_point or not percent or percent != round(percent, 2):
        raise DocumentRefused(where, f"this is not one share above 0% with at most two decimals. {hint}")
    return f"{percent:f}%"


def _typed(value: object, where: str, hint: str) -> str:
    if not isinstance(value, Number):
        return plain_text(value, where, hint)
    try:
        return value.text if value.text.isdigit() else number_text(float(value.text))
    except EstimateError:
        raise DocumentRefused(where, f"{quoted(value.text)} is no finite number. {hint}") from None


def _day(value: object, part: grammar.Day, where: str) -> date | None:
    text = plain_text(value, where, "Write a date such as 2025-03-31, in double quotes.")
    if not text and not part.required:
        return None
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise DocumentRefused(where, f"{quoted(text)} is not a date. Write one such as 2025-03-31.") from None
    if day.year not in part.years:
        raise DocumentRefused(
            where, f"{day.isoformat()} is not in the years {part.years[0]} to {part.years[-1]}. Mend it."
        )
    return day


def _link(value: object, part: grammar.Link, where: str) -> str:
    text = plain_text(value, where, "Write a web or mail address, in double quotes.")
    _check_length(text, LINK_LENGTH, where)
    if text and not is_safe_link(text):
        raise DocumentRefused(
            where, "this is not a web or mail address. Write one that starts with https://, http:// or mailto:."
        )
    return text


def _estimate(value: object, part: grammar.Estimate, where: str) -> str:
    hint = f"Write a number or a range such as {quoted(part.field.hint if part.field else '8k to 15k')}."
    text = _typed(value, where, hint)
    _check_length(text, part.most, where)
    if part.field and text:
        check_estimate(text, part.field, where, single=part.single)
    return text


def check_estimate(text: str, field: kinds.Field, where: str, *, single: bool = False) -> Estimate:
    """Return what was typed as the estimate of a field that it is; raises DocumentRefused."""
    try:
        typed = read_field(field, text)
    except EstimateError as wrong:
        raise DocumentRefused(where, str(wrong)) from wrong
    if single and not typed.is_point:
        raise DocumentRefused(where, "this is a range. Write one number.")
    return typed


def type_words(value: object) -> str:
    """Say what a JSON value is, to go on from "this is"."""
    if isinstance(value, NotANumber):
        return f"{quoted(value.text)}, which is no finite number"
    if isinstance(value, RepeatedKey):
        return "an object"
    return _TYPE_WORDS[type(value)]


_TYPE_WORDS = {
    dict: "an object",
    list: "a list",
    str: "text",
    bool: "true or false",
    Number: "a number",
    type(None): "null; leave the key out instead",
}

READERS: dict[type, Callable] = {
    grammar.Text: _words,
    grammar.Choice: choice,
    grammar.Flag: _flag,
    grammar.Colour: _colour,
    grammar.Currency: _currency,
    grammar.Quantity: _quantity,
    grammar.Percent: _percent,
    grammar.Day: _day,
    grammar.Link: _link,
    grammar.Estimate: _estimate,
}
