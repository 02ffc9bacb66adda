"""The typefaces as browsers fetch them: cut to what pages set, in two parts, of which most people need only the first.

They are static files like any other, made once for each machine and kept under VAR_DIR.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage

from ui.typefaces import INTER, VOLLKORN, VOLLKORN_ITALIC, Typeface

FOLDER = "fonts"
STYLESHEET = "typefaces.css"
FACES = (INTER, VOLLKORN, VOLLKORN_ITALIC)
# The parts, by the code points that they hold: what English and its neighbours are written with, and what others add.
PARTS = {
    "latin": (
        (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2BC), (0x2C6, 0x2C6), (0x2DA, 0x2DA),
        (0x2DC, 0x2DC), (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x21B5, 0x21B5),
        (0x21E7, 0x21E7), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
    ),
    "latin-more-greek-cyrillic": (
        (0x100, 0x130), (0x132, 0x151), (0x154, 0x24F), (0x300, 0x36F), (0x370, 0x52F), (0x1E00, 0x1FFF),
        (0x20A0, 0x20AB), (0x20AD, 0x20C0), (0x2116, 0x2116),
    ),
}  # fmt: skip
# Beyond what a script needs to be set at all: figures of one width, and the shapes of Inter that base.css asks for.
FEATURES = ("tnum", "case", "cv05", "ss03")
# Inter is drawn anew for large sizes; pages set it small.
AXES = {"opsz": 14}
SIGNS = ("plus", "minus", "plusminus")


class TypefaceFinder(BaseStorageFinder):
    """Finds the cut typefaces, and the style sheet that names them, among the static files; cuts what is not there."""

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "typefaces" / recipe())
        super().__init__(*args, **kwargs)

    def list(self, ignore_patterns):
        self._make()
        return super().list(ignore_patterns)

    def find(self, path, **options):
        if path.startswith(f"{FOLDER}/"):
            self._make()
        return super().find(path, **options)

    def _make(self) -> None:
        folder = Path(self.storage.location)
        if not folder.exists():
            make(folder)


def recipe() -> str:
    """A name for what the files are made from and how: with another one they are made again."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for package in ("fontpkg-inter", "fontpkg-vollkorn", "fonttools", "brotli"):
        digest.update(version(package).encode())
    return digest.hexdigest()[:12]


def make(folder: Path) -> None:
    """Write the style sheet and every part of every face into `folder`, which is there whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent))
    (draft / FOLDER).mkdir()
    for face in FACES:
        for part, ranges in PARTS.items():
            (draft / FOLDER / file_name(face, part)).write_bytes(cut(face, ranges))
    (draft / FOLDER / STYLESHEET).write_text(stylesheet(), encoding="utf-8")
    try:
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft)
        # Another process was first, or the folder cannot be written.
        if not folder.exists():
            raise


def file_name(face: Typeface, part: str) -> str:
    return f"{face.name}-{part}.woff2"


def cut(face: Typeface, ranges: Iterable[tuple[int, int]]) -> bytes:
    """Return a face with the letters of `ranges` and the weights that pages set alone, as WOFF2."""
    from io import BytesIO

    from fontTools.subset import Options, Subsetter, save_font
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(face.file, recalcTimestamp=False)
    set_lining_figures(font)
    options = Options(flavor="woff2")
    options.layout_features = [*options.layout_features, *FEATURES]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={point for first, last in ranges for point in range(first, last + 1)})
    subsetter.subset(font)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    limits = {tag: value for tag, value in {**AXES, "wght": face.weights}.items() if tag in axes}
    instantiateVariableFont(font, limits, inplace=True)
    save_font(font, content := BytesIO(), options)
    return content.getvalue()


def set_lining_figures(font) -> None:
    """Make figures as tall as capitals, and signs at their height, a face's own where they are another shape of it.

    As features of the face they would be lost with every `font:` of a style.
    """
    lining = alternates(font, "lnum")
    raised = alternates(font, "case") if lining else {}
    shapes = lining | {name: raised[name] for name in SIGNS if name in raised}
    for table in font["cmap"].tables:
        table.cmap |= {code: shapes[name] for code, name in table.cmap.items() if name in shapes}


def alternates(font, feature: str) -> dict[str, str]:
    """Which glyph a feature of a face puts in the place of which."""
    tables = font["GSUB"].table
    records = [record for record in tables.FeatureList.FeatureRecord if record.FeatureTag == feature]
    lookups = [tables.LookupList.Lookup[index] for record in records for index in record.Feature.LookupListIndex]
    return {old: new for lookup in lookups for part in lookup.SubTable for old, new in part.mapping.items()}


def stylesheet() -> str:
    """Return the rules by which a browser knows the faces, and fetches of them only what a page needs."""
    return "".join(font_face(face, part) for face in FACES for part in PARTS)


def font_face(face: Typeface, part: str) -> str:
    ranges = ", ".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in PARTS[part])
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f"  font-style: {'italic' if face.is_italic else 'normal'};\n"
        f"  font-weight: {' '.join(map(str, face.weights))};\n"
        "  font-display: swap;\n"
        f'  src: url("{file_name(face, part)}") format("woff2");\n'
        f"  unicode-range: {ranges};\n"
        "}\n"
    )
