"""HTML and CSS to PDF. Imported only in the worker process, since importing WeasyPrint takes seconds and 100 MB."""

import logging
import re
from dataclasses import dataclass
from functools import cache

from weasyprint import CSS, HTML
from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox
from weasyprint.text.fonts import FontConfiguration

from exports.press.faces import RULES
from exports.press.fetcher import OwnFilesOnly
from exports.press.jobs import Printed
from exports.rules.flow import Layout, Sheet, Terms, mended

MM_PER_PIXEL = 25.4 / 96
TOLERANCE = 0.35
MISSING_GLYPH = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)

BASE = "nowhere://page/"  # Where a relative address leads: to what the fetcher refuses.
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


class Complaints(logging.Handler):
    """Collect what WeasyPrint logs while one document is made."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self.missing: set[str] = set()

    def emit(self, record):
        line = record.getMessage()
        if found := MISSING_GLYPH.match(line):
            self.missing.add(chr(int(found[1], 16)))
        else:
            self.lines.append(line)


def typeset(html: str, css: str, terms: Terms | None) -> Printed:
    """Make a PDF; on `terms`, make none where something stands out of its frame or the pages could be filled better."""
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        document = lay_out(html, css)
        measured, overflows = measure(document)
        layout = mended(terms, sheets_of(document)) if terms else Layout()
        is_well = terms is None or not (overflows or layout != terms.layout)
        pdf = document.write_pdf(**OPTIONS) if is_well else None
    finally:
        logger.removeHandler(complaints)
    missing = "".join(sorted(complaints.missing))
    return Printed(pdf, len(document.pages), measured, layout, overflows, missing, complaints.lines)


@cache
def fonts() -> FontConfiguration:
    """Return our faces as WeasyPrint holds them: read once for all documents."""
    configuration = FontConfiguration()
    CSS(string=RULES, base_url=BASE, url_fetcher=OwnFilesOnly(), font_config=configuration)
    return configuration


def lay_out(html: str, css: str):
    """Return WeasyPrint's document of our HTML and CSS, laid out."""
    fetcher = OwnFilesOnly()
    sheet = CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts())
    html_page = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
    return html_page.render(font_config=fonts(), stylesheets=[sheet], **OPTIONS)


@dataclass(frozen=True, slots=True)
class Frame:
    """The lower and the right edge of a `data-frame`, in millimetres."""

    bottom: float
    right: float

    def is_left_by(self, box) -> bool:
        """Whether a box stands out of it."""
        bottom = (box.position_y + box.margin_height()) * MM_PER_PIXEL
        right = (box.position_x + box.margin_width()) * MM_PER_PIXEL
        return bottom > self.bottom + TOLERANCE or right > self.right + TOLERANCE


def measure(document) -> tuple[dict[str, float], bool]:
    """Return the height of each `data-fit` element, and whether one stands out of the `data-frame` around it.

    All stand on one page: one that goes on, or begins, on another than the first of them stands out as well.
    """
    measured: dict[str, float] = {}
    found = [(number, *framed) for number, page in enumerate(document.pages) for framed in framed_boxes(page._page_box)]
    for _, box, _ in found:
        name = box.element.get("data-fit")
        measured[name] = measured.get(name, 0.0) + box.border_height() * MM_PER_PIXEL
    return measured, any(number != found[0][0] or frame.is_left_by(box) for number, box, frame in found)


def framed_boxes(box, frame=None, owner=None):
    """Walk the boxes of `data-fit` elements inside a frame, each with that frame.

    The lines of an element are boxes of the same element; `owner` is the one whose box has been found already.
    """
    element = getattr(box, "element", None)
    if element is not None and element is not owner and box.element_tag == element.tag:
        owner = element
        if element.get("data-frame") is not None:
            frame = Frame(
                (box.position_y + box.margin_height()) * MM_PER_PIXEL,
                (box.position_x + box.margin_width()) * MM_PER_PIXEL,
            )
        if frame is not None and element.get("data-fit") is not None:
            yield box, frame
    for child in getattr(box, "children", ()):
        yield from framed_boxes(child, frame, owner)


def sheets_of(document) -> list[Sheet]:
    """Return which section each page begins with, and how full it is."""
    sheets: list[Sheet] = []
    for page in document.pages:
        box = page._page_box
        section = next((id for each in box.descendants() if (id := _section_of(each))), "")
        inked = (each.position_y + each.height for each in box.descendants() if isinstance(each, TextBox | ReplacedBox))
        bottom = box.content_box_y() + box.height
        lowest = max((end for end in inked if end <= bottom + 1), default=box.content_box_y())
        fill = (lowest - box.content_box_y()) / box.height
        sheets.append(Sheet(section, not any(each.section == section for each in sheets), fill))
    return sheets


def _section_of(box) -> str:
    element = getattr(box, "element", None)
    return element.get("data-section", "") if element is not None else ""
