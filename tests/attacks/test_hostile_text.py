"""A02, A03, A04, A05, A13: hostile text in every text field of every form stands on every page as text, in attributes
too, and nowhere as an element, an attribute or an address that it made.

Pages are read by a parser that follows the HTML standard, as a browser does; what runs in a real browser is asked by
tests/journeys/test_hostile_text_runs_nothing.py.
"""

from urllib.parse import urlsplit

import pytest
from django.utils.html import escape

from tests.attacks.forms import forms_of, parsed
from tests.attacks.world import every_form, pages
from tests.hostile import BRACKETS, LINKS, SCRIPTS, SHOWN, TEMPLATES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FRAGMENT = {"HX-Request": "true"}
LEADING = {"href", "src", "action", "formaction", "xlink:href", "hx-get", "hx-post", "data", "poster"}
OUR_LINKS = {("stylesheet", None), ("icon", None), ("preload", "font")}
NEVER = {"iframe", "object", "embed", "base", "applet", "frame", "marquee", "style"}

# Short enough for every field; between them they leave every place that a page can put a text in.
BREAKING_OUT = (
    "'\"--><img src=x onerror=alert(1)>",
    "</title></textarea><script>alert(1)",
    '" autofocus onfocus="alert(1)',
    TEMPLATES[0],
    LINKS[0],
)


def made_by_text(html: str) -> list[str]:
    """Return what a page holds that none of our templates puts there."""
    found = []
    for element in parsed(html).iter():
        tag = element.tag if isinstance(element.tag, str) else "comment"
        name = tag.rpartition("}")[2]
        if name in NEVER or (name == "script" and not (element.get("src") or "").startswith("/static/")):
            found.append(f"<{name}>")
        if name == "link" and (element.get("rel"), element.get("as")) not in OUR_LINKS:
            found.append(f"<link rel={element.get('rel')}>")
        if name == "meta" and element.get("http-equiv"):
            found.append("<meta http-equiv>")
        for attribute, value in element.attrib.items():
            if attribute.startswith(("on", "hx-on")) or attribute in ("style", "srcdoc"):
                found.append(f"{attribute}={value}")
            if attribute in LEADING and not leads_nowhere_else(value):
                found.append(f"{attribute}={value}")
    return found


def leads_nowhere_else(value: str) -> bool:
    """Say whether an address of our templates, or one that a person typed as a link, is harmless to follow."""
    parts = urlsplit(value.strip())
    return parts.scheme in ("http", "https", "mailto") or (not parts.scheme and not value.startswith(("//", "\\")))


def texts_of(html: str) -> str:
    """Return all that a page says, in its text, its fields and its attributes, without the spaces."""
    said = []
    for element in parsed(html).iter():
        said += [element.text or "", element.tail or "", *element.attrib.values()]
    return "".join("".join(said).split())


def test_the_search_finds_what_it_looks_for():
    for payload in SCRIPTS:
        spoilt = f'<p title="x">{payload}</p><p title="{payload}"></p><title>{payload}</title><!--{payload}-->'
        assert made_by_text(spoilt) or "hx-get" in spoilt, payload
    assert made_by_text('<a href="javascript:alert(1)">x</a>')
    assert not made_by_text('<a href="/x">x</a><script src="/static/x.js"></script>')


@pytest.mark.parametrize("text", BREAKING_OUT)
def test_what_is_typed_into_every_form_stands_on_every_page_as_text(olga_client, ids, text):
    answers = []
    for form in every_form(olga_client, ids).values():
        if form.typed and not form.action.startswith("/account/password"):
            answers.append(form.send(olga_client, form.filled(text), headers=FRAGMENT if len(answers) % 2 else {}))
    shown = [(name, response) for name, _, response in pages(olga_client, ids)]
    shown += [(name, answer) for name, _, answer in pages(olga_client, ids, headers=FRAGMENT)]
    wanted = "".join(text.split())
    saying = {name for name, response in shown if wanted in texts_of(response.text)}
    assert {"canvas:page", "canvas:dashboard", "canvas:note", "teams:workspaces"} <= saying
    assert {"ledger:page", "canvas:brief", "canvas:settings", "canvas:segments"} <= saying
    for name, response in [*shown, *((answer.request["PATH_INFO"], answer) for answer in answers)]:
        assert not made_by_text(response.text), name


def test_every_oddity_is_kept_and_shown_as_it_was_typed(olga_client, canvas):
    url = f"{canvas.get_absolute_url()}notes/new/"
    form = next(form for form in forms_of(olga_client.get(url).text, url) if "text" in form.values)
    for number, text in enumerate(SHOWN):
        url = f"{canvas.get_absolute_url()}notes/00000000-0000-4000-8000-{number:012}/"
        values = form.filled(f"{number} {text}")
        assert olga_client.post(url, values).status_code == 302, text
        assert canvas.notes.get(text__startswith=f"{number} ").text == f"{number} {text}".strip()
    page = olga_client.get(canvas.get_absolute_url()).text
    said = texts_of(page)
    assert all("".join(text.split()) in said for text in SHOWN)
    assert not made_by_text(page)


def test_64_kb_of_brackets_are_refused_in_every_field_and_kept_as_text(olga_client, ids):
    for form in every_form(olga_client, ids).values():
        if form.typed and form.method == "post" and "password" not in form.action:
            response = form.send(olga_client, form.filled(BRACKETS))
            assert response.status_code == 422, form.action
            assert escape(BRACKETS) in response.text, form.action
            assert BRACKETS not in response.text, form.action
