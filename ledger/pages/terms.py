"""The words of the ledger, each with what it means: the one place from which pages and the glossary take them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means in one or two short sentences, and by what other names it goes."""

    id: str
    word: str
    meaning: str
    also: str = ""

    def says(self, text: str) -> bool:
        """Whether `text` stands in the word, its other names or what it means, in capitals or not."""
        return text.casefold() in f"{self.word} {self.also} {self.meaning}".casefold()


GROUPS: Mapping[str, Sequence[Term]] = {
    "Per use": (
        Term(
            "contribution",
            "Contribution",
            "What a use brings in, less what it costs to serve. Before fixed costs.",
            also="contribution margin",
        ),
        Term(
            "value_captured",
            "Value captured",
            "What reaches us from a use: price, subscription, advertising, savings, customers who stay.",
        ),
        Term(
            "variable_costs",
            "Variable costs",
            "What a use costs to serve: the model, review, data bought per use.",
            also="cost to serve, cost per use",
        ),
        Term(
            "worth_to_the_user",
            "Worth to the user",
            "What a use saves or gives the user, in money. Not income: it is the ceiling on the price.",
            also="perceived value, value to the user",
        ),
        Term("price_to_the_payer", "Price to the payer", "What one who pays pays, per use."),
        Term(
            "value_stick",
            "Value stick",
            "What a use is worth to the user, its price, what we capture and what it costs, on one scale.",
        ),
    ),
    "A month": (
        Term("uses_a_month", "Uses a month", "Active users, times the uses of each in a month.", also="volume"),
        Term("fixed_costs", "Fixed costs", "Costs of a month that don’t grow with use."),
        Term(
            "margin",
            "Margin",
            "What is left of a month after fixed costs too. The month’s result.",
            also="monthly profit",
        ),
        Term("break_even", "Break-even", "The uses a month at which the expected margin is zero."),
        Term("shared_cost", "Shared cost", "A cost that several features bear, each its per cent of it."),
        Term(
            "heavy_users",
            "Heavy users",
            "The few who use a feature most. Where use isn’t paid for, they can cost more than they bring in.",
            also="heavy-user tail",
        ),
    ),
    "How sure": (
        Term(
            "estimate",
            "Estimate",
            "A number as typed: one value, a range that holds in 90 of 100 cases, or least, most likely and most.",
        ),
        Term(
            "expected",
            "Expected",
            "The average over all cases, weighted by use. Expected figures add up and multiply.",
            also="mean",
        ),
        Term(
            "middle_90",
            "Middle 90%",
            "One case in twenty lies below the low end, one in twenty above the high end.",
            also="range, P5 to P95",
        ),
        Term(
            "chance_of_a_loss",
            "Chance of a loss",
            "Of 100 cases, those that lose: on a use, or over a month. It always says which.",
        ),
        Term("evidence", "Evidence", "How a number is known: guess, benchmark, user research or measured."),
        Term("ageing", "Ageing", "Said of evidence that is older than your workspace trusts."),
        Term(
            "swing",
            "Swing",
            "How far the contribution moves when one number goes from its low end to its high end.",
            also="tornado",
        ),
        Term(
            "worth_of_knowing",
            "Worth of knowing",
            "What knowing a number for sure could save a month, because you would decide differently.",
        ),
    ),
    "What to do": (
        Term("lever", "Lever", "A number of yours that could change, and how far it would have to."),
        Term(
            "within_reach",
            "Within reach",
            "As far as somebody could propose: a price up to twice as high, review down to a tenth, whole calls.",
        ),
        Term("plan", "Plan", "Two or three levers that together make it healthy."),
        Term("limit", "Limit", "What you say of a number: that it can’t change, or how far it can go."),
        Term("scenario", "Scenario", "A copy of the numbers to try things in. The ledger stays as it is."),
        Term("next_check", "Next check", "The one number whose answer could change your decision most."),
        Term(
            "ready_to_pitch",
            "Ready to pitch",
            "Healthy, worth its price to the user, and its three weightiest numbers are no guesses.",
            also="may it be pitched",
        ),
    ),
    "Verdicts": (
        Term("verdict", "Verdict", "What the figures come to, by how often a use and a month lose."),
        Term("healthy", "Healthy", "At most 10 of 100 uses lose, and at most 20 of 100 months."),
        Term("fragile", "Fragile", "It earns, but a loss is a real chance: on a use or over a month."),
        Term(
            "below_break_even",
            "Below break-even",
            "A use earns, but there are too few of them for the fixed costs.",
        ),
        Term(
            "loses_on_every_use",
            "Loses on every use",
            "More than half of all cases lose on a use. Where a use is expected to lose, more volume makes it worse.",
            also="redesign",
        ),
        Term(
            "not_quantified",
            "Not quantified",
            "A question is still open, so there is no figure.",
            also="don’t pitch yet",
        ),
    ),
    "Customers": (
        Term(
            "share_who_pay",
            "Share who pay",
            "Of the active users, those who pay because of this feature.",
            also="attach rate",
        ),
        Term("monthly_churn", "Monthly churn", "Of the customers at the start of a month, those gone by its end."),
        Term(
            "conversion_uplift",
            "Conversion uplift",
            "Of the active users, those who become customers in a month because of this feature.",
        ),
    ),
    "Models and prices": (
        Term(
            "kept_prices",
            "Kept prices",
            "What a model cost on the day its line was priced. Figures stand on them until you take today’s.",
        ),
        Term(
            "cached_share",
            "Cached share",
            "Of the tokens that go in, those that the provider has kept from an earlier call and sells for less.",
        ),
        Term("retry_rate", "Retry rate", "Of the calls, those that are made a second time and paid twice."),
        Term(
            "price_factor",
            "Price factor",
            "What the list price is multiplied by, and why: batch, region, a negotiated price, a reseller, tax.",
        ),
        Term(
            "model_swap",
            "Model swap",
            "The same calls priced under another model that can do the same, all else as it is.",
            also="another model",
        ),
    ),
    "Actuals": (
        Term("actuals", "Actuals", "What was counted on a day: uses, cost, revenue, tokens, reviews."),
        Term(
            "proposed_range",
            "Proposed range",
            "The middle 90% of what was measured, for you to take in place of an estimate or leave.",
        ),
    ),
}
TERMS: Mapping[str, Term] = {term.id: term for terms in GROUPS.values() for term in terms}


def found(text: str) -> Mapping[str, Sequence[Term]]:
    """Return the groups with the terms that say `text`; all of them where it is ""."""
    kept = {group: [term for term in terms if term.says(text)] for group, terms in GROUPS.items()}
    return {group: terms for group, terms in kept.items() if terms}
