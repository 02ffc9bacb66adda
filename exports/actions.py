"""What exports does: make a canvas's PDF, or find the one that was made of the same."""

import logging
import math
import time

from django.conf import settings

from exports.composition import Sheets, compose
from exports.poster import Poster
from exports.press.pressroom import PressError, press
from exports.rules.limits import RateLimit
from exports.rules.scripts import missing_sentence, scripts_of
from exports.shelf import Pdf, Shelf

logger = logging.getLogger(__name__)

shelf = Shelf(settings.VAR_DIR / "exports")
limit = RateLimit(times=12, seconds=300)


class TooMany(PressError):
    """You have asked for many PDFs in the last five minutes. Wait a little, then try again."""

    def __init__(self, seconds: float):
        super().__init__()
        self.retry_after = math.ceil(seconds)


def make_pdf(*, poster: Poster, sheets: Sheets, by) -> Pdf:
    """Return the PDF of a poster, laid out once, or twice where the estimate of its texts' heights was too low.

    Raises a PressError, whose message is for the person, where it can't be made.
    """
    kept = shelf.find(sheets.key)
    if kept:
        return kept
    if wait := limit.take(by.id, now=time.monotonic()):
        raise TooMany(wait)
    pdf = _print(poster, sheets)
    shelf.keep(sheets.key, pdf)
    return pdf


def _print(poster: Poster, sheets: Sheets) -> Pdf:
    printed = press.print(sheets.html, sheets.css, must_fit=True)
    if printed.pdf is None:
        poster = poster.again(printed.measured)
        printed = _print_anyway(poster)
    scripts = scripts_of(printed.missing)
    if scripts:
        printed = _print_anyway(poster.warning_of(missing_sentence(scripts)))
    for complaint in printed.complaints:
        logger.warning("WeasyPrint: %s", complaint)
    return Pdf(printed.pdf, printed.pages, scripts)


def _print_anyway(poster: Poster):
    sheets = compose(poster)
    return press.print(sheets.html, sheets.css, must_fit=False)
