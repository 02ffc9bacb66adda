"""Estimate against actuals: what is compared, where it lies, what range is proposed, and what accepting it does."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from canvas.actions import steps
from economics import Summary
from ledger.actions import actuals as actions
from ledger.actions import lines
from ledger.actuals.against import ABOVE, BELOW, INSIDE, UNKNOWN, lies
from ledger.figures.sheets import row_of
from ledger.models import Feature, Line
from ledger.pages.sections import Sections
from ledger.tables import Day
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, PAID_PER_USE, REVIEW, STORAGE
from tests.ledger.parts import from_part, part_url

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 1)
MODEL = {
    "kind": "inference",
    "label": "Summarise",
    "price_per_million_input": "1",
    "price_per_million_output": "2",
    "calls_per_use": "2",
    "input_tokens": "100 to 200",
    "output_tokens": "50",
}
RETENTION = {"kind": "retention", "margin_per_user_per_month": "10", "churn_without": "5%", "churn_with": "4%"}


@pytest.fixture
def earner(canvas, olga):
    return feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [*EARNING["lines"], MODEL]})


def count(feature, by, days=6, **each):
    """Store days in a row, each with these counts; a list gives each day its own."""
    counted = [
        Day(
            FIRST + timedelta(days=n),
            **{name: held[n] if isinstance(held, list) else held for name, held in each.items()},
        )
        for n in range(days)
    ]
    actions.import_days(canvas=feature.canvas, feature_id=feature.pk, days=counted, by=by)


def section(feature):
    return Sections(feature.canvas, row_of(feature.canvas, feature.pk)).actuals


def compared(feature, name):
    return next(each for each in section(feature).comparisons if each.name == name)


def accepted(client, feature, proposal, **otherwise):
    sent = {"version": proposal.version, "number": str(proposal.number), "text": proposal.text}
    return client.post(reverse("ledger:actuals-accept", args=[feature.canvas_id, feature.pk]), sent | otherwise)


@pytest.mark.parametrize(
    ("value", "ends", "where"),
    [
        *((1.0, (1, 2), INSIDE), (2.0, (1, 2), INSIDE), (2.001, (1, 2), ABOVE), (0.999, (1, 2), BELOW)),
        *((100.4, (100, 100), INSIDE), (101, (100, 100), ABOVE), (99, (100, 100), BELOW), (1, None, UNKNOWN)),
    ],
)
def test_a_value_lies_inside_above_or_below(value, ends, where):
    estimate = ends and Summary(mean=sum(ends) / 2, p5=ends[0], p50=sum(ends) / 2, p95=ends[1])
    assert lies(value, estimate) == where


class TestWhatIsCompared:
    def test_nothing_before_anything_is_counted(self, earner, victor_client):
        assert section(earner).counts is None
        page = victor_client.get(part_url(earner, "actuals")).text
        assert "Nothing counted yet." in page
        assert "Import" not in page
        assert "<table" not in page

    def test_the_volume_beside_active_users_times_uses(self, earner, olga):
        count(earner, olga, uses=50)
        found = compared(earner, "Uses a month")
        assert (found.estimate, found.actual, found.where) == ("1,000", "1,522", ABOVE)

    def test_uses_per_user_where_the_users_are_known(self, canvas, earner, olga):
        count(earner, olga, uses=50)
        found = compared(earner, "Uses per user per month")
        assert (found.estimate, found.actual, found.how) == ("10", "15.22", "At 100 active users.")
        Feature.objects.filter(pk=earner.pk).update(active_users="90 to 110")
        assert not [each for each in section(earner).comparisons if each.name == "Uses per user per month"]

    def test_the_cost_beside_the_variable_costs_and_inference_alone(self, earner, olga):
        count(earner, olga, uses=100, cost=Decimal("0.05"))
        found = compared(earner, "Cost per use")
        assert found.where == BELOW
        assert found.words == "Below the estimate of the whole, inside that of inference alone"
        assert found.how.startswith("Of which inference alone: $0.0004")

    def test_revenue_without_retention(self, canvas, olga):
        lines = [REVIEW, PAID_PER_USE, RETENTION]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        count(feature, olga, uses=100, revenue=Decimal(25))
        found = compared(feature, "Revenue per use")
        assert (found.estimate, found.actual, found.where) == ("$0.250", "$0.250", INSIDE)
        assert found.how == "Retention is left out: no day shows it."

    def test_tokens_are_those_of_a_call(self, earner, olga):
        count(earner, olga, uses=10, input_tokens=3000, output_tokens=1000)
        found = compared(earner, "Summarise: Input tokens per call")
        assert (found.actual, found.where, found.how) == ("150", INSIDE, "At 2 calls a use.")
        assert compared(earner, "Summarise: Output tokens per call").where == INSIDE

    def test_tokens_of_two_lines_are_not_told_apart(self, canvas, olga):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [MODEL, {**MODEL, "label": "Other"}]})
        count(feature, olga, uses=10, input_tokens=3000)
        assert [each.name for each in section(feature).comparisons] == ["Uses a month", "Uses per user per month"]
        said = "Tokens were counted in all, so they can’t be told apart between 2 inference lines."
        assert section(feature).not_compared == [said]

    def test_what_no_line_can_be_held_against_is_said(self, canvas, olga, victor_client):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [STORAGE, PAID_PER_USE]})
        count(feature, olga, uses=10, input_tokens=3000, reviewed=2)
        said = [
            "Tokens were counted, but the feature has no inference line of its own to hold them against.",
            "Reviews were counted, but the feature has no human review line of its own to hold them against.",
        ]
        assert section(feature).not_compared == said
        assert all(each in victor_client.get(part_url(feature, "actuals")).text for each in said)

    def test_tokens_wait_for_the_calls_that_they_are_divided_by(self, canvas, olga):
        lines = [{**MODEL, "calls_per_use": "many"}]
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": lines})
        count(feature, olga, uses=10, input_tokens=3000)
        said = "Tokens were counted; they are compared once the calls per use of the inference line can be read."
        assert section(feature).not_compared == [said]

    def test_what_is_compared_is_not_said_to_be_left_out(self, earner, olga):
        count(earner, olga, uses=10, input_tokens=3000, output_tokens=1000, reviewed=2)
        assert section(earner).not_compared == []

    def test_a_share_above_all_proposes_nothing(self, earner, olga):
        count(earner, olga, uses=10, reviewed=20)
        found = compared(earner, "Human review: Share reviewed")
        assert found.actual == "200%"
        assert found.proposal is None
        assert "More uses were reviewed than were counted" in found.how

    def test_a_feature_without_estimates_has_nothing_to_compare_with(self, canvas, olga):
        feature = feature_with_lines(canvas, by=olga, name="Empty")
        count(feature, olga, uses=10, cost=Decimal(1), revenue=Decimal(1), reviewed=1, input_tokens=1)
        assert {each.where for each in section(feature).comparisons} == {UNKNOWN}
        assert "Nothing of it can be compared" in section(feature).finding

    def test_the_finding_names_what_lies_outside(self, earner, olga):
        count(earner, olga, uses=33, reviewed=3)
        assert section(earner).finding == (
            "6 days were counted, 1–6 Nov 2026. "
            "Outside its estimate: Human review: Share reviewed above; 2 more lie inside."
        )

    def test_the_table_holds_the_latest_days(self, earner, olga, victor_client):
        count(earner, olga, days=70, uses=33)
        page = victor_client.get(part_url(earner, "actuals")).text
        assert "The latest 62 of the 70 days behind it" in page
        assert ">8 Nov 2026</th>" not in page
        assert ">9 Nov 2026</th>" in page


class TestTheProposal:
    def test_it_is_the_middle_of_the_days_rounded_outward(self, earner, olga):
        count(earner, olga, uses=1000, reviewed=[11, 20, 30, 40, 50, 61])
        found = compared(earner, "Human review: Share reviewed").proposal
        assert (found.text, found.now) == ("1.32% to 5.83%", "1%")
        assert found.evidence["evidence_source"] == "Actuals 1–6 Nov 2026"

    def test_few_days_propose_nothing_and_say_how_many_are_missing(self, earner, olga):
        count(earner, olga, days=3, uses=1000, reviewed=11)
        found = compared(earner, "Human review: Share reviewed")
        assert found.proposal is None
        assert found.waits == "2 days more, and a range can be proposed."

    def test_the_amount_of_the_one_line_that_makes_a_figure(self, canvas, olga):
        feature = feature_with_lines(canvas, by=olga, **{**EARNING, "lines": [STORAGE, PAID_PER_USE]})
        count(feature, olga, uses=100, cost=Decimal(3), revenue=Decimal(20))
        assert compared(feature, "Cost per use").proposal.text == "0.03"
        assert compared(feature, "Revenue per use").proposal.text == "0.2"

    def test_of_two_costs_none_is_proposed(self, earner, olga):
        count(earner, olga, uses=100, cost=Decimal(3))
        assert compared(earner, "Cost per use").proposal is None

    def test_a_number_that_divides_is_never_proposed_as_nought(self, earner, olga):
        count(earner, olga, uses=[0, 0, 0, 0, 5, 5])
        found = compared(earner, "Uses per user per month")
        assert found.proposal is None
        assert found.waits == "Some days had no use at all, so no range is proposed."


class TestAccepting:
    def test_it_writes_the_range_with_its_evidence_and_the_figures_follow(self, canvas, earner, olga, edda_client):
        count(earner, olga, uses=100, reviewed=10)
        before = row_of(canvas, earner.pk).evaluation.results.variable_cost_per_use.mean
        answer = accepted(edda_client, earner, compared(earner, "Human review: Share reviewed").proposal)
        assert answer.url == part_url(earner, "actuals")
        line = Line.objects.get(kind="human_review")
        assert line.share_reviewed == "10%"
        assert (line.evidence_level, line.evidence_source) == ("measured", "Actuals 1–6 Nov 2026")
        assert line.evidence_date == date(2026, 11, 6)
        assert row_of(canvas, earner.pk).evaluation.results.variable_cost_per_use.mean > before
        assert compared(earner, "Human review: Share reviewed").waits == "What is typed is what was measured."

    def test_it_is_one_step_that_can_be_undone(self, canvas, earner, olga, edda, edda_client):
        count(earner, olga, uses=100, reviewed=10)
        accepted(edda_client, earner, compared(earner, "Human review: Share reviewed").proposal)
        steps.undo(canvas=canvas, by=edda)
        line = Line.objects.get(kind="human_review")
        assert (line.share_reviewed, line.evidence_level, line.evidence_date) == ("1%", "", None)

    def test_usage_is_accepted_as_well(self, earner, olga, edda_client):
        count(earner, olga, uses=50)
        accepted(edda_client, earner, compared(earner, "Uses per user per month").proposal)
        feature = Feature.objects.get(pk=earner.pk)
        assert feature.uses_per_user_per_month == "15.2 to 15.3"
        assert feature.evidence_level == "measured"

    def test_what_was_not_counted_and_is_uncertain_does_not_become_measured_with_it(self, earner, olga, edda_client):
        review = earner.lines.get(kind="human_review")
        lines.edit_line(canvas=earner.canvas, line_id=review.pk, version=1, by=olga, minutes_per_review="2 to 5")
        count(earner, olga, uses=100, reviewed=10)
        proposal = compared(earner, "Human review: Share reviewed").proposal
        assert proposal.unproven == "time per review"
        accepted(edda_client, earner, proposal)
        review.refresh_from_db()
        assert (review.share_reviewed, review.evidence_level, review.evidence_source) == ("10%", "", "")
        said = edda_client.get(part_url(earner, "actuals")).text
        assert "10% accepted<" in said

    def test_htmx_gets_the_sheet_with_the_new_figures(self, earner, olga, edda_client):
        count(earner, olga, uses=100, reviewed=10)
        proposal = compared(earner, "Human review: Share reviewed").proposal
        sent = {"version": proposal.version, "number": str(proposal.number), "text": proposal.text}
        to = reverse("ledger:actuals-accept", args=[earner.canvas_id, earner.pk])
        answer = edda_client.post(to, sent, headers=from_part(earner, "actuals"))
        assert answer.text.startswith(f'<div class="feature-page" id="feature-{earner.pk}"')
        assert "What is typed is what was measured." in answer.text

    @pytest.mark.parametrize(
        "otherwise", [{"text": "5%"}, {"number": "usage:active_users"}, {"number": "x:amount"}, {"version": "9"}]
    )
    def test_what_is_not_proposed_is_refused(self, earner, olga, edda_client, otherwise):
        count(earner, olga, uses=100, reviewed=10)
        proposal = compared(earner, "Human review: Share reviewed").proposal
        assert accepted(edda_client, earner, proposal, **otherwise).status_code == 409
        assert Line.objects.get(kind="human_review").share_reviewed == "1%"

    @pytest.mark.parametrize("missing", [{"text": ""}, {"version": ""}, {"number": ""}, {"number": "usage"}])
    def test_what_is_not_said_in_full_is_refused(self, earner, olga, edda_client, missing):
        count(earner, olga, uses=100, reviewed=10)
        proposal = compared(earner, "Human review: Share reviewed").proposal
        assert accepted(edda_client, earner, proposal, **missing).status_code == 422

    def test_a_number_that_another_person_changed_is_not_overwritten(self, canvas, earner, olga, edda_client):
        count(earner, olga, uses=100, reviewed=10)
        proposal = compared(earner, "Human review: Share reviewed").proposal
        line = Line.objects.get(kind="human_review")
        lines.edit_line(canvas=canvas, line_id=line.pk, version=line.version, by=olga, share_reviewed="3%")
        answer = accepted(edda_client, earner, proposal)
        assert answer.status_code == 409
        assert "Olga changed this while you were editing." in answer.text
        assert Line.objects.get(kind="human_review").share_reviewed == "3%"


@pytest.mark.parametrize("person", ["rita", "victor"])
def test_who_may_not_edit_sees_the_comparison_and_no_control(request, earner, olga, person):
    count(earner, olga, uses=100, reviewed=10)
    client = request.getfixturevalue(f"{person}_client")
    page = client.get(part_url(earner, "actuals")).text.partition('id="actuals"')[2].partition("</section>")[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "The days propose 10% in place of 1% ." in words
    assert "<form" not in page
    assert "Import actuals" not in page
    proposal = compared(earner, "Human review: Share reviewed").proposal
    assert accepted(client, earner, proposal).status_code == 403
