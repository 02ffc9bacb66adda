"""What the pages on paper ask of a text before it is set."""

from django import template

from exports.rules.typesetting import is_right_to_left

register = template.Library()


@register.filter
def direction(text):
    """Return rtl or ltr, as a browser finds it for dir="auto": WeasyPrint can't."""
    return "rtl" if is_right_to_left(text) else "ltr"
