"""The faces of the paper as CSS is told of them, and their files, under addresses of our own."""

from ui.typefaces import INTER, INTER_ITALIC, VOLLKORN, VOLLKORN_ITALIC, Typeface

FILES = {f"font:{face.name}": face.file for face in (INTER, INTER_ITALIC, VOLLKORN, VOLLKORN_ITALIC)}
RULE = "@font-face {{ font-family: {family}; src: url(font:{name}); font-style: {style};{figures} }}\n"


def rule(face: Typeface) -> str:
    """Return the rule of a face; figures of the display face stand on the line."""
    figures = ' font-feature-settings: "lnum";' if face.family == VOLLKORN.family else ""
    style = "italic" if face.is_italic else "normal"
    return RULE.format(family=face.family, name=face.name, style=style, figures=figures)


RULES = "".join(rule(face) for face in (INTER, INTER_ITALIC, VOLLKORN, VOLLKORN_ITALIC))
