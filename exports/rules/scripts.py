"""The names of the writing systems, for saying which of them no installed font has."""

import unicodedata

FORMAT_CATEGORIES = ("Cc", "Cf", "Cs", "Mn", "Me")
# Where the first word of a character's Unicode name is not yet the name of its script.
LONGER_NAMES = {"OLD", "NEW", "TAI", "OL", "KHITAN", "SIGNWRITING"}


def script_of(character: str) -> str:
    """Return the name of a character's script, such as `Ethiopic`; of a symbol or unnamed one, `Symbols`."""
    name = unicodedata.name(character, "")
    if not unicodedata.category(character).startswith(("L", "N", "M")) or not name:
        return "Symbols"
    words = name.split()
    return " ".join(words[:2] if words[0] in LONGER_NAMES else words[:1]).title()


def scripts_of(characters: str) -> tuple[str, ...]:
    """Return the names of the scripts of these characters, each once, in alphabetical order; marks name none."""
    shown = (character for character in characters if unicodedata.category(character) not in FORMAT_CATEGORIES)
    return tuple(sorted({script_of(character) for character in shown}))


def missing_sentence(scripts: tuple[str, ...]) -> str:
    """Return what to say where no installed font has these scripts; empty where none is missing."""
    if not scripts:
        return ""
    listed = scripts[0] if len(scripts) == 1 else f"{', '.join(scripts[:-1])} and {scripts[-1]}"
    return (
        f"No font on this server has these characters, so they print as empty boxes: {listed}. "
        "Whoever runs the server can install the fonts-noto packages."
    )
