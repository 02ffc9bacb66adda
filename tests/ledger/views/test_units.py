"""What a model bills apart is asked in the line's editor, and said; with htmx and without JavaScript."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from economics.units import AMOUNT
from ledger.figures.price_moves import moved_lines
from ledger.figures.sheets import row_of
from ledger.models import Line
from ledger.pages.sentences import moved
from prices import actions
from prices.bundled import Entry
from prices.rates import HourlyPrice, Rate
from tests.factories import feature_with_lines
from tests.ledger.conftest import MODEL_LINE

HTMX = {"HX-Request": "true"}
ASKED = "This model bills audio apart. How much of a call is audio?"
VOICE = {
    "input_audio_tokens": Decimal("0.00001"),
    "output_audio_tokens": Decimal("0.00002"),
    "web_searches": Decimal("0.01"),
}


@pytest.fixture(autouse=True)
def catalogue(db):
    """Acme sells a model of text, one of voice, and one whose prices differ by hour."""

    def entry(model, **more):
        rate = Rate(date.min, 0, Decimal(3), None, Decimal(15), **more)
        rule = {"starts_with": f"{model}-"}
        return Entry("acme", "Acme", model, model.capitalize(), None, False, (rate,), rule)

    hours = (HourlyPrice(Decimal(16), Decimal(4), Decimal(20)), HourlyPrice(Decimal(8), Decimal(1), Decimal(5)))
    sellers = [actions.Seller("acme")]
    entries = [entry("large"), entry("voice", units=VOICE), entry("nightly", hours=hours)]
    return actions.load(version="1", entries=entries, sellers=sellers)


@pytest.fixture
def line(canvas, olga):
    return feature_with_lines(canvas, by=olga, lines=[MODEL_LINE]).lines.get()


@pytest.fixture
def edit(canvas, line, edda_client):
    """A function that opens the editor, types over what stands there, and posts it all; it returns the answer."""

    def post(headers=None, **fields):
        line.refresh_from_db()
        held = {**line.typed, "label": line.label, "price_factor_reason": line.price_factor_reason}
        held["priced_by"] = f"{line.provider}/{line.model}" if line.model else ""
        opened = {f"initial-{name}": text for name, text in held.items()}
        basis = {"version": line.version, "step": uuid.uuid4(), "type": "inference."}
        sent = {**opened, **held, **basis, **fields}
        return edda_client.post(url(line), sent, headers=headers or {})

    return post


def url(line):
    return reverse("ledger:line", args=[line.canvas_id, line.pk])


def saved(line):
    line.refresh_from_db()
    return line


def cost(canvas, line):
    result = row_of(canvas, line.feature_id).evaluation.line(line.key)
    return result.summary and result.summary.mean


def test_a_model_that_bills_audio_apart_is_asked_of_and_the_line_counts_for_nothing_until_it_says(
    canvas, line, edit, edda_client
):
    edit(priced_by="acme/voice")
    assert cost(canvas, line) is None
    page = edda_client.get(url(line)).text
    assert ASKED in page
    assert 'name="units.input_audio_tokens"' in page
    assert 'name="units.web_searches"' in page
    assert 'name="units.input_image_tokens"' not in page
    edit(**{f"{AMOUNT}input_audio_tokens": "400"})
    assert saved(line).units == {"input_audio_tokens": "400"}
    assert cost(canvas, line) == pytest.approx((600 * 3 + 400 * 10 + 100 * 15) / 1e6)
    page = edda_client.get(url(line)).text
    assert ASKED not in page
    assert "Audio tokens out: not given, so none." in page


def test_none_is_an_answer_that_one_button_gives(canvas, line, edit, edda_client):
    edit(priced_by="acme/voice")
    button = 'name="none_of" value="input_audio_tokens">No audio'
    assert button in " ".join(edda_client.get(url(line)).text.split())
    edit(none_of="input_audio_tokens")
    assert saved(line).units == {"input_audio_tokens": "0"}
    assert cost(canvas, line) == pytest.approx((1000 * 3 + 100 * 15) / 1e6)


def test_the_fields_of_a_model_come_as_it_is_chosen_and_a_field_that_is_typed_in_stays(line, edit):
    chosen = edit(HTMX, priced_by="acme/voice", keep_open="1").text
    assert ASKED in chosen
    assert 'name="units.input_audio_tokens"' in chosen
    typed = edit(
        HTMX,
        **{f"{AMOUNT}{name}": "2" if name == "web_searches" else "" for name in VOICE},
        keep_open="1",
    ).text
    assert 'name="units.web_searches" value="2"' not in typed
    assert ASKED in typed


def test_a_part_larger_than_its_whole_is_refused_beside_it(line, edit):
    edit(priced_by="acme/voice")
    answer = edit(**{f"{AMOUNT}input_audio_tokens": "2000"})
    assert answer.status_code == 422
    assert "2,000 are more than the 1,000 input tokens" in answer.text
    assert saved(line).units == {}


def test_a_factor_needs_its_reason(canvas, line, edit):
    answer = edit(price_factor="0.5")
    assert answer.status_code == 422
    assert "A factor needs its reason" in answer.text
    before = cost(canvas, line)
    assert edit(price_factor="0.5", price_factor_reason="batch").status_code == 302
    assert saved(line).price_factor_reason == "batch"
    assert cost(canvas, line) == pytest.approx(before / 2)


def test_prices_of_ones_own_can_be_for_what_is_billed_apart(canvas, line, edit, edda_client):
    edit(priced_by="", price_per_million_input="3", price_per_million_output="15")
    asked = edit(way="search", more_units="web_searches").text
    assert 'name="units.web_searches"' in asked
    assert 'name="unit_prices.web_searches"' in asked
    edit(**{"units.web_searches": "2", "unit_prices.web_searches": "0.01"})
    assert (saved(line).units, line.unit_prices) == ({"web_searches": "2"}, {"web_searches": "0.01"})
    assert cost(canvas, line) == pytest.approx((1000 * 3 + 100 * 15) / 1e6 + 0.02)
    assert edit(priced_by="acme/large").status_code == 422


def test_a_name_as_people_write_it_is_kept_and_it_is_said_what_it_was_taken_for(canvas, line, edit, edda_client):
    edit(priced_by="acme/large-2026-01-01")
    assert saved(line).model == "large-2026-01-01"
    assert cost(canvas, line) == pytest.approx((1000 * 3 + 100 * 15) / 1e6)
    page = edda_client.get(url(line)).text
    assert "You typed large-2026-01-01; today that is Acme Large. What you typed is kept." in page


def test_prices_by_the_hour_are_said_to_be_an_average(line, edit, edda_client):
    edit(priced_by="acme/nightly")
    page = edda_client.get(url(line)).text
    assert "$4 in for 16 hours of the day, $1 for 8. The average is used: $3." in page


def test_what_a_model_does_not_bill_apart_is_said_to_cost_nothing(line, edit, edda_client):
    edit(priced_by="acme/voice")
    edit(**{"units.input_audio_tokens": "400", "units.web_searches": "2"})
    edit(priced_by="acme/large")
    page = edda_client.get(url(line)).text
    assert "Web searches: this model does not bill them, so they cost nothing here." in page
    assert "Audio tokens in: this model bills them like text." in page


def test_two_people_who_type_in_different_units_keep_both_or_are_asked(canvas, line, edit, olga, edda_client):
    edit(priced_by="acme/voice")
    version = saved(line).version
    edit(**{"units.web_searches": "2"})
    answer = edit(**{"units.input_audio_tokens": "400", "initial-units.web_searches": "", "version": version})
    assert answer.status_code == 409
    assert "Web searches 2" in answer.text
    assert saved(line).units == {"web_searches": "2"}


def test_the_sentence_of_a_line_holds_all_that_it_counts(line, edit, edda_client):
    edit(priced_by="acme/voice", price_factor="0.5", price_factor_reason="batch")
    edit(**{"units.input_audio_tokens": "400", "units.web_searches": "2"})
    page = edda_client.get(line.feature.get_absolute_url()).text
    assert "audio tokens in 400 at $10.00 per million, web searches 2 at $10.00 per 1,000, all × 0.5 (batch)" in page


def test_a_unit_whose_price_has_moved_is_said(canvas, line, edit):
    edit(priced_by="acme/voice")
    edit(**{"units.input_audio_tokens": "400"})
    dearer = Rate(date.min, 0, Decimal(3), None, Decimal(15), units=VOICE | {"input_audio_tokens": Decimal("0.00002")})
    actions.load(version="2", entries=[Entry("acme", "Acme", "voice", "Voice", None, False, (dearer,))])
    row = row_of(canvas, line.feature_id)
    (found,) = moved_lines(row)
    assert moved(found) == "Acme Voice: audio tokens in $10.00 → $20.00 per million (+100%)."
    assert row.evaluation.line(line.key).summary.mean == pytest.approx((600 * 3 + 400 * 10 + 100 * 15) / 1e6)


def test_prices_that_were_kept_before_units_were_are_completed_by_those_of_today(canvas, line, edit):
    edit(priced_by="acme/voice")
    kept = {name: value for name, value in saved(line).kept_prices.items() if name not in ("units", "request", "least")}
    Line.objects.filter(pk=line.pk).update(kept_prices=kept, units={"input_audio_tokens": "400"})
    assert cost(canvas, line) == pytest.approx((600 * 3 + 400 * 10 + 100 * 15) / 1e6)
