"""The pages of a finished PDF as pictures, for looking at it before it is printed. Imported only in the worker."""

import io

import pypdfium2

from exports.press.jobs import MOST_PICTURES

WIDTH = 1100
COLOURS = 96


def draw_pages(pdf: bytes) -> list[bytes]:
    """Return the first pages of a PDF of our own as PNG files, WIDTH dots wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_draw(document[number]) for number in range(min(len(document), MOST_PICTURES))]
    finally:
        document.close()


def _draw(page) -> bytes:
    picture = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    file = io.BytesIO()
    picture.quantize(COLOURS).save(file, "PNG")
    return file.getvalue()
