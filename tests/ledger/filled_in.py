"""A form as a browser would send it: what a page holds in the form of an id, whatever a test types over it."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.is_inside, self.select, self.area = form_id, False, None, None
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        if tag == "form":
            self.is_inside = held.get("id") == self.form_id
        elif not self.is_inside:
            return
        elif tag == "input" and held.get("name") and held.get("type") not in ("submit", "search"):
            if held.get("type") not in ("radio", "checkbox") or "checked" in held:
                self.fields.append((held["name"], held.get("value") or ""))
        elif tag == "select":
            self.select = held["name"]
        elif tag == "option" and "selected" in held:
            self.fields.append((self.select, held.get("value") or ""))
        elif tag == "textarea":
            self.area = held["name"]
            self.fields.append((self.area, ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea" and self.area:
            name, text = self.fields[-1]
            # A line break right after the tag is none of the text's own.
            self.fields[-1], self.area = (name, text.removeprefix("\n")), None

    def handle_data(self, data):
        if self.area:
            self.fields[-1] = (self.area, self.fields[-1][1] + data)


def fields_of(html, form_id):
    """Return the fields of a form and what they hold, by name; a name sent twice fails, since one would be lost."""
    form = _Form(form_id)
    form.feed(html)
    names = [name for name, _ in form.fields]
    assert len(names) == len(set(names)), f"sent twice: {sorted(name for name in names if names.count(name) > 1)}"
    assert names, f"there is no form of the id {form_id}"
    return dict(form.fields)
