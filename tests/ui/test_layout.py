"""What indents a template is not sent, and what a reader needs is."""

import pytest
from django.template import engines
from django.template.loader import get_template

from ui.layout import without_layout


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>\n", "<ul><li>One</li><li>Two</li></ul>"),
        ("<p>\n  {% if a %}\n    <b>{{ a }}</b>\n  {% endif %}\n</p>", "<p>{% if a %}<b>{{ a }}</b>{% endif %}</p>"),
        ("{% partialdef a %}\n  {{ a }}\n{% endpartialdef %}", "{% partialdef a %}{{ a }}{% endpartialdef %}"),
        ("<p>\n  A long\n  sentence.\n</p>", "<p>A long sentence.</p>"),
    ],
)
def test_indentation_is_not_sent(source, sent):
    assert without_layout(source) == sent


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ("Press\n<kbd>N</kbd>\nfor a note", "Press <kbd>N</kbd> for a note"),
        ("{{ a }}\n<b>{{ b }}</b>", "{{ a }} <b>{{ b }}</b>"),
        ("a{% if b %}\n  and b{% endif %}", "a{% if b %} and b{% endif %}"),
        ("<title>{% block a %}{% endblock %} · b</title>", "<title>{% block a %}{% endblock %} · b</title>"),
        ('<b>a</b>{{ " " }}<b>b</b>', '<b>a</b>{{ " " }}<b>b</b>'),
        ("<b>a  b</b>", "<b>a  b</b>"),
    ],
)
def test_the_space_beside_text_is_kept(source, sent):
    assert without_layout(source) == sent


@pytest.mark.parametrize(
    ("source", "sent"),
    [
        ('<a\n  class="b"\n  href="c"\n>d</a>', '<a class="b" href="c">d</a>'),
        ("<tr {% if a %}class='sum'{% endif %}>", "<tr{% if a %} class='sum'{% endif %}>"),
        (
            "<i\n  {% if a %}\n    b\n    {% if c %}d{% endif %}\n  {% else %}\n    e\n  {% endif %}\n  f\n/>",
            "<i{% if a %} b{% if c %} d{% endif %}{% else %} e{% endif %} f/>",
        ),
        ("<tr {% if a %}b{% elif c %}d{% endif %}>", "<tr{% if a %} b{% elif c %} d{% endif %}>"),
        ("<p a{% if b %}='b'{% else %}='c'{% endif %}>", "<p a{% if b %}='b'{% else %}='c'{% endif %}>"),
        ('<p class="a {% if b > c %}d{% endif %} e">', '<p class="a {% if b > c %}d{% endif %} e">'),
        ('<a href="{% url "a" b %}" title="c > d">', '<a href="{% url "a" b %}" title="c > d">'),
        ("<option{% for a in b %}\n  {% if c %} {{ d }}{% endif %}{% endfor %}>", None),
    ],
)
def test_a_tag_over_several_lines_is_one_line(source, sent):
    assert without_layout(source) == (sent or "<option{% for a in b %}{% if c %} {{ d }}{% endif %}{% endfor %}>")


@pytest.mark.parametrize("tag", ["pre", "textarea", "script"])
def test_what_stands_verbatim_stays_so(tag):
    source = f"<{tag}>\n  a\n  <b>\n  </b></{tag}>"
    assert without_layout(f"<div>\n{source}\n</div>") == f"<div>{source}</div>"


def test_templates_are_loaded_so(settings):
    assert engines["django"].engine.template_loaders[0].loaders[0].__module__ == "ui.layout"
    assert "\n" not in get_template("ui/form.html").template.source
