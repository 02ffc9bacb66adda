"""The numbers that only their people know: how each is asked for, and the ways in which a feature earns."""

from dataclasses import dataclass

from economics import kinds
from economics.numbers import USAGE

QUESTIONS = {
    (USAGE, "active_users"): ("How many people use it?", "people a month"),
    (USAGE, "uses_per_user_per_month"): ("How often does each use it?", "uses a month"),
    ("time_saved", "minutes_saved_per_use"): ("How much time does a use save?", "minutes a use"),
    ("time_saved", "hourly_value"): ("What is an hour of theirs worth?", "money an hour"),
    ("subscription", "price_per_month"): ("What does the plan cost?", "money a month"),
    ("subscription", "attach_rate"): ("How many pay because of it?", "% of active users"),
    ("price_per_use", "amount"): ("What do they pay for a use?", "money a use"),
    ("cost_saving", "amount"): ("How much does it save us?", "money a month"),
    ("retention", "margin_per_user_per_month"): ("What does a customer leave us?", "money a month"),
    ("retention", "churn_without"): ("How many would leave without it?", "% of users a month"),
    ("retention", "churn_with"): ("How many leave with it?", "% of users a month"),
    ("inference", "input_tokens"): ("How many tokens go into a call?", "tokens"),
    ("inference", "output_tokens"): ("How many tokens come out of a call?", "tokens"),
    ("inference", "calls_per_use"): ("How many calls does a use make?", "calls"),
    ("human_review", "share_reviewed"): ("What share is reviewed?", "% of uses"),
    ("human_review", "minutes_per_review"): ("How long does a review take?", "minutes"),
    ("human_review", "hourly_rate"): ("What does an hour of review cost?", "money an hour"),
}
"""By the kind of a line, or its method where it has one, and the field: the question, and the unit of its answer."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which a feature earns: what a person says of it, and the line that it is."""

    words: str
    kind: str
    method: str

    @property
    def fields(self) -> tuple[kinds.Field, ...]:
        return kinds.line_type(self.kind, self.method).fields


WAYS = {
    "plan": Way("They pay for a plan", "monetization", "subscription"),
    "use": Way("They pay per use", "monetization", "price_per_use"),
    "stay": Way("It keeps customers", "retention", ""),
    "save": Way("It saves us cost", "monetization", "cost_saving"),
}
FIRST_NUMBERS = 5
WORTH = kinds.line_type("perceived", "time_saved")


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that is asked for first: `kind` and `method` are those of its line, USAGE and "" for the usage."""

    kind: str
    method: str
    field: kinds.Field

    @property
    def name(self) -> str:
        """What it is called in a form."""
        return f"{self.method or self.kind}_{self.field.name}"

    @property
    def words(self) -> str:
        return question(self.kind, self.method, self.field)[0]

    @property
    def unit(self) -> str:
        return question(self.kind, self.method, self.field)[1]


def first_numbers(way: Way) -> list[Asked]:
    """Return what is asked first of a feature that earns in this way: five numbers, six where it keeps customers."""
    usage = [Asked(USAGE, "", field) for field in kinds.USAGE_FIELDS]
    minutes, hour = (Asked(WORTH.kind, WORTH.method, field) for field in WORTH.fields)
    earned = [Asked(way.kind, way.method, field) for field in way.fields]
    least = [*usage, minutes, *earned]
    return least if len(least) >= FIRST_NUMBERS else [*usage, minutes, hour, *earned]


def question(kind: str, method: str, field: kinds.Field) -> tuple[str, str]:
    """Return how a number is asked for and the unit of the answer; its label where nobody asks for it so."""
    return QUESTIONS.get((method or kind, field.name), (field.label, field.unit))
