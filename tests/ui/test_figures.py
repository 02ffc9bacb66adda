from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import hostile
from ui.templatetags import figures

FINITE = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)


def test_a_currency_that_nobody_knows_writes_no_markup_into_a_page():
    page = Template("{% load figures %}{{ 5|per_use:currency }}").render(Context({"currency": "<b>"}))
    assert page == "&lt;b&gt;5.00"


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [
        (0.022, "USD", "$0.022"),
        (0.0345, "USD", "$0.035"),
        (0.0099, "USD", "$0.0099"),
        (0.00996, "USD", "$0.010"),
        (0.00012345, "EUR", "€0.00012"),
        (999.5, "GBP", "£999.50"),
        (999.996, "GBP", "£1,000"),
        (0.9996, "USD", "$1.00"),
        (1234.5, "GBP", "£1,235"),
        (-1329.357, "IDR", "−IDR\u00a01,329"),
        (5, "JPY", "¥5.00"),
        (5, "CHF", "CHF\u00a05.00"),
        (5, "ZZZ", "ZZZ\u00a05.00"),
        (0, "USD", "$0.000"),
        (1e-15, "USD", "$0.000"),
        (-0.152, "USD", "−$0.152"),
        (None, "USD", "?"),
        ("", "USD", "?"),
        (float("nan"), "USD", "?"),
        (float("inf"), "USD", "?"),
    ],
)
def test_money_per_use_has_three_decimals_below_one_two_above_and_none_from_a_thousand_on(value, currency, shown):
    assert figures.per_use(value, currency) == shown


def test_a_column_has_one_scale_so_that_its_figures_compare():
    column = figures.column([11.9, 0.1957, 0.0049], "USD")
    assert [figures.in_column(value, column) for value in (11.9, 0.1957, 0.0049, -0.0172, 0.99999)] == [
        "$11.90",
        "$0.1957",
        "$0.0049",
        "−$0.0172",
        "$1.00",
    ]
    assert figures.in_column_signed(0.0049, column) == "+$0.0049"


def test_what_a_column_would_show_as_nought_has_digits_of_its_own():
    column = figures.column([0.2, 0.0000000123, None], "USD")
    assert [figures.in_column(value, column) for value in (0.2, 0.0000000123, 0, None)] == [
        "$0.200000",
        "$0.000000012",
        "$0.000000",
        "?",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.022, "+$0.022"), (-0.152, "−$0.152"), (0, "$0.000"), (-1e-15, "$0.000")]
)
def test_a_margin_per_use_carries_its_sign(value, shown):
    assert figures.per_use_signed(value, "USD") == shown


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [(-6080.4, "USD", "−$6,080"), (13407.5, "USD", "+$13,408"), (0.4, "USD", "$0"), (-0.4, "JPY", "¥0")],
)
def test_a_margin_per_month_has_no_decimals(value, currency, shown):
    assert figures.per_month_signed(value, currency) == shown


@pytest.mark.parametrize(
    ("value", "currency", "shown"),
    [(3, "USD", "$3.00"), (48000, "JPY", "¥48,000"), (0.0025, "USD", "$0.0025"), (27.9284, "USD", "$27.93"),
     (1.5, "BHD", "BHD\u00a01.500"), (0.5, "JPY", "¥0.5"), (9, "", "9.00"), (1.7320508, "USD", "$1.73"),
     (1.125, "USD", "$1.125")],
)  # fmt: skip
def test_a_price_has_the_decimals_of_its_currency(value, currency, shown):
    assert figures.price(value, currency) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(40000, "40,000"), (8.5, "8.5"), (8, "8"), (12.4, "12"), (None, "?"), (Decimal("0.25"), "0.25")],
)
def test_a_count_is_grouped(value, shown):
    assert figures.count(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [(520000, "520k"), (96432, "96.4k"), (999950, "1M"), (1234567, "1.23M"), (2.5e9, "2.5B"), (9999, "9,999"),
     (-520000, "−520k")],
)  # fmt: skip
def test_a_large_count_can_be_short(value, shown):
    assert figures.count_short(value) == shown


def test_a_count_of_which_the_size_alone_matters_has_two_digits():
    assert [figures.about(value) for value in (49_729, 16_384, 7, 0, None)] == ["50,000", "16,000", "7", "0", "?"]


@pytest.mark.parametrize(("value", "shown"), [(0.25, "25%"), (0.008, "0.8%"), (1, "100%"), (0, "0%"), (None, "?")])
def test_a_share_is_shown_in_per_cent(value, shown):
    assert figures.share(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0%"), (0.004, "under 1%"), (0.254, "25%"), (0.995, "over 99%"), (1, "100%"), (None, "?")]
)
def test_a_chance_is_never_rounded_to_certainty(value, shown):
    assert figures.chance(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(10954.45, "10,954"), (0.0234567, "0.02346"), (6, "6"), (-3.25, "−3.25"), (1e-7, "0.0000001")]
)
def test_a_computed_number_has_four_significant_digits(value, shown):
    assert figures.number(value) == shown


