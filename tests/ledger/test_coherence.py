"""A note that names an amount which no line it is linked to holds says so."""

import pytest

from canvas.actions import notes
from ledger.coherence import amounts_in, note_number_drift
from tests.factories import feature_with_lines, link_note
from tests.ledger.conftest import EARNING


@pytest.mark.parametrize(
    ("text", "currency", "said"),
    [
        ("$14 a seat, 4% churn", "USD", ["$14"]),
        ("14 USD or USD 15", "USD", ["14 USD", "USD 15"]),
        ("costs €1,200.50 a month", "EUR", ["€1,200.50"]),
        ("€14 a seat", "USD", []),
        ("£2k to £3k", "GBP", ["£2k", "£3k"]),
        ("14 seats in 2026, $ is the sign", "USD", []),
        ("no number", "USD", []),
    ],
)
def test_amounts_are_found_by_the_sign_or_code_of_the_currency(text, currency, said):
    assert [amount.said for amount in amounts_in(text, currency)] == said


@pytest.mark.parametrize(
    ("text", "ranges", "outside"),
    [
        ("$12", [(12, 12)], []),
        ("$12.40", [(12, 12)], ["$12.40"]),
        ("$12", [(12.4, 12.4)], []),
        ("$0.12", [(0.1249, 0.2)], []),
        ("$0.12", [(0.1251, 0.2)], ["$0.12"]),
        ("$1,200", [(1240, 1240)], []),
        ("$1.2k and $9", [(1000, 1300)], ["$9"]),
        ("$100", [(106, 200)], ["$100"]),
        ("$5 or $5", [], ["$5"]),
    ],
)
def test_an_amount_is_held_against_the_ranges_as_it_was_rounded(text, ranges, outside):
    assert note_number_drift(text, "USD", ranges) == outside


@pytest.mark.django_db
class TestOnTheCanvas:
    @pytest.fixture
    def paid(self, canvas, olga):
        feature = feature_with_lines(canvas, by=olga, **EARNING)
        return feature.lines.get(kind="monetization")

    def written(self, canvas, text, line, olga):
        note = notes.add_note(canvas=canvas, block="revenue_streams", text=text, by=olga)
        link_note(note, line, by=olga)
        return note

    def test_the_note_says_that_its_amount_is_no_figure_of_its_line(self, olga_client, canvas, paid, olga):
        self.written(canvas, "$0.40 per use", paid, olga)
        assert "$0.40 is no figure of Price per use" in olga_client.get(canvas.get_absolute_url()).text

    @pytest.mark.parametrize("text", ["$0.25 per use", "$250 a month", "40 uses"])
    def test_what_the_line_holds_per_use_or_a_month_is_no_drift(self, olga_client, canvas, paid, olga, text):
        self.written(canvas, text, paid, olga)
        assert "is no figure of" not in olga_client.get(canvas.get_absolute_url()).text

    def test_the_card_of_a_note_that_was_just_saved_says_so_too(self, olga_client, canvas, paid, olga):
        note = self.written(canvas, "$0.25 per use", paid, olga)
        olga_client.get(canvas.get_absolute_url())
        saved = {"version": note.version, "text": "$0.40 per use", "status": "assumption", "initial-text": note.text}
        url = f"{canvas.get_absolute_url()}notes/{note.pk}/"
        assert "$0.40 is no figure of" in olga_client.post(url, saved, headers={"HX-Request": "true"}).text

    def test_a_note_that_is_linked_to_the_feature_alone_is_left_alone(self, olga_client, canvas, paid, olga):
        self.written(canvas, "$0.40 per use", paid.feature, olga)
        assert "is no figure of" not in olga_client.get(canvas.get_absolute_url()).text
