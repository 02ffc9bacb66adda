"""Contrast of every colour that carries text or meaning, on every surface that it stands on, in both themes."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKENS = {
    name: pair
    for name, *pair in re.findall(
        r"--([\w-]+):\s*light-dark\((#\w{6}), (#\w{6})\)", (CSS / "tokens.css").read_text(encoding="utf-8")
    )
}
THEMES = {"light": 0, "dark": 1}
PAPER = ("desk", "sheet", "sheet-2", "sheet-3")
VERDICTS = ("gain", "loss", "thin", "unknown")
SOFT = ("gain", "loss", "thin")
FILLED = ("gain", "loss", "unknown")

TEXT = [
    *((ink, surface) for ink in ("ink", "ink-2", "ink-3", "act", *VERDICTS) for surface in PAPER),
    *((ink, "act-soft") for ink in ("ink", "ink-2", "act", *VERDICTS)),
    *((tone, f"{tone}-soft") for tone in SOFT),
    *((ink, f"{tone}-soft") for ink in ("ink", "ink-2") for tone in SOFT),
    ("on-act", "act"),
    ("on-act", "act-hover"),
    ("on-inverse", "inverse"),
    ("sheet", "ink"),
]
MARKS = [
    *((mark, surface) for mark in ("control", "focus", *(f"seg-{n}" for n in range(1, 5))) for surface in PAPER),
    *((f"{tone}-fill", surface) for tone in FILLED for surface in PAPER),
    ("control", "act-soft"),
    ("focus", "act-soft"),
]


def luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other, theme):
    lighter, darker = sorted((luminance(TOKENS[name][THEMES[theme]]) for name in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "surface"), TEXT)
def test_text_can_be_read_on_its_surface(ink, surface, theme):
    assert contrast(ink, surface, theme) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "surface"), MARKS)
def test_a_mark_can_be_seen_on_its_surface(mark, surface, theme):
    assert contrast(mark, surface, theme) >= 3


def test_every_colour_that_a_sheet_names_is_a_token():
    declared = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text(encoding="utf-8"))) | {"seg"}
    for sheet in CSS.glob("*.css"):
        used = set(re.findall(r"var\(--([\w-]+)", sheet.read_text(encoding="utf-8")))
        assert used <= declared, sheet.name


def test_the_type_never_falls_below_twelve_pixels():
    for sheet in CSS.glob("*.css"):
        for size in re.findall(r"font(?:-size)?:[^;]*?(\d*\.\d+)rem", sheet.read_text(encoding="utf-8")):
            assert float(size) >= 0.75, sheet.name
