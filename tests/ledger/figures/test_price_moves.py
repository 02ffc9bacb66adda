"""What is said of a catalogue that has moved: the unit prices that a line uses, in the tiers that it can reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economics import Price
from ledger.figures.price_moves import (
    LEAST,
    Move,
    Moved,
    measures_used,
    moved_features,
    moved_lines,
    moves_between,
    repriced,
)
from ledger.figures.sheets import row_of, sheet_of
from ledger.models import Line
from ledger.pages.sentences import moved
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, MODEL_LINE, priced


def line(**typed):
    return Line(kind="inference", **{"input_tokens": "1000", "output_tokens": "100", **typed})


def price(into=3.0, out=15.0, cached=()):
    return Price(input=_tiers(into), output=_tiers(out), cached_input=_tiers(cached) if cached else ())


def _tiers(price):
    return ((0.0, price),) if isinstance(price, float) else price


def said(moves, name="Claude X"):
    return moved(Moved(line(), name, tuple(moves)))


def test_a_move_is_said_with_both_prices_and_the_change():
    moves = moves_between(line(), price(into=3.0), price(into=2.5))
    assert said(moves) == "Claude X: input $3.00 → $2.50 per million (−17%)."


def test_each_price_that_moved_is_said():
    moves = moves_between(line(), price(3.0, 15.0), price(3.1, 30.0))
    assert (
        said(moves) == "Claude X: input $3.00 → $3.10 per million (+3.3%); output $15.00 → $30.00 per million (+100%)."
    )


def test_from_nothing_there_is_no_per_cent():
    assert said(moves_between(line(), price(into=0.0), price(into=1.0))) == "Claude X: input $0.00 → $1.00 per million."


@pytest.mark.parametrize("now", [3.0, 3.03, 2.97])
def test_one_per_cent_is_not_worth_a_word(now):
    assert not list(moves_between(line(), price(), price(into=now)))


@pytest.mark.parametrize(
    ("typed", "measures"),
    [
        ({}, ["input", "output"]),
        ({"cached_share": "40%"}, ["input", "cached_input", "output"]),
        ({"cached_share": "100%"}, ["cached_input", "output"]),
        ({"output_tokens": "0"}, ["input"]),
        ({"input_tokens": "0"}, ["output"]),
        ({"input_tokens": "", "output_tokens": "many"}, ["input", "output"]),
    ],
)
def test_only_the_prices_that_a_line_uses_count(typed, measures):
    assert measures_used(line(**typed)) == measures


def test_cached_tokens_without_a_price_of_their_own_cost_the_input_price():
    moves = moves_between(line(cached_share="100%"), price(3.0), price(3.0, cached=0.3))
    assert said(moves) == "Claude X: cached input $3.00 → $0.30 per million (−90%)."


TIERED = price(into=((0.0, 1.0), (200_000.0, 2.0)))
HIGHER = price(into=((0.0, 1.0), (200_000.0, 4.0)))


@pytest.mark.parametrize(
    ("tokens", "words"),
    [
        ("1000", ""),
        ("200000", ""),
        ("300000", "Claude X: input above 200,000 tokens $2.00 → $4.00 per million (+100%)."),
        ("100k to 300k", "Claude X: input above 200,000 tokens $2.00 → $4.00 per million (+100%)."),
    ],
)
def test_a_tier_counts_where_the_line_can_reach_it(tokens, words):
    moves = list(moves_between(line(input_tokens=tokens), TIERED, HIGHER))
    assert (said(moves) if moves else "") == words


CHEAPER_BELOW = price(into=((0.0, 0.5), (200_000.0, 2.0)))


@pytest.mark.parametrize(
    ("tokens", "is_moved"),
    [("199999", True), ("200000", True), ("200001", False), ("200k to 300k", True), ("200001 to 300000", False)],
)
def test_at_its_edge_a_call_still_has_the_price_of_the_tier_below(tokens, is_moved):
    moves = list(moves_between(line(input_tokens=tokens), TIERED, CHEAPER_BELOW))
    assert [(move.above, move.was, move.now) for move in moves] == ([(0, 1.0, 0.5)] if is_moved else [])


@pytest.mark.parametrize(
    ("tokens", "moves"),
    [("128000", []), ("128001", [(128_000, 1.0, 2.0)]), ("200000", [(128_000, 1.0, 2.0)]), ("200001", [])],
)
def test_between_the_edges_of_two_prices_lies_what_has_moved(tokens, moves):
    sooner = price(into=((0.0, 1.0), (128_000.0, 2.0)))
    found = moves_between(line(input_tokens=tokens), TIERED, sooner)
    assert [(move.above, move.was, move.now) for move in found] == moves


def test_a_tier_of_another_measure_is_no_second_move():
    moves = list(moves_between(line(input_tokens="100k to 300k"), price(), price(into=((0.0, 2.0), (200_000.0, 2.0)))))
    assert [(move.above, move.now) for move in moves] == [(0, 2)]


@given(was=st.floats(0.01, 1000), now=st.floats(0.01, 1000))
def test_exactly_what_moved_by_more_than_the_least_is_worth_a_word(was, now):
    assert Move("input", 0, was, now).is_worth_a_word == (round(abs(now / was - 1), 9) > LEAST)


class TestAFeature:
    @pytest.fixture
    def feature(self, canvas, olga):
        priced()
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL_LINE]})
        kept = {"input": [[0, 6.0]], "cached_input": [], "output": [[0, 15.0]]}
        about = {"provider": "acme", "model": "large", "name": "Acme Large", "date": "2026-05-03", "catalogue": "0"}
        feature.lines.filter(model="large").update(kept_prices=kept | about)
        return feature

    def test_its_moved_lines_are_found(self, canvas, feature):
        [each] = moved_lines(row_of(canvas, feature.pk))
        assert moved(each) == "Acme Large: input $6.00 → $3.00 per million (−50%)."

    def test_a_line_that_keeps_nothing_or_whose_model_is_gone_has_not_moved(self, canvas, feature):
        priced_line = feature.lines.filter(model="large")
        priced_line.update(provider="elsewhere")
        assert not moved_lines(row_of(canvas, feature.pk))
        priced_line.update(provider="acme", kept_prices=None)
        assert not moved_lines(row_of(canvas, feature.pk))

    def test_the_ledger_names_it_and_no_other(self, canvas, feature, olga):
        feature_with_lines(canvas, by=olga, **{**EARNING, "name": "Other"})
        assert [row.feature for row in moved_features(sheet_of(canvas))] == [feature]

    def test_pricing_it_anew_changes_just_what_the_prices_do(self, canvas, feature):
        row = row_of(canvas, feature.pk)
        saved = 1000 * (6 - 3) / 1e6
        assert repriced(row).results.contribution_per_use.mean == pytest.approx(row.margin.mean + saved)
