"""The typefaces of page and paper, from the packages that bring them: their files, and how wide their letters are."""

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
def letter_width(letter: str, face: Typeface, weight: int) -> float | None:
    """The width of a letter in em; None where the face has no such letter."""
    characters, glyphs, em = _outlines(face, weight)
    name = characters.get(ord(letter))
    return None if name is None else glyphs[name].width / em


@cache
def _outlines(face: Typeface, weight: int):
    # Imported where it is needed: most processes never ask.
    from fontTools.ttLib import TTFont

    font = TTFont(face.file, lazy=True)
    return font.getBestCmap(), font.getGlyphSet(location={"wght": weight}), font["head"].unitsPerEm
