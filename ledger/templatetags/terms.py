"""Template tags that explain words: a button on the word, and once a page the popovers that the buttons open.

    {% term "contribution" %} per use; it {% term "break_even" "breaks even" %} at …
    {% word_popovers %}, or with a feature's figures {% word_popovers table.feature table.evaluation %}

The popovers stand in the same fragment as the words, so that both are swapped at once. Nothing needs a script.
"""

from django import template
from django.utils.html import format_html

from ledger.pages.terms import TERMS
from ledger.pages.terms_here import figures_of

register = template.Library()


@register.simple_tag
def term(name, text=""):
    """Return a word as a button that opens what it means; a `name` that is no term is a KeyError.

    `text` is what stands there in place of the word itself: "Breaks even", or a verdict's chip.
    """
    return format_html(
        '<button class="term" type="button" popovertarget="word-{}">{}</button>', name, text or TERMS[name].word
    )


@register.inclusion_tag("ledger/words.html#word-popovers")
def word_popovers(feature=None, evaluation=None, only=""):
    """Draw the popovers of all words, or of those named in `only`; with the figures of a feature where it is given."""
    names = only.split() or TERMS
    figures = figures_of(evaluation or None, feature.canvas.currency) if feature else {}
    return {"feature": feature or None, "words": [(TERMS[name], figures.get(name, "")) for name in names]}
