"""HTML and CSS to PDF. Imported only in the worker process, since importing WeasyPrint takes seconds and 100 MB."""

import logging
import re
from dataclasses import dataclass, field

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from exports.press.fetcher import OwnFilesOnly

MM_PER_PIXEL = 25.4 / 96
TOLERANCE = 0.35
MISSING_GLYPH = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)

BASE = "nowhere://page/"  # Where a relative address leads: to what the fetcher refuses.
OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


@dataclass(frozen=True)
class Printed:
    """One PDF, or, where the page overflowed, None and the heights that tell how to divide it.

    `measured` maps the `data-fit` of an element to its height in millimetres; `missing` are the characters that no
    font has; `complaints` what WeasyPrint logged besides.
    """

    pdf: bytes | None
    pages: int
    measured: dict[str, float]
    missing: str = ""
    complaints: list[str] = field(default_factory=list)


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


def typeset(html: str, css: str, *, must_fit: bool) -> Printed:
    """Make a PDF; with `must_fit`, make none where something stands out of its `data-frame`."""
    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    logger.propagate = False
    try:
        document = lay_out(html, css)
        measured, overflows = measure(document)
        pdf = None if must_fit and overflows else document.write_pdf(**OPTIONS)
    finally:
        logger.removeHandler(complaints)
    missing = "".join(sorted(complaints.missing))
    return Printed(pdf, len(document.pages), measured, missing, complaints.lines)


def lay_out(html: str, css: str):
    """Return WeasyPrint's document of our HTML and CSS, laid out."""
    fonts, fetcher = FontConfiguration(), OwnFilesOnly()
    sheet = CSS(string=css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
    html_page = HTML(string=html, base_url=BASE, url_fetcher=fetcher)
    return html_page.render(font_config=fonts, stylesheets=[sheet], **OPTIONS)


def measure(document) -> tuple[dict[str, float], bool]:
    """Return the height of each `data-fit` element, and whether one stands out of the `data-frame` around it.

    One that goes on, or begins, on another page than the first stands out as well.
    """
    measured: dict[str, float] = {}
    overflows = False
    for number, page in enumerate(document.pages):
        for box, frame in framed_boxes(page._page_box):
            name = box.element.get("data-fit")
            bottom = (box.position_y + box.margin_height()) * MM_PER_PIXEL

            overflows = overflows or number > 0 or bottom > frame + TOLERANCE
            measured[name] = measured.get(name, 0.0) + box.border_height() * MM_PER_PIXEL
    return measured, overflows


def framed_boxes(box, frame=None, owner=None):
    """Walk the boxes of `data-fit` elements inside a frame, each with the bottom of that frame in millimetres.

    The lines of an element are boxes of the same element; `owner` is the one whose box has been found already.
    """
    element = getattr(box, "element", None)
    if element is not None and element is not owner and box.element_tag == element.tag:
        owner = element
        if element.get("data-frame") is not None:
            frame = (box.position_y + box.margin_height()) * MM_PER_PIXEL
        if frame is not None and element.get("data-fit") is not None:
            yield box, frame
    for child in getattr(box, "children", ()):
        yield from framed_boxes(child, frame, owner)
