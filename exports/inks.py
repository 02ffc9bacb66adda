"""The colours of the design tokens as they are on paper, for the PDF's CSS and for what is drawn as SVG."""

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),")


@cache
def inks() -> dict[str, str]:
    """Return the light value of every colour in tokens.css by its name, such as `ink` or `seg-1`.

    Where a name comes twice, the first holds: later ones are for readers who ask for more contrast on a screen.
    """
    tokens = Path(finders.find("css/tokens.css")).read_text(encoding="utf-8")
    return dict(reversed(TOKEN.findall(tokens)))
