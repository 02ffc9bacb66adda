"""A word of the ledger is explained a tap away, and on a page of its own, without a script."""

import re
from html import unescape

import pytest
from django.template import Context, Template
from django.urls import reverse

from ledger.figures.sheets import row_of
from ledger.pages.terms import TERMS
from ledger.pages.terms_here import difference
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING
from tests.ledger.test_views_feature import text_of

OPENS = re.compile(r'popovertarget="([^"]+)"')
IDS = re.compile(r'\sid="([^"]+)"')


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


@pytest.fixture
def pages(canvas, earner):
    """The addresses of pages on which words are explained."""
    of_canvas = [reverse(f"ledger:{name}", args=[canvas.pk]) for name in ("page", "portfolio", "totals")]
    parts = [reverse(f"ledger:feature-{part}", args=[canvas.pk, earner.pk]) for part in ("risk", "scale", "scenarios")]
    return [canvas.workspace.get_absolute_url(), *of_canvas, earner.get_absolute_url(), *parts]


def test_each_word_that_can_be_tapped_has_its_meaning_once_on_the_page(pages, edda_client):
    for address in pages:
        page = edda_client.get(address).text
        ids = IDS.findall(page)
        opened = set(OPENS.findall(page))
        assert opened, address
        assert {name: ids.count(name) for name in opened} == dict.fromkeys(opened, 1), address


def test_a_word_is_a_button_that_needs_no_script():
    shown = Template('{% load terms %}{% term "margin" "What stays" %}').render(Context())
    assert shown == '<button class="term" type="button" popovertarget="word-margin">What stays</button>'


def test_a_word_that_nobody_explains_can_t_be_set():
    with pytest.raises(KeyError):
        Template('{% load terms %}{% term "leeway" %}').render(Context())


def test_the_page_explains_every_word(olga_client):
    page = olga_client.get(reverse("ledger:words")).text
    for term in TERMS.values():
        assert f'id="{term.id}"' in page
        assert term.meaning in unescape(page)


def test_the_page_finds_a_word_by_any_of_its_names(olga_client):
    page = text_of(olga_client.get(reverse("ledger:words"), {"q": "Attach rate"}).text)
    assert TERMS["share_who_pay"].meaning in unescape(page)
    assert TERMS["margin"].meaning not in unescape(page)


def test_a_word_that_is_not_found_is_said_so(olga_client):
    page = olga_client.get(reverse("ledger:words"), {"q": "<b>xyz"}).text
    assert "No word of the ledger says that." in page
    assert "<b>xyz" not in page


def test_the_page_of_a_feature_has_its_own_figures(canvas, earner, victor_client):
    page = unescape(text_of(victor_client.get(reverse("ledger:feature-words", args=[canvas.pk, earner.pk])).text))
    results = row_of(canvas, earner.pk).evaluation.results
    amounts = (results.captured_value_per_use, results.variable_cost_per_use, results.contribution_per_use)
    assert difference(*(each.mean for each in amounts), "USD") in page


def test_a_feature_without_figures_has_words_alone(canvas, olga, victor_client):
    feature = feature_with_lines(canvas, by=olga, name="Empty", lines=[])
    page = victor_client.get(reverse("ledger:feature-words", args=[canvas.pk, feature.pk])).text
    assert TERMS["margin"].meaning in unescape(page)
    assert "$" not in text_of(page)


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        ((0.25, 0.025, 0.225), "$0.250 − $0.025 = $0.225"),
        ((0.1957, 0.0954, 0.1003), "$0.1957 − $0.0954 = $0.1003"),
        ((0.19571, 0.09536, 0.10035), "$0.19571 − $0.09536 = $0.10035"),
        ((4336, 1000, 3336), "$4,336.00 − $1,000.00 = $3,336.00"),
        ((0.0123456, 0.5, -0.4876544), "$0.012 − $0.500 = −$0.488"),
    ],
)
def test_whoever_takes_one_figure_from_the_other_gets_the_third(amounts, shown):
    assert difference(*amounts, "USD") == shown
