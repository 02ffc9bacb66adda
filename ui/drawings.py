"""The shapes of every icon and mark, drawn once, for the page's sprite and for paper alike.

Icons live in a 16 by 16 box, stroked 1.5 wide; segment marks in a 10 by 10 box, filled.
Only `currentColor` is named, so that whoever draws one gives it its colour.
"""

# ruff: noqa: E501  # a shape is one line

_DOT = 'fill="currentColor" stroke="none"'

ICONS = {
    "archive": '<path d="M2 3h12v3H2zM3 6v7h10V6M6.5 8.75h3"/>',
    "assumption": '<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.4 2"/>',
    "below": '<path d="M2.5 2.5h11v11h-11z"/><path d="M5 10.75h6M8 4.6v3.8M6.4 6.9 8 8.5l1.6-1.6"/>',
    "brief": '<path d="M3.5 1.75h9v12.5h-9z"/><path d="M5.75 5h4.5M5.75 8h4.5M5.75 11h2.5"/>',
    "check": '<circle cx="8" cy="8" r="6.25"/><path d="m5.2 8.2 2 2 3.7-4.2"/>',
    "chevron": '<path d="m4.5 6.2 3.5 3.6 3.5-3.6"/>',
    "clock": '<circle cx="8" cy="8" r="6.25"/><path d="M8 4.4V8l2.4 1.6"/>',
    "close": '<path d="m4 4 8 8m0-8-8 8"/>',
    "compare": '<path d="M8 1.5v13M2 4h3.5M2 8h3.5M2 12h3.5M10.5 4H14M10.5 8H14M10.5 12H14"/>',
    "copy": '<path d="M5.5 5.5h8v8h-8z"/><path d="M10.5 5.5v-3h-8v8h3"/>',
    "cross": '<circle cx="8" cy="8" r="6.25"/><path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4"/>',
    "down": '<path d="M8 3v10M3.8 8.8 8 13l4.2-4.2"/>',
    "download": '<path d="M8 2v7.4M5 6.6l3 3 3-3M2.5 11v2.5h11V11"/>',
    "eye": '<path d="M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="1.9"/>',
    "flask": '<path d="M6 2h4M6.75 2v4L3 13.25h10L9.25 6V2"/>',
    "fragile": '<path d="M8 1.75 14.25 8 8 14.25 1.75 8z"/><path d="M5.6 8h4.8"/>',
    "grip": f"<g {_DOT}>"
    + "".join(f'<circle cx="{x}" cy="{y}" r="1.1"/>' for y in (4, 8, 12) for x in (6, 10))
    + "</g>",
    "keyboard": '<path d="M1.5 4h13v8.5h-13z"/><path d="M4 6.75h.1M6.7 6.75h.1M9.3 6.75h.1M12 6.75h.1M4.5 9.75h7"/>',
    "ledger": '<path d="M2.5 2.75h11M2.5 6h11M2.5 9.25h11M2.5 12h11M2.5 13.9h11M9.75 2.75v6.5" stroke-width="1.3"/>',
    "loss": '<path d="M2 3.25h12L8 14z"/><path d="M8 6v2.6M8 10.6v.1"/>',
    "more": f"<g {_DOT}>" + "".join(f'<circle cx="{x}" cy="8" r="1.3"/>' for x in (3, 8, 13)) + "</g>",
    "move": '<path d="M8 1.75v12.5M1.75 8h12.5M6.2 3.5 8 1.75 9.8 3.5M6.2 12.5 8 14.25l1.8-1.75M3.5 6.2 1.75 8l1.75 1.8M12.5 6.2 14.25 8l-1.75 1.8"/>',
    "pencil": '<path d="m2.5 13.5.8-3.2 7.6-7.6 2.4 2.4-7.6 7.6z"/>',
    "person": '<circle cx="8" cy="5.2" r="2.6"/><path d="M2.75 13.75c.4-3 2.5-4.5 5.25-4.5s4.85 1.5 5.25 4.5"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "redo": '<path d="M13 6.5H5.75a3.5 3.5 0 0 0 0 7H9M10 3.5l3 3-3 3"/>',
    "saving": '<path d="M8 1.9A6.1 6.1 0 1 1 1.9 8"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.4 10.4 3.4 3.4"/>',
    "settings": '<path d="M2 4.5h6.5M11.5 4.5H14M2 11.5h2.5M7.5 11.5H14"/><circle cx="10" cy="4.5" r="1.5"/><circle cx="6" cy="11.5" r="1.5"/>',
    "share": '<circle cx="6" cy="5.2" r="2.4"/><path d="M1.8 13c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4M12 6.2v4.4M9.8 8.4h4.4"/>',
    "trash": '<path d="M2.5 4.25h11M6 4.25V2.5h4v1.75M4 4.25l.6 9.25h6.8l.6-9.25M6.75 7v4M9.25 7v4"/>',
    "undo": '<path d="M3 6.5h7.25a3.5 3.5 0 0 1 0 7H7M6 3.5l-3 3 3 3"/>',
    "unknown": '<circle cx="8" cy="8" r="6.25" stroke-dasharray="2.6 2.2"/><path d="M6.3 6.4A1.8 1.8 0 1 1 8 8.4v.6M8 11.2v.05"/>',
    "up": '<path d="M8 13V3M3.8 7.2 8 3l4.2 4.2"/>',
    "upload": '<path d="M8 9.6V2M5 5l3-3 3 3M2.5 11v2.5h11V11"/>',
}

# Four hues, two shapes each: 1 and 5 share a hue, 2 and 6, and so on. No two of the eight share a shape.
SEGMENTS = {
    1: ("square", '<path d="M1 1h8v8H1z"/>'),
    2: ("circle", '<circle cx="5" cy="5" r="4.4"/>'),
    3: ("triangle", '<path d="M5 .8 9.6 9H.4z"/>'),
    4: ("diamond", '<path d="M5 .2 9.8 5 5 9.8.2 5z"/>'),
    5: ("plus", '<path d="M3.6.6h2.8v3h3v2.8h-3v3H3.6v-3h-3V3.6h3z"/>'),
    6: (
        "ring",
        '<path fill-rule="evenodd" d="M5 .4a4.6 4.6 0 1 1 0 9.2A4.6 4.6 0 0 1 5 .4zm0 2.3a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z"/>',
    ),
    7: ("hourglass", '<path d="M.8.6h8.4L6 5l3.2 4.4H.8L4 5z"/>'),
    8: ("bars", '<path d="M.8 1h8.4v2.9H.8zM.8 6.1h8.4V9H.8z"/>'),
}
HUES = 4

EVIDENCE = {
    "guess": ("Guess", 0),
    "benchmark": ("Benchmark", 1),
    "user_research": ("User research", 2),
    "measured": ("Measured", 4),
}

# Verdict id -> (tone, icon). Shape and word carry the meaning; the tone only repeats it.
VERDICTS = {
    "healthy": ("gain", "check"),
    "fragile": ("thin", "fragile"),
    "below_break_even": ("thin", "below"),
    "loses_on_every_use": ("loss", "loss"),
    "not_quantified": ("unknown", "unknown"),
}

# The note statuses, by the same rule: (name of the style, icon, word).
STATUSES = {
    "assumption": ("assumption", "Assumption"),
    "validated": ("check", "Validated"),
    "invalidated": ("cross", "Invalidated"),
}
