"""What exports does: make a canvas's PDF, or find the one that was made of the same."""

import logging
import math
import time
from dataclasses import dataclass

from django.conf import settings

from canvas.models import Canvas
from exports.composition import Sheets, compose
from exports.dossier import Dossier
from exports.flights import Flights
from exports.press.jobs import MOST_PICTURES, Printed
from exports.press.pressroom import PressError, press
from exports.rules.flow import Terms
from exports.rules.limits import RateLimit
from exports.rules.scripts import missing_sentence, scripts_of
from exports.shelf import Pdf, Shelf

logger = logging.getLogger(__name__)

shelf = Shelf(settings.VAR_DIR / "exports")
flights = Flights()
# Whoever tries out what a PDF shall hold has one made for each try.
limit = RateLimit(times=40, seconds=300)


class TooMany(PressError):
    """You have asked for many PDFs in the last five minutes. Wait a little, then try again."""

    def __init__(self, seconds: float):
        super().__init__()
        self.retry_after = math.ceil(seconds)


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of a PDF that can be looked at: `key` finds their pictures, `shown` of all its `pages`."""

    key: str
    pages: int
    shown: int

    @property
    def numbers(self) -> range:
        """The numbers of the pages that are shown."""
        return range(1, self.shown + 1)


def make_pdf(*, dossier: Dossier, sheets: Sheets, by) -> Pdf:
    """Return the PDF of a dossier; `sheets` are what `compose` made of it, whose key it is kept under.

    Who asks for one that is being made waits for that. Raises a PressError, whose message is for the person, where it
    can't be made.
    """
    with flights.alone(sheets.key):
        kept = shelf.find(sheets.key)
        if kept:
            return kept
        if wait := limit.take(by.id, now=time.monotonic()):
            raise TooMany(wait)
        pdf = _print(dossier, sheets)
        shelf.keep(sheets.key, pdf)
        return pdf


def make_preview(*, dossier: Dossier, sheets: Sheets, by) -> Preview:
    """Make the PDF, and pictures of its pages; raises what `make_pdf` raises."""
    pdf = make_pdf(dossier=dossier, sheets=sheets, by=by)
    shown = min(pdf.pages, MOST_PICTURES)
    key = picture_key(dossier.canvas, sheets.key)
    with flights.alone(key):
        if any(shelf.find_picture(key, number) is None for number in range(1, shown + 1)):
            shelf.keep_pictures(key, press.draw(pdf.content))
    return Preview(sheets.key, pdf.pages, shown)


def find_picture(*, canvas: Canvas, key: str, number: int) -> bytes | None:
    """Return the picture of a page of a PDF of this canvas; None where it is not kept, or not of this canvas."""
    return shelf.find_picture(picture_key(canvas, key), number)


def picture_key(canvas: Canvas, key: str) -> str:
    """Return what the pictures are kept under: of a canvas, so that nobody is shown those of another by its key."""
    return f"{canvas.pk}-{key}"


def _print(dossier: Dossier, sheets: Sheets) -> Pdf:
    """Lay out, and again where the estimate of the texts' heights was too low or a page would be nearly empty."""
    printed = press.print(sheets.html, sheets.css, dossier.terms)
    for is_last in (False, False, True):
        if printed.pdf is not None:
            break
        dossier = _mended(dossier, printed)
        printed = _print_again(dossier, None if is_last else dossier.terms)
    scripts = scripts_of(printed.missing)
    if scripts:
        warned = dossier.placed(dossier.poster.warning_of(missing_sentence(scripts)))
        printed = _print_again(warned, None)
    for complaint in printed.complaints:
        logger.warning("WeasyPrint: %s", complaint)
    return Pdf(printed.pdf, printed.pages, scripts)


def _mended(dossier: Dossier, printed: Printed) -> Dossier:
    if printed.overflows:
        dossier = dossier.placed(dossier.poster.again(printed.measured))
    return dossier.laid_out(printed.layout)


def _print_again(dossier: Dossier, terms: Terms | None) -> Printed:
    sheets = compose(dossier)
    return press.print(sheets.html, sheets.css, terms)
