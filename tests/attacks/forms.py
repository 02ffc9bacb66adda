"""The forms of a page, read as a browser reads them, filled in and sent."""

from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import tinyhtml5

TYPED = {"text", "search", "email", "url", "textarea", "password"}
PRESSED = {"submit", "button", "image", "reset"}


@dataclass(slots=True)
class Form:
    """One form: where it goes, what it would send as it stands, and which of it a person types."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)

    def add(self, control: Element) -> None:
        """Take a control's name and what it would send."""
        name, kind = control.get("name"), kind_of(control)
        if not name or kind in PRESSED:
            return
        self.values.setdefault(name, [])
        if kind in TYPED:
            self.typed.add(name)
        if kind in ("checkbox", "radio"):
            if control.get("checked") is not None:
                self.values[name].append(control.get("value", "on"))
        else:
            self.values[name].append(value_of(control, kind))

    def filled(self, text: str) -> dict:
        """Return what the form sends with `text` in everything that a person types."""
        return self.values | dict.fromkeys(self.typed, [text])

    def send(self, client, values: dict, **options):
        return getattr(client, self.method)(self.action, values, **options)


def kind_of(control: Element) -> str:
    if control.tag in ("input", "button"):
        return control.get("type", "text" if control.tag == "input" else "submit")
    return control.tag


def value_of(control: Element, kind) -> str:
    if kind == "textarea":
        return "".join(control.itertext())
    if kind == "select":
        options = list(control.iter("option"))
        chosen = next((option for option in options if option.get("selected") is not None), None)
        chosen = options[0] if chosen is None and options else chosen
        return "" if chosen is None else chosen.get("value", "")
    return control.get("value", "")


@lru_cache(maxsize=8)
def parsed(html: str) -> Element:
    """Return the tree that a browser makes of a page."""
    return tinyhtml5.parse(html, namespace_html_elements=False)


def forms_of(html: str, url: str) -> list[Form]:
    """Return the forms of a page, with the controls that name them from elsewhere."""
    tree = parsed(html)
    found: dict = {}
    pressed = []
    for element in tree.iter("form"):
        form = Form(_address(url, element.get("action") or url), element.get("method", "get").lower())
        found[element] = form
        for control in element.iter():
            if control.tag in ("input", "textarea", "select", "button") and control.get("form") is None:
                form.add(control)
        if not form.typed:
            pressed += _pressed(form, url, element)
    by_id = {element.get("id"): form for element, form in found.items() if element.get("id")}
    for control in tree.iter():
        if control.tag in ("input", "textarea", "select") and control.get("form") in by_id:
            by_id[control.get("form")].add(control)
    return [*found.values(), *pressed]


def _address(url: str, action: str) -> str:
    parts = urlsplit(urljoin(url, action))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _pressed(form: Form, url: str, element: Element) -> list[Form]:
    """Return what a form of named buttons alone sends: by the first of each name, and by each that leads elsewhere."""
    buttons = [each for each in element.iter("button") if kind_of(each) == "submit"]
    first = {(each.get("name"), each.get("formaction")): each for each in reversed(buttons)}
    if any(name is None for name, action in first if action is None):
        return []
    return [
        Form(
            _address(url, action) if action else form.action,
            form.method,
            form.values | {name: [button.get("value", "")]},
        )
        for (name, action), button in first.items()
        if name
    ]
