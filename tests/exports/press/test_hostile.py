"""What a PDF may open: even where hostile text were taken for HTML or CSS, nothing but our own fonts and marks."""

import importlib.metadata
import io

import pypdf
import pytest

from exports.press.pressroom import press

# What is set on paper is the same whatever the database.
pytestmark = pytest.mark.once

SVG = "http://www.w3.org/2000/svg"
SECRET = "the-canary-file-was-read"

HTML = {
    "img": '<img src="{url}">',
    "img srcset": '<img srcset="{url} 2x" src="x">',
    "background": '<p style="background: url({url})">x</p>',
    "style element": "<style>@import url({url}); p {{ background: url({url}) }}</style><p>x</p>",
    "link stylesheet": '<link rel="stylesheet" href="{url}">',
    "link attachment": '<link rel="attachment" href="{url}">',
    "anchor attachment": '<a rel="attachment" href="{url}">x</a>',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "iframe": '<iframe src="{url}"></iframe>',
    "svg image": '<svg viewBox="0 0 9 9"><image href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg viewBox="0 0 9 9"><use href="{url}#a"/></svg>',
    "svg style": "<svg viewBox='0 0 9 9'><style>@import url({url});</style><rect width='9' height='9'/></svg>",
    "font-face": "<style>@font-face {{ font-family: Evil; src: url({url}) }}</style><p style='font-family: Evil'>x</p>",
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "base href": '<base href="{url}"><img src="a.png"><link rel="stylesheet" href="b.css">',
    "list-style-image": '<ul><li style="list-style-image: url({url})">x</li></ul>',
    "border-image": '<p style="border: 1px solid; border-image: url({url}) 1">x</p>',
    "input image": '<input type="image" src="{url}">',
    "video poster": '<video poster="{url}"></video>',
    "data url": '<img src="data:image/svg+xml,<svg xmlns=%22{SVG}%22><image href=%22{url}%22/></svg>">'.replace(
        "{SVG}", SVG
    ),
    "title": '"><link rel=attachment href="{url}">',
}
PAGE = '<html lang="en"><head><title>x</title></head><body>{body}</body></html>'


@pytest.fixture
def targets(canary, tmp_path):
    """The addresses that a payload tries: a server, a redirect of it to a file, and a file."""
    file = tmp_path / "canary.txt"
    file.write_text(SECRET)
    return [f"{canary.address}/payload", f"{canary.address}/redirect", file.as_uri(), str(file)]


def everything_in(content) -> str:
    pdf = pypdf.PdfReader(io.BytesIO(content))
    objects = [pdf.get_object(number) for number in range(1, len(pdf.xref[0]) + 1) if pdf.xref.get(0, {}).get(number)]
    streams = [item.get_data() for item in objects if isinstance(item, pypdf.generic.StreamObject)]
    said = " ".join(page.extract_text() for page in pdf.pages)
    return said + b" ".join(streams).decode("latin-1") + content.decode("latin-1")


@pytest.mark.parametrize("payload", HTML.values(), ids=HTML)
def test_hostile_html_opens_nothing(payload, targets, canary):
    body = "".join(payload.format(url=url) for url in targets)
    printed = press.print(PAGE.format(body=body), "", None)
    assert canary.calls == []
    assert SECRET not in everything_in(printed.pdf)
    assert not pypdf.PdfReader(io.BytesIO(printed.pdf)).attachments


def test_hostile_css_opens_nothing(targets, canary):
    rules = "".join(
        f"@import url({url}); p {{ background: url({url}) }} li {{ list-style: url({url}) }}" for url in targets
    )
    printed = press.print(PAGE.format(body="<p>x</p><ul><li>y</li></ul>"), rules, None)
    assert canary.calls == []
    assert SECRET not in everything_in(printed.pdf)


@pytest.mark.parametrize(
    "url",
    [
        "mark:icon/../../etc/passwd/000000",
        "mark:segment/9/000000",
        "mark:icon/check/red",
        "font:../inter",
        "FONT:inter",
    ],
)
def test_our_own_schemes_open_nothing_else(url):
    printed = press.print(PAGE.format(body="<p>x</p>"), f"p {{ background: url('{url}') }}", None)
    assert any("Forbidden" in line or "Failed to load image" in line for line in printed.complaints)


def test_weasyprint_is_new_enough_to_ask_the_fetcher_for_everything():
    assert int(importlib.metadata.version("weasyprint").split(".")[0]) >= 70
