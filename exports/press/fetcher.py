"""What WeasyPrint may open: the font files and the marks drawn in this repository, by names of our own.

Imported only in the worker process.
"""

import re

from weasyprint.urls import URLFetcher, URLFetcherResponse

from exports.press.faces import FILES
from ui.drawings import ICONS, SEGMENTS

MARK = re.compile(r"mark:(segment|icon)/([a-z0-9]+)/([0-9a-f]{6})")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" {paint}>{shape}</svg>'
STROKED = 'fill="none" stroke="#{ink}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'


class Forbidden(ValueError):
    """Nothing but what the product itself brings is ever opened for a PDF."""


class OwnFilesOnly(URLFetcher):
    """Open the fonts and marks of the product, and nothing else: no file, no address, no redirect."""

    def __init__(self):
        super().__init__(allowed_protocols=("font", "mark"), allow_redirects=False)

    def fetch(self, url, headers=None):
        if url in FILES:
            return URLFetcherResponse(url, FILES[url].read_bytes(), {"Content-Type": "font/ttf"})
        if found := MARK.fullmatch(url):
            return URLFetcherResponse(url, draw(*found.groups()), {"Content-Type": "image/svg+xml"})
        raise Forbidden(f"{Forbidden.__doc__} Refused: {url[:200]}")


def draw(kind: str, name: str, ink: str) -> str:
    """Return a mark as SVG; raise Forbidden where there is none of this name."""
    try:
        shape = SEGMENTS[int(name)][1] if kind == "segment" else ICONS[name]
    except (KeyError, ValueError) as missing:
        raise Forbidden(f"There is no {kind} {name}.") from missing
    if kind == "segment":
        return SVG.format(size=10, paint=f'fill="#{ink}"', shape=shape)
    return SVG.format(size=16, paint=STROKED.format(ink=ink), shape=shape.replace("currentColor", f"#{ink}"))
