"""What is billed apart from text: how units nest, what they leave of the tokens, and what a line must say of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from economics import Number, Price, advise, evaluate, model_line, units
from economics.price_words import price_words
from economics.reading import read_feature
from economics.swaps import swap
from tests.economics.features import complete_feature, line

VOICE = Price(
    input=((0, 4.0),),
    output=((0, 16.0),),
    cached_input=((0, 0.4),),
    units={
        "input_audio_tokens": ((0, 32e-6),),
        "cached_audio_tokens": ((0, 0.4e-6),),
        "output_audio_tokens": ((0, 64e-6),),
        "web_searches": ((0, 0.01),),
        "cache_write_tokens": ((0, 5e-6),),
        "cache_write_1h_tokens": ((0, 8e-6),),
    },
)
TEXT = Price(input=((0, 4.0),), output=((0, 16.0),), name="Text")


def spoken(price=VOICE, **typed):
    """A line of 10k tokens in and 5k out, and these amounts of units."""
    amounts = {f"units.{name}" if name in units.UNITS else name: text for name, text in typed.items()}
    return line("inference", model="m", price=price, **{"input_tokens": "10k", "output_tokens": "5k"} | amounts)


def feature(given):
    return complete_feature(costs=(given,), not_applicable=dict.fromkeys(("data_acquisition", "human_review"), "none"))


def cost(given):
    return evaluate(feature(given)).line("inference-1").summary


def problems(given):
    return [problem.sentence for problem in evaluate(feature(given)).problems]


def test_a_part_that_is_priced_apart_is_charged_its_own_price_instead_of_the_text_price():
    assert cost(spoken(input_audio_tokens="4k")).mean == pytest.approx((6000 * 4 + 4000 * 32 + 5000 * 16) / 1e6)


def test_a_parent_is_charged_without_its_children_and_taken_off_the_whole_once():
    found = cost(spoken(input_audio_tokens="4k", cached_audio_tokens="1k"))
    assert found.mean == pytest.approx((6000 * 4 + 3000 * 32 + 1000 * 0.4 + 5000 * 16) / 1e6)
    written = cost(spoken(input_audio_tokens="0", cache_write_tokens="2k", cache_write_1h_tokens="500"))
    assert written.mean == pytest.approx((8000 * 4 + 1500 * 5 + 500 * 8 + 5000 * 16) / 1e6)


def test_a_child_without_its_parent_is_all_of_it():
    alone, both = spoken(cached_audio_tokens="1k"), spoken(cached_audio_tokens="1k", input_audio_tokens="1k")
    assert cost(alone).mean == pytest.approx(cost(both).mean)


def test_the_share_that_is_cached_is_of_the_text():
    found = cost(spoken(input_audio_tokens="4k", cached_share="50%"))
    assert found.mean == pytest.approx((3000 * 4 + 3000 * 0.4 + 4000 * 32 + 5000 * 16) / 1e6)


def test_searches_are_counted_per_call_with_calls_retries_and_factor():
    found = cost(
        spoken(input_audio_tokens="0", web_searches="3", calls_per_use="2", retry_rate="10%", price_factor="1.2")
    )
    assert found.mean == pytest.approx(2 * 1.1 * 1.2 * ((10_000 * 4 + 5000 * 16) / 1e6 + 0.03))


def test_a_fee_per_request_is_always_counted():
    assert cost(spoken(price=replace(TEXT, request=0.005))).mean == pytest.approx(0.12 + 0.005)


def test_nothing_is_billed_below_its_least_and_nothing_is_nothing():
    recorded = Price((), (), units={"audio_hours": ((0, 1.0),)}, least={"audio_hours": 0.01})
    costs = [cost(line("inference", model="m", price=recorded, **{"units.audio_hours": text})) for text in "01"]
    assert [each.mean for each in costs] == [0, 1]
    short = line("inference", model="m", price=recorded, **{"units.audio_hours": "0.001"})
    assert cost(short).mean == pytest.approx(0.01)


def test_a_line_that_says_nothing_of_what_its_model_bills_apart_is_not_quantified():
    assert problems(spoken()) == [
        "This model bills audio apart. How much of a call is audio? None is an answer: type 0."
    ]
    assert problems(spoken(web_searches="2")) != []
    assert problems(spoken(output_audio_tokens="0")) == []


def test_a_model_sold_by_the_page_needs_pages_and_no_tokens():
    ocr = Price((), (), units={"document_pages": ((0, 0.001),), "annotated_document_pages": ((0, 0.003),)})
    bare = line("inference", model="m", price=ocr)
    assert problems(bare) == ["This model is sold by the page. How many does a call take? Type it under Pages."]
    read = replace(bare, inputs={"units.document_pages": "10", "units.annotated_document_pages": "2"})
    assert cost(read).mean == pytest.approx(8 * 0.001 + 2 * 0.003)


def test_what_a_model_does_not_price_apart_is_no_unit_of_it():
    given = spoken(price=TEXT, input_audio_tokens="4k", web_searches="2")
    assert cost(given).mean == pytest.approx(0.12)
    assert {number.field for number, _ in read_feature(feature(given)).estimates()}.isdisjoint(units.FIELDS)
    assert list(price_words(given)) == [
        "Web searches: this model does not bill them, so they cost nothing here.",
        "Audio tokens in: this model bills them like text.",
    ]


def test_a_part_larger_than_its_whole_is_refused_where_both_are_points_and_cut_off_otherwise():
    assert problems(spoken(input_audio_tokens="12k")) == [
        "Audio tokens in: 12,000 are more than the 10,000 input tokens that they are part of. "
        "Type fewer here, or more there."
    ]
    assert len(problems(spoken(input_audio_tokens="2k", cached_audio_tokens="3k"))) == 1
    spread = cost(spoken(input_audio_tokens="11k to 12k"))
    assert spread.p5 == pytest.approx((11_000 * 32 + 5000 * 16) / 1e6, rel=1e-3)


@settings(max_examples=30)
@given(
    audio=st.integers(0, 5000), cached=st.integers(0, 1000), written=st.integers(0, 4000), searches=st.integers(0, 9)
)
def test_what_is_charged_adds_up_to_the_tokens_of_the_call(audio, cached, written, searches):
    flat = replace(VOICE, cached_input=(), units={name: ((0, 4e-6),) for name in VOICE.units if name != "web_searches"})
    given = spoken(
        price=flat,
        input_audio_tokens=str(max(audio, cached)),
        cached_audio_tokens=str(cached),
        cache_write_tokens=str(written),
        output_audio_tokens="0",
    )
    assert cost(given).mean == pytest.approx((10_000 * 4 + 5000 * 16) / 1e6)


def test_own_prices_can_be_given_for_units_and_one_without_its_price_is_asked():
    own = {"price_per_million_input": "4", "price_per_million_output": "16", "input_tokens": "10k"}
    own |= {"output_tokens": "5k", "units.web_searches": "2"}
    assert problems(line("inference", **own)) == ["Price per web search: type a price."]
    assert cost(line("inference", **own, **{"unit_prices.web_searches": "0.01"})).mean == pytest.approx(0.14)
    pages = {"units.document_pages": "10", "unit_prices.document_pages": "0.002"}
    assert cost(line("inference", **pages)).mean == pytest.approx(0.02)


def test_every_unit_can_be_uncertain_and_is_an_input_like_any_other():
    apart = {name: ((0, 1e-6),) for name in units.UNITS}
    given = spoken(price=Price(((0, 1.0),), ((0, 1.0),), units=apart), **dict.fromkeys(units.UNITS, "1 to 2"))
    given = replace(given, inputs={**given.inputs, "price_factor": "0.5 to 0.9"})
    whole = feature(given)
    evaluation = evaluate(whole)
    assert evaluation.verdict.id != "not_quantified"
    swings = {each.input.number.field for each in advise(whole, evaluation).tornado.swings}
    assert {f"units.{name}" for name in units.UNITS} | {"price_factor"} == swings
    words = {each.input.words for each in advise(whole, evaluation).tornado.swings}
    assert "Inference: Web searches" in words


def test_another_unit_moves_no_other_input():
    before, after = (
        evaluate(feature(spoken(input_audio_tokens="2k to 4k", **more))).line("inference-1").summary
        for more in ({}, {"web_searches": "0"})
    )
    assert before == after


@pytest.mark.parametrize("audio", ["4k", "3k to 5k", "8k to 12k"])
@pytest.mark.parametrize("field", ["input_tokens", "units.input_audio_tokens", "units.web_searches", "price_factor"])
def test_where_an_input_breaks_even_the_contribution_is_nothing(audio, field):
    given = spoken(input_audio_tokens=audio, web_searches="1 to 3", price_factor="0.9 to 1.1")
    whole = replace(feature(given), value=(complete_feature().value[0], replace_amount("0.35")))
    lever = next(
        each for each in advise(whole, evaluate(whole)).levers if each.input.number == Number("inference-1", field)
    )
    if lever.break_even is None:
        return
    at = {name: _middle(whole, name) for name in given.inputs} | {field: f"{lever.break_even:.12g}"}
    moved = replace(whole, costs=(replace(given, inputs=at),))
    assert evaluate(moved).results.contribution_per_use.mean == pytest.approx(0, abs=1e-6)


def replace_amount(text):
    return replace(complete_feature().value[1], inputs={"amount": text})


def _middle(whole, name):
    estimates = read_feature(whole).estimates_of("inference-1")
    return f"{estimates[name].median:.12g}"


CANDIDATES = [
    ("a", "voice", replace(VOICE, name="Voice")),
    ("a", "text", TEXT),
    ("a", "tiered", replace(VOICE, input=((0, 2.0), (8000, 3.0)))),
    ("a", "by request", replace(VOICE, request=0.1)),
]


def test_a_swap_offers_what_prices_the_media_that_the_line_uses_and_counts_them():
    given = spoken(input_audio_tokens="3k to 5k", web_searches="2", price_factor="0.5")
    found = {each.model: each for each in swap(feature(given), "inference-1", CANDIDATES)}
    assert set(found) == {"voice", "tiered", "by request"}
    for _, model, price in CANDIDATES:
        if model in found:
            alone = replace(given, price=price, inputs={**given.inputs, "price_factor": "1"})
            assert found[model].cost_per_use == pytest.approx(cost(alone).mean)


def test_units_that_a_line_does_not_give_are_none_in_a_swap():
    given = spoken(price=TEXT)
    found = {each.model: each.cost_per_use for each in swap(feature(given), "inference-1", CANDIDATES)}
    assert found["voice"] == pytest.approx(0.12)
    assert found["by request"] == pytest.approx(0.22)


def test_a_factor_stays_in_a_swap_only_where_it_is_tax():
    taxed = replace(spoken(price=TEXT, price_factor="1.2"), factor_reason="Tax, 20%")
    assert swap(feature(taxed), "inference-1", CANDIDATES[1:2])[0].cost_per_use == pytest.approx(0.12 * 1.2)
    batch = replace(taxed, factor_reason="batch")
    assert swap(feature(batch), "inference-1", CANDIDATES[1:2])[0].cost_per_use == pytest.approx(0.12)


def test_a_model_can_do_the_same_where_it_prices_text_media_and_searches():
    used = read_feature(feature(spoken(input_audio_tokens="10k", web_searches="1"))).estimates_of("inference-1")
    assert model_line.does_the_same(VOICE, used)
    assert not model_line.does_the_same(TEXT, used)
    assert not model_line.does_the_same(replace(VOICE, output=()), used)
    assert model_line.does_the_same(replace(VOICE, input=()), used)  # all of it is audio
