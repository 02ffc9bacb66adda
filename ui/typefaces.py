"""The typefaces of page and paper, from the packages that bring them: their files, and how wide their letters are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg_inter
import fontpkg_vollkorn


@dataclass(frozen=True, slots=True)
class Typeface:
    """One file of a family; `weights` are the lightest and the heaviest that page and paper set."""

    family: str
    name: str
    file: Path
    weights: tuple[int, int]
    is_italic: bool = False


INTER = Typeface("Inter", "inter", fontpkg_inter.ROOT / "files/Inter[opsz,wght].ttf", (400, 700))
INTER_ITALIC = Typeface(
    "Inter", "inter-italic", fontpkg_inter.ROOT / "files/Inter-Italic[opsz,wght].ttf", (400, 700), is_italic=True
)
VOLLKORN = Typeface("Vollkorn", "vollkorn", fontpkg_vollkorn.ROOT / "files/Vollkorn[wght].ttf", (400, 700))
VOLLKORN_ITALIC = Typeface(
    "Vollkorn", "vollkorn-italic", fontpkg_vollkorn.ROOT / "files/Vollkorn-Italic[wght].ttf", (400, 400), is_italic=True
)


@cache
def letter_widths(face: Typeface, weight: int) -> Mapping[str, float]:
    """How wide each letter of a face is at a weight, in em."""
    # Imported where it is needed: most processes never ask.
    from fontTools.ttLib import TTFont

    with TTFont(face.file, lazy=True) as font:
        glyphs, em = font.getGlyphSet(location={"wght": weight}), font["head"].unitsPerEm
        return {chr(code): glyphs[name].width / em for code, name in font.getBestCmap().items()}
