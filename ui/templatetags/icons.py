"""Template tags that draw: icons, segment marks, evidence grades, verdict chips, status words and interval glyphs.

On a page a mark refers to the sprite that `base.html` includes once. With `ink="#14201d"` it is drawn in full,
with its colour as an attribute, for paper: there the page's CSS does not reach inside an SVG.
"""

from functools import lru_cache
from math import isfinite

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ui.drawings import EVIDENCE, HUES, ICONS, SEGMENTS, STATUSES, VERDICTS

register = template.Library()

GLYPH_WIDTH = 400


@register.simple_tag
def icon_sprite():
    """Return the symbols that every icon and segment mark of a page refers to."""
    icons = (f'<symbol id="i-{name}" viewBox="0 0 16 16">{shape}</symbol>' for name, shape in ICONS.items())
    marks = (f'<symbol id="seg-{n}" viewBox="0 0 10 10">{shape}</symbol>' for n, (_, shape) in SEGMENTS.items())
    return mark_safe("".join([*icons, *marks]))  # noqa: S308  # drawn in this repository


@register.simple_tag
@lru_cache
def icon(name, label="", ink=""):
    """Draw the icon `name`; without a `label` it is decoration. An unknown name is a KeyError."""
    shape = ICONS[name]
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    if not ink:
        return format_html('<svg class="i" {}><use href="#i-{}"/></svg>', voice, name)
    drawn = mark_safe(shape.replace("currentColor", ink))  # noqa: S308  # drawn in this repository
    return format_html(
        '<svg class="i" viewBox="0 0 16 16" fill="none" stroke="{}" stroke-width="1.5" stroke-linecap="round"'
        ' stroke-linejoin="round" {}>{}</svg>',
        ink,
        voice,
        drawn,
    )


@lru_cache
def segment_hue(colour):
    """Return the hue, 1 to 4, of the segment colour 1 to 8."""
    return (int(colour) - 1) % HUES + 1


register.filter(segment_hue)


@register.simple_tag
@lru_cache
def segment_mark(colour, ink=""):
    """Draw the mark of the segment colour 1 to 8; its name stands beside it, so it is decoration."""
    shape = SEGMENTS[int(colour)][1]
    if not ink:
        return format_html(
            '<svg class="seg-mark s-{}" aria-hidden="true"><use href="#seg-{}"/></svg>', segment_hue(colour), colour
        )
    drawn = mark_safe(shape)  # noqa: S308  # drawn in this repository
    return format_html('<svg class="seg-mark" viewBox="0 0 10 10" fill="{}" aria-hidden="true">{}</svg>', ink, drawn)


@lru_cache(maxsize=1024)
def segment_tag(colour, name, is_named):
    """Draw a segment as a note carries it: its mark, and its name, which is only spoken unless `is_named`."""
    voice = "" if is_named else mark_safe(' class="vh"')
    return format_html(
        '<span class="seg" title="{}">{}<span{}>{}</span></span>', name, segment_mark(colour), voice, name
    )


@register.simple_tag
def segment_shape(colour):
    """Return the word for the shape of the segment colour 1 to 8."""
    return SEGMENTS[int(colour)][0]


@register.simple_tag
@lru_cache
def evidence(level, ink="", ground=""):
    """Draw the grade of an evidence `level`: four squares, so many of them filled, and the word."""
    word, filled = EVIDENCE[level or "guess"]
    kind = "ev" if filled else "ev guess"
    squares = format_html_join("", "{}", ((_square(n, n < filled, bool(filled), ink, ground),) for n in range(4)))
    return format_html(
        '<span class="{}"><svg viewBox="0 0 36 8" aria-hidden="true">{}</svg>{}</span>', kind, squares, word
    )


def _square(place, is_filled, is_graded, ink, ground):
    if not is_graded:
        paint = format_html(' fill="none" stroke="{}" stroke-dasharray="1.5 1.5"', ink) if ink else ""
        return format_html('<rect x="{}" y=".5" width="6.6" height="7"{}/>', f"{place * 9.3 + 0.5:.1f}", paint)
    colour = ink if is_filled else ground
    paint = format_html(' fill="{}"', colour) if colour else ""
    mark = mark_safe(' class="on"') if is_filled else ""
    return format_html('<rect{} x="{}" width="7.4" height="8"{}/>', mark, f"{place * 9.3:.1f}", paint)


@register.simple_tag
def verdict_chip(verdict, words, ink=""):
    """Draw the chip of a verdict id with the `words` that its owner composed."""
    tone, name = VERDICTS[verdict]
    return format_html('<span class="chip {}">{}{}</span>', tone, icon(name, ink=ink), words)


@register.simple_tag
@lru_cache
def status_mark(status, ink=""):
    """Draw the status of a note: its shape and its word."""
    name, word = STATUSES[status]
    return format_html('<span class="st {}">{}<span>{}</span></span>', status, icon(name, ink=ink), word)


@register.filter
def initials(name):
    """Return the first letters of the first and last word of a person's name, for a small round face."""
    words = str(name).split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else "?"


@register.simple_tag
def interval(low, likely, high, reach, tone="unknown"):
    """Draw low, likely and high against zero; `reach` is the greatest distance from zero on the list's shared scale.

    Where a figure is missing the line is dashed. The figures stand beside it, so it is decoration.
    """
    half = GLYPH_WIDTH / 2
    values = (low, likely, high)
    if any(value is None or not isfinite(value) for value in values) or not reach:
        marks = mark_safe('<line class="rng dash" x1="60" x2="340" y1="7" y2="7"/>')
    else:
        start, middle, end = (f"{half + half * max(-1, min(1, value / reach)) * 0.95:.1f}" for value in values)
        marks = format_html(
            '<line class="rng" x1="{}" x2="{}" y1="7" y2="7"/><line class="mid" x1="{}" x2="{}" y1="2" y2="12"/>',
            start,
            end,
            middle,
            middle,
        )
    return format_html(
        '<svg class="iv t-{}" viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true">'
        '<line class="zero" x1="200" x2="200" y1="0" y2="14"/>{}</svg>',
        tone,
        marks,
    )
