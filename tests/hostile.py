"""Text that has broken other products, to be put into every field: it must be refused with a sentence or shown as text.

`SHOWN` can be stored; a page shows it and runs none of it. `REFUSED` cannot be stored by any database or page; of it
only `NULS` can come in by a form, since Django reads half of a surrogate pair in a form as U+FFFD.
`LINKS` are addresses that no link may lead to; `MARKERS` are what a page may hold only in escaped form.
"""

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" autofocus onfocus="alert(1)',
    '" hx-get="/evil" hx-trigger="load" x="',
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)>",
    "<style>@import 'http://evil.example/';</style>",
    '"><link rel=attachment href="file:///etc/passwd">',
)
TEMPLATES = (
    "{{ 7|add:7 }}{% load static %}",
    '{% include "/etc/passwd" %}',
    "{{ settings.SECRET_KEY }}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "%s %(name)s {0} {name}",
)
DATABASES = ("'; DROP TABLE teams_user; --", '" OR 1=1 --', "100%_\\")
ODDITIES = (
    "\u202egpj.exe",
    "\u2066\u202e\u2069 name",
    "a\u0300\u0301\u0302" * 5,
    "\u200b\ufeff zero width \u200d",
    "שלום עולם",
    "مرحبا بالعالم",
    "価値提案",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "-2",
    "null",
    "undefined",
    "NaN",
)
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example",
)
NULS = ("nul\x00byte", "\x00")
SURROGATES = ("lone \ud800 surrogate", "\udfff")
REFUSED = NULS + SURROGATES
BRACKETS = "[{(<" * 16_384

SHOWN = SCRIPTS + TEMPLATES + DATABASES + ODDITIES + LINKS[:1]
MARKERS = ("<script>alert", "<img src=x", "<svg/onload", "<iframe src", "<style>@import", "<link rel=attachment")