def _read(shown):
    sign = -1 if "−" in shown else 1
    return sign * float("".join(c for c in shown if c.isdigit() or c == "."))


@given(FINITE)
def test_what_is_shown_per_use_is_the_value_to_a_twentieth_of_its_last_digits(value):
    shown = figures.per_use(value, "USD")
    tolerance = 0.0005 if abs(value) >= 0.00995 else max(abs(value) * 0.051, 1e-12)
    tolerance = 0.5 if abs(value) >= 999.9 else 0.005 if abs(value) >= 0.999 else tolerance
    assert _read(shown) == pytest.approx(value, rel=1e-12, abs=tolerance * 1.0001)


def test_one_use_is_one():
    assert [figures.uses(value) for value in (1, 1.0001, 40_000, 0.5, None)] == [
        "1 use",
        "1 use",
        "40,000 uses",
        "0.5 uses",
        "? uses",
    ]


@given(FINITE)
def test_a_sign_is_shown_exactly_where_the_figure_is_not_nought(value):
    shown = figures.per_month_signed(value, "USD")
    assert (shown[0] in "+−") == (_read(shown) != 0)
    assert "-" not in shown


@given(st.floats(min_value=1e-9, max_value=1e15))
def test_a_number_is_shown_to_four_digits_and_never_in_exponents(value):
    shown = figures.number(value)
    assert "e" not in shown.lower()
    assert _read(shown) == pytest.approx(value, rel=0.0005001, abs=1e-12)


@given(st.floats(min_value=0, max_value=1))
def test_a_chance_reads_as_a_whole_per_cent_near_it(value):
    shown = figures.chance(value)
    assert abs(_read(shown) / 100 - value) <= 0.0100001


def test_an_interval_is_read_back_as_its_ends_and_median():
    shown = figures.readback(8000, 10954.4, 15000)
    assert shown == '<span class="readback num">low 8,000 · middle <b>10,954</b> · high 15,000</span>'


def test_a_three_point_is_read_back_as_typed_with_its_mean():
    shown = figures.readback(10, 14, 30, kind="three_point", mean=16)
    assert "<b>14</b>" in shown
    assert shown.endswith(", mean 16</span>")


def test_a_point_is_read_back_as_one_figure():
    assert figures.readback(0.02, 0.02, 0.02, unit="share", kind="point").endswith("<b>2%</b> exactly</span>")


NOW = datetime(2026, 11, 12, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "shown"),
    [
        (datetime(2026, 11, 12, 20, 4, tzinfo=UTC), "09:04"),
        (datetime(2026, 11, 12, 2, 4, tzinfo=UTC), "yesterday, 15:04"),
        (datetime(2026, 9, 1, 2, 4, tzinfo=UTC), "1 Sep"),
        (datetime(2025, 12, 31, 2, 4, tzinfo=UTC), "31 Dec 2025"),
    ],
)
def test_a_moment_is_said_in_the_zone_of_the_reader(then, shown):
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert figures.moment_text(then, NOW) == shown


def test_a_day_is_written_out():
    assert figures.day(date(2026, 11, 12)) == "12 Nov 2026"
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert figures.day(NOW) == "13 Nov 2026"


def test_a_moment_carries_its_exact_time():
    assert 'datetime="2026-11-12T23:30:00+00:00"' in figures.moment(NOW)


def shown(text):
    return Template("{% load figures %}{{ text|plaintext }}").render(Context({"text": text}))


def test_plain_text_keeps_its_lines():
    assert shown("one\r\ntwo\rthree\n") == "one<br>two<br>three<br>"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2"),
        ("(http://example.org/a_(b))", "http://example.org/a_(b)"),
        ("write mailto:mei@example.org, please", "mailto:mei@example.org"),
    ],
)
def test_plain_text_has_its_links_work(text, link):
    assert f'<a class="link" href="{link}" rel="noopener noreferrer nofollow">{link}</a>' in shown(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "https://", "ftp://example.org", "//evil.example"]
)
def test_plain_text_makes_no_other_link(text):
    assert "<a" not in shown(text)


@pytest.mark.parametrize("text", hostile.SHOWN)
def test_plain_text_shows_hostile_text_as_text(text):
    page = shown(text)
    for marker in hostile.MARKERS:
        assert marker not in page


@given(st.text())
def test_plain_text_has_no_markup_but_links_and_line_breaks(text):
    page = shown(text)
    assert "<" not in page.replace("<br>", "").replace('<a class="link" href="', "").replace("</a>", "")
    page.encode()


@pytest.mark.parametrize(
    ("link", "kept"), [("https://a.example/", True), ("javascript:alert(1)", False), (None, False)]
)
def test_a_stored_link_is_followed_only_where_it_is_safe(link, kept):
    assert figures.safe_link(link) == (link if kept else "")
