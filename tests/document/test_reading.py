import json
from decimal import Decimal

import pytest

from document.parsing import DEEPEST, MOST_BYTES, DocumentRefused
from document.reading import read
from tests.document.documents import HEAD, a_document, a_feature

REVIEW = {"kind": "human_review", "share_reviewed": "2%", "minutes_per_review": "3", "hourly_rate": "30"}
MODEL = {"kind": "inference", "provider": "openai", "model": "gpt-5", "input_tokens": "6000", "output_tokens": "500"}
SUBSCRIPTION = {"kind": "monetization", "method": "subscription", "price_per_month": "12", "attach_rate": "3%"}


def refusal(source) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as refused:
        read(source)
    return refused.value


class TestWhatIsNoDocument:
    def test_broken_json_is_refused_with_its_line_and_column(self):
        assert refusal('{\n "format": "canvas-ledger/1",\n "canvas" 1}').where == "line 3, column 11"

    def test_nothing_at_all_is_refused(self):
        assert refusal("").where == "line 1, column 1"

    def test_text_that_is_not_utf_8_is_refused_with_its_byte(self):
        assert refusal(b'{"a": "\xff"}').where == "byte 8"

    def test_a_byte_order_mark_is_let_pass(self):
        assert read(b"\xef\xbb\xbf" + a_document().encode()).canvas.title == "Tandem"

    def test_so_is_one_in_a_text_that_was_decoded_already(self):
        assert read("\ufeff" + a_document()).canvas.title == "Tandem"

    def test_a_document_over_the_limit_is_refused(self):
        padding = " " * (MOST_BYTES - len(a_document()))
        assert read(a_document() + padding).canvas.title == "Tandem"
        assert "2,000,001 bytes" in refusal(a_document() + padding + " ").what

    @pytest.mark.parametrize("bracket", ["[", '{"a":', '[{"a":'])
    def test_64_kb_of_brackets_are_refused_before_they_are_followed(self, bracket):
        assert f"more than {DEEPEST} deep" in refusal(bracket * (65_536 // len(bracket))).what

    def test_brackets_inside_a_text_are_text(self):
        text = "[{" * 500
        document = read(a_document(canvas={**HEAD, "value_statement": text[:600]}))
        assert document.canvas.value_statement == text[:600]

    @pytest.mark.parametrize("text", ['"' + '\\"' * 900_000, '\\"' * 900_000, '"a' * 900_000, '{"a":"\\'])
    def test_unfinished_quotes_are_refused_without_searching_long(self, text):
        assert refusal(text).where.startswith("line 1")

    @pytest.mark.parametrize("source", ["1", "null", "true", '"text"', "[]", "NaN"])
    def test_anything_but_an_object_is_refused(self, source):
        assert refusal(source).where == "the document"


class TestFormat:
    def test_a_document_without_a_format_is_refused(self):
        assert refusal(json.dumps({"canvas": HEAD})).where == "format"

    def test_another_version_is_refused_as_a_version_whatever_else_it_holds(self):
        assert "another version" in refusal(a_document(format="canvas-ledger/2", horoscope=[])).what

    def test_another_format_is_refused(self):
        assert "another format" in refusal(a_document(format="drawing/1")).what


class TestPlaces:
    """Every refusal names the place."""

    @pytest.mark.parametrize(
        ("source", "where"),
        [
            (a_document(roadmap=[]), "roadmap"),
            (a_document(canvas={"currency": "USD"}), "canvas.title"),
            (a_document(canvas={"title": "Tandem"}), "canvas.currency"),
            (a_document(canvas={"title": "  ", "currency": "USD"}), "canvas.title"),
            (a_document(canvas={"title": 7, "currency": "USD"}), "canvas.title"),
            (a_document(canvas={"title": "a" * 121, "currency": "USD"}), "canvas.title"),
            (a_document(canvas={**HEAD, "currency": "usd"}), "canvas.currency"),
            (a_document(canvas={**HEAD, "currency": "XYZ"}), "canvas.currency"),
            (a_document(canvas={**HEAD, "summary": None}), "canvas.summary"),
            (a_document(canvas={**HEAD, "layout": "nine_blocks"}), "canvas.layout"),
            (a_document(canvas={**HEAD, "usd_rate": "0"}), "canvas.usd_rate"),
            (a_document(canvas={**HEAD, "usd_rate": -1}), "canvas.usd_rate"),
            (a_document(canvas={**HEAD, "usd_rate": "1.0000000001"}), "canvas.usd_rate"),
            (a_document(canvas={**HEAD, "usd_rate": 10**9}), "canvas.usd_rate"),
            (a_document(canvas={**HEAD, "usd_rate": "1000000.000000001"}), "canvas.usd_rate"),
            (a_document(canvas={**HEAD, "usd_rate": "1e2"}), "canvas.usd_rate"),
            (a_document(canvas={**HEAD, "usd_rate_date": "31.3.2025"}), "canvas.usd_rate_date"),
            (a_document(canvas=[]), "canvas"),
            (a_document(brief={"price": "9"}), "brief.price"),
            (a_document(brief={"pain_points": ["a"]}), "brief.pain_points"),
            (a_document(brief={"pain_points": "a" * 1001}), "brief.pain_points"),
            (a_document(segments={}), "segments"),
            (a_document(segments=[{"name": f"s{n}"} for n in range(9)]), "segments"),
            (a_document(segments=[{"name": "a", "colour": 9}]), "segments.0.colour"),
            (a_document(segments=[{"name": "a", "colour": "1"}]), "segments.0.colour"),
            (a_document(segments=[{"name": "a", "colour": 1.5}]), "segments.0.colour"),
            (a_document(segments=[{"name": "a", "colour": True}]), "segments.0.colour"),
            (a_document(segments=[{"name": "Leads"}, {"name": "leads"}]), "segments.1.name"),
            (a_document(blocks={"customers": []}), "blocks.customers"),
            (a_document(blocks={"target_market": [{"text": ""}]}), "blocks.target_market.0.text"),
            (a_document(blocks={"target_market": [{}]}), "blocks.target_market.0.text"),
            (a_document(blocks={"target_market": ["Leads"]}), "blocks.target_market.0"),
            (
                a_document(blocks={"target_market": [{"text": "a", "status": "true"}]}),
                "blocks.target_market.0.status",
            ),
            (
                a_document(blocks={"target_market": [{"text": "a", "segments": ["Leads"]}]}),
                "blocks.target_market.0.segments.0",
            ),
            (
                a_document(blocks={"key_activities": [{"text": "a"}, {"text": "b", "features": ["None"]}]}),
                "blocks.key_activities.1.features.0",
            ),
            (
                a_document(blocks={"key_activities": [{"text": "a", "lines": ["inference-1"]}]}),
                "blocks.key_activities.0.lines.0",
            ),
            (
                a_document(
                    segments=[{"name": "Leads"}],
                    blocks={"target_market": [{"text": "a", "segments": ["Leads", "Leads"]}]},
                ),
                "blocks.target_market.0.segments.1",
            ),
            (a_document(features=[{"name": "Search"}, {"name": "SEARCH"}]), "features.1.name"),
            (a_feature(uses_ai="yes"), "features.0.uses_ai"),
            (a_feature(usage={"active_users": "0"}), "features.0.usage.active_users"),
            (a_feature(usage={"users": "5"}), "features.0.usage.users"),
            (a_feature(costs=[{"amount": "5"}]), "features.0.costs.0.kind"),
            (a_feature(costs=[{"kind": "retention"}]), "features.0.costs.0.kind"),
            (a_feature(costs=[REVIEW, {"kind": "magic"}]), "features.0.costs.1.kind"),
            (a_feature(costs=[{**REVIEW, "input_tokens": "5"}]), "features.0.costs.0.input_tokens"),
            (a_feature(costs=[{**REVIEW, "method": "time_saved"}]), "features.0.costs.0.method"),
            (a_feature(costs=[REVIEW, REVIEW, {**MODEL, "retry_rate": "1 %%"}]), "features.0.costs.2.retry_rate"),
            (a_feature(costs=[{"kind": "other", "basis": "per_year"}]), "features.0.costs.0.basis"),
            (a_feature(costs=[{"kind": "other", "months": "0 to 2"}]), "features.0.costs.0.months"),
            (
                a_feature(costs=[{**MODEL, "price_per_million_output": "3"}]),
                "features.0.costs.0.price_per_million_output",
            ),
            (a_feature(costs=[{**REVIEW, "key": "a"}, {**REVIEW, "key": "a"}]), "features.0.costs.1.key"),
            (a_feature(costs=[REVIEW, {**REVIEW, "key": "usage"}]), "features.0.costs.1.key"),
            (a_feature(costs=[REVIEW] * 51), "features.0.costs"),
            (a_feature(value=[SUBSCRIPTION] * 51), "features.0.value"),
            (a_document(features=[{"name": f"F{n}"} for n in range(501)]), "features"),
            (a_document(features=[{"name": f"F{n}", "costs": [REVIEW] * 50} for n in range(41)]), "features"),
            (a_feature(value=[{"kind": "perceived"}]), "features.0.value.0.method"),
            (a_feature(value=[{"kind": "perceived", "method": "joy"}]), "features.0.value.0.method"),
            (a_feature(value=[{"kind": "retention", "churn_without": "0%"}]), "features.0.value.0.churn_without"),
            (a_feature(not_applicable={"other": "none"}), "features.0.not_applicable.other"),
            (
                a_feature(costs=[REVIEW], not_applicable={"human_review": "nobody looks"}),
                "features.0.not_applicable.human_review",
            ),
            (a_feature(value=[SUBSCRIPTION], neither_driver="internal"), "features.0.neither_driver"),
            (a_feature(costs=[{**REVIEW, "evidence": {"level": "sure"}}]), "features.0.costs.0.evidence.level"),
            (a_feature(costs=[{**REVIEW, "evidence": {"date": "soon"}}]), "features.0.costs.0.evidence.date"),
            (a_feature(usage={"evidence": {"url": "javascript:alert(1)"}}), "features.0.usage.evidence.url"),
            (a_feature(usage={"evidence": {"url": "data:text/html,a"}}), "features.0.usage.evidence.url"),
            (a_feature(usage={"evidence": {"url": "ftp://example.com"}}), "features.0.usage.evidence.url"),
        ],
    )
    def test_a_refusal_names_the_place_and_says_what_to_do(self, source, where):
        refused = refusal(source)
        assert refused.where == where
        assert refused.what.endswith((".", ":", "?"))

    def test_an_unknown_key_is_answered_with_the_nearest_known_one(self):
        assert "retry_rate" in refusal(a_feature(costs=[{**MODEL, "retry_rat": "5%"}])).what

    def test_a_key_that_comes_twice_is_refused_at_its_object(self):
        source = '{"format": "canvas-ledger/1", "canvas": {"title": "a", "title": "b", "currency": "USD"}}'
        assert refusal(source).where == "canvas"
        assert "“title”" in refusal(source).what

    @pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity", "1e999"])
    def test_what_is_no_finite_number_is_refused(self, constant):
        source = a_feature(usage={"active_users": 0}).replace('"active_users": 0', f'"active_users": {constant}')
        assert refusal(source).where == "features.0.usage.active_users"


class TestEstimates:
    @pytest.mark.parametrize(
        ("number", "text"),
        [
            ("0.10", "0.1"),
            ("1e3", "1000"),
            ("12000", "12000"),
            ("1.0", "1"),
            ("0.00001", "0.00001"),
            ("1E-7", "0.0000001"),
        ],
    )
    def test_a_number_is_kept_as_its_shortest_decimal_text(self, number, text):
        source = a_feature(usage={"active_users": 0}).replace('"active_users": 0', f'"active_users": {number}')
        assert read(source).features[0].usage.active_users == text

    def test_a_text_is_kept_as_typed(self):
        assert read(a_feature(usage={"active_users": " 8K–15k "})).features[0].usage.active_users == "8K–15k"

    def test_an_empty_field_is_one_that_is_not_filled(self):
        line = read(a_feature(costs=[{**REVIEW, "hourly_rate": ""}])).features[0].costs[0]
        assert "hourly_rate" not in line.fields

    def test_the_exchange_rate_is_exact(self):
        rates = [read(a_document(canvas={**HEAD, "usd_rate": rate})).canvas.usd_rate for rate in (0.92, "0.920")]
        assert rates == [Decimal("0.92"), Decimal("0.92")]


class TestKeys:
    def test_lines_without_a_key_are_numbered_by_kind_through_the_document(self):
        document = read(
            a_document(features=[{"name": "A", "costs": [REVIEW, MODEL]}, {"name": "B", "costs": [MODEL, REVIEW]}])
        )
        assert [line.key for line in document.lines] == [
            "human_review-1",
            "inference-1",
            "inference-2",
            "human_review-2",
        ]

    def test_a_number_that_a_later_line_has_is_left_to_it(self):
        document = read(a_feature(costs=[REVIEW, REVIEW, {**REVIEW, "key": "human_review-1"}]))
        assert [line.key for line in document.lines] == ["human_review-2", "human_review-3", "human_review-1"]

    def test_a_note_may_name_a_key_that_is_only_made_on_reading(self):
        notes = {"cost_structure": [{"text": "Review", "lines": ["human_review-1"]}]}
        document = read(a_document(blocks=notes, features=[{"name": "A", "costs": [REVIEW]}]))
        assert document.blocks["cost_structure"][0].lines == ("human_review-1",)


class TestOrder:
    def test_what_a_note_points_at_stands_in_the_order_of_the_document(self):
        document = read(
            a_document(
                segments=[{"name": "A"}, {"name": "B"}],
                features=[{"name": "C"}, {"name": "D"}],
                blocks={"target_market": [{"text": "a", "segments": ["B", "A"], "features": ["D", "C"]}]},
            )
        )
        note = document.blocks["target_market"][0]
        assert (note.segments, note.features) == (("A", "B"), ("C", "D"))

    def test_a_segment_without_a_colour_takes_the_first_that_is_free(self):
        document = read(a_document(segments=[{"name": "A"}, {"name": "B", "colour": 1}, {"name": "C"}]))
        assert [segment.colour for segment in document.segments] == [2, 1, 3]


class TestHostileText:
    @pytest.mark.parametrize("character", ["\\u0000", "\\ud800", "\\udfff", "\\udc00\\ud800"])
    @pytest.mark.parametrize("place", ["title", "summary", "value_statement", "currency"])
    def test_what_no_database_can_hold_is_refused(self, character, place):
        source = a_document(canvas={**HEAD, place: "@"}).replace("@", character)
        assert refusal(source).where == f"canvas.{place}"

    def test_an_unknown_key_of_any_size_is_shown_short_and_whole_characters_only(self):
        refused = refusal(a_document().replace('"title"', '"\\ud800' + "x" * 100_000 + '"'))
        assert len(str(refused)) < 400
        str(refused).encode()

    def test_a_whole_surrogate_pair_is_a_character(self):
        assert read(a_document(canvas={**HEAD, "title": "🎧"})).canvas.title == "🎧"

    def test_line_ends_are_made_one(self):
        document = read(a_document(blocks={"target_market": [{"text": "a\r\nb\rc"}]}))
        assert document.blocks["target_market"][0].text == "a\nb\nc"

    @pytest.mark.parametrize(
        "text",
        ["<script>alert(1)</script>", "{{ 7*7 }}{% include 'x' %}", '"><img src=x onerror=a>', "=1+1", "'; drop"],
    )
    def test_what_would_run_elsewhere_is_plain_text_here(self, text):
        assert read(a_document(canvas={**HEAD, "title": text})).canvas.title == text


class TestWhatAFileMayNotSay:
    """A43: a file says nothing of who owns, may, was or when."""

    FORBIDDEN = ("id", "owner", "role", "workspace", "by", "token", "created_at", "changed_at", "revision", "version")

    @pytest.mark.parametrize("key", FORBIDDEN)
    def test_no_object_of_the_format_takes_it(self, key):
        value = "0b7a4d1e-0000-4000-8000-000000000000"
        places = {
            key: a_document(**{key: value}),
            f"canvas.{key}": a_document(canvas={**HEAD, key: value}),
            f"brief.{key}": a_document(brief={key: value}),
            f"segments.0.{key}": a_document(segments=[{"name": "Leads", key: value}]),
            f"blocks.target_market.0.{key}": a_document(blocks={"target_market": [{"text": "a", key: value}]}),
            f"features.0.{key}": a_feature(**{key: value}),
            f"features.0.usage.{key}": a_feature(usage={key: value}),
            f"features.0.costs.0.{key}": a_feature(costs=[{**REVIEW, key: value}]),
            f"features.0.costs.0.evidence.{key}": a_feature(costs=[{**REVIEW, "evidence": {key: value}}]),
            f"features.0.costs.0.limits.hourly_rate.{key}": a_feature(
                costs=[{**REVIEW, "limits": {"hourly_rate": {key: value}}}]
            ),
            f"features.0.costs.0.split.0.{key}": a_feature(costs=[{**REVIEW, "split": [{key: value}]}]),
            f"features.0.costs.0.prices.{key}": a_feature(costs=[{**MODEL, "prices": {key: value}}]),
            f"features.0.scenarios.0.{key}": a_feature(scenarios=[{"name": "A", key: value}]),
            f"features.0.scenarios.0.inputs.0.{key}": a_feature(scenarios=[{"name": "A", "inputs": [{key: value}]}]),
            f"features.0.actuals.0.{key}": a_feature(actuals=[{"date": "2025-01-01", key: value}]),
            f"canvas.check_next.{key}": a_document(canvas={**HEAD, "check_next": {key: value}}),
        }
        assert {where: refusal(source).where for where, source in places.items()} == {where: where for where in places}
