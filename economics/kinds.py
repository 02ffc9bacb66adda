"""The kinds of cost and value lines and their fields: one table for forms, documents and the arithmetic."""

from dataclasses import dataclass

from economics import units
from economics.fields import Field as Field

COST, VALUE = "cost", "value"
PER_USE, PER_MONTH, ONE_OFF = "per_use", "per_month", "one_off"

BASES = {PER_USE: "per use", PER_MONTH: "per month", ONE_OFF: "one-off, spread over months"}

KIND_WORDS = {
    "inference": "Inference",
    "data_acquisition": "Data acquisition",
    "human_review": "Human review",
    "other": "Other cost",
    "perceived": "Perceived by the user",
    "monetization": "Monetization",
    "retention": "Retention",
}
METHOD_WORDS = {
    "": "",
    "time_saved": "Time saved",
    "willingness_to_pay": "Willingness to pay",
    "money_saved": "Money saved",
    "price_per_use": "Price per use",
    "subscription": "Subscription",
    "conversion": "Conversion to paying",
    "advertising": "Advertising",
    "cost_saving": "Cost saving",
}

COST_KINDS = ("inference", "data_acquisition", "human_review", "other")
VALUE_KINDS = ("perceived", "monetization", "retention")
DRIVER_KINDS = ("monetization", "retention")
AI_COST_KINDS = ("inference", "data_acquisition", "human_review")


@dataclass(frozen=True, slots=True)
class LineType:
    """One pair of kind and method: its side (cost or value), words, fields and formula in words.

    `sentence` is the formula with what was typed in it: fields by name, `uses` for the uses per user per month. A line
    with a basis or a model has none; what it says depends on these.
    `has_basis`: the line says whether its amount is per use, per month or one-off. `has_model`: it may name
    a provider and a model in place of `own_prices`.
    """

    kind: str
    method: str
    side: str
    fields: tuple[Field, ...]
    formula: str
    sentence: str = ""
    has_basis: bool = False
    has_model: bool = False

    @property
    def words(self) -> str:
        """What a page calls such a line, such as "Time saved" or "Human review"."""
        return METHOD_WORDS[self.method] or KIND_WORDS[self.kind]

    def field(self, name: str) -> Field:
        """The field of this name, one of a unit where it may name a model; KeyError where the line has none."""
        known = {field.name: field for field in self.fields}
        return known[name] if name in known or not self.has_model else units.FIELDS[name]

    @property
    def numbers(self) -> tuple[Field, ...]:
        """All fields that a line can hold a number in, those of units too."""
        return (*self.fields, *units.FIELDS.values()) if self.has_model else self.fields

    def fields_on(self, basis: str) -> tuple[Field, ...]:
        """The fields that count on this basis ("" for a line that has none)."""
        return tuple(field for field in self.fields if field.basis in ("", basis))


USAGE_FIELDS = (
    Field("active_users", "Active users", "2,000 to 5,000", "people", divides=True),
    Field("uses_per_user_per_month", "Uses per user per month", "8 to 20", "uses", divides=True),
)

PER_USER_FIELDS = (
    Field("median", "Uses of the middle user", "10", "uses a month", divides=True),
    Field("p90", "Uses of the user at the top tenth", "40", "uses a month", divides=True),
    Field("p99", "Uses of the user at the top hundredth", "150", "uses a month", divides=True),
)
"""How use spreads between users: uses per user per month that half, 90% and 99% of the users stay below."""

OWN_PRICES = ("price_per_million_input", "price_per_million_cached_input", "price_per_million_output")

_INFERENCE = (
    Field("price_per_million_input", "Input price per million tokens", "2.5", "money", required=False),
    Field(
        "price_per_million_cached_input",
        "Cached input price per million tokens",
        "1.25",
        "money",
        required=False,
        if_empty="the input price",
    ),
    Field("price_per_million_output", "Output price per million tokens", "10", "money", required=False),
    Field("calls_per_use", "Calls per use", "1", "calls", required=False, default="1"),
    Field("input_tokens", "Input tokens per call", "8k to 15k", "tokens, cached ones included"),
    Field("cached_share", "Cached share", "0%", "of the input", share=True, required=False, default="0%"),
    Field("output_tokens", "Output tokens per call", "400 to 900", "tokens"),
    Field("retry_rate", "Retry rate", "2% to 5%", "of the calls", share=True, required=False, default="0%"),
    Field("price_factor", "Price factor", "0.5", "times the list price", required=False, default="1"),
)
_AMOUNT = (
    Field("amount", "Amount", "24,000", "money"),
    Field("months", "Spread over", "24", "months", divides=True, basis=ONE_OFF),
)


def _amount(label: str, hint: str, unit: str) -> tuple[Field, ...]:
    return (Field("amount", label, hint, unit),)


LINE_TYPES = (
    LineType(
        "inference",
        "",
        COST,
        _INFERENCE,
        "calls × (1 + retry rate) × price factor × (tokens and other units, each × its price)",
        has_model=True,
    ),
    LineType("data_acquisition", "", COST, _AMOUNT, "amount, per use, per month or spread over months", has_basis=True),
    LineType(
        "human_review",
        "",
        COST,
        (
            Field("share_reviewed", "Share reviewed", "2% to 5%", "of the uses", share=True),
            Field("minutes_per_review", "Time per review", "2 to 4", "minutes"),
            Field("hourly_rate", "Hourly rate", "30 to 40", "money"),
        ),
        "share reviewed × minutes × hourly rate",
        sentence="{share_reviewed} of uses × {minutes_per_review} minutes × {hourly_rate} an hour",
    ),
    LineType("other", "", COST, _AMOUNT, "amount, per use, per month or spread over months", has_basis=True),
    LineType(
        "perceived",
        "time_saved",
        VALUE,
        (
            Field("minutes_saved_per_use", "Time saved per use", "10 to 20", "minutes"),
            Field("hourly_value", "Value of an hour to the user", "40 to 60", "money"),
        ),
        "minutes saved × value of an hour",
        sentence="{minutes_saved_per_use} minutes saved × {hourly_value} an hour",
    ),
    LineType(
        "perceived",
        "willingness_to_pay",
        VALUE,
        _amount("What the user would pay per use", "0.10", "money"),
        "what the user would pay per use",
        sentence="Users would pay {amount} a use",
    ),
    LineType(
        "perceived",
        "money_saved",
        VALUE,
        _amount("Money the user saves per use", "0.50 to 1", "money"),
        "money saved per use",
        sentence="Saves users {amount} a use",
    ),
    LineType(
        "monetization",
        "price_per_use",
        VALUE,
        _amount("Price per use", "0.25", "money"),
        "price per use",
        sentence="{amount} a use",
    ),
    LineType(
        "monetization",
        "subscription",
        VALUE,
        (
            Field("price_per_month", "Price per month", "12", "money"),
            Field("attach_rate", "Share who pay", "3% to 8%", "of active users", share=True),
        ),
        "price per month × share who pay ÷ uses per user",
        sentence="{attach_rate} of active users × {price_per_month} a month ÷ {uses} uses each",
    ),
    LineType(
        "monetization",
        "conversion",
        VALUE,
        (
            Field("conversion_uplift", "Conversion uplift", "0.5% to 1%", "of active users a month", share=True),
            Field("value_per_conversion", "Value per conversion", "80 to 120", "money"),
        ),
        "conversion uplift × value per conversion ÷ uses per user",
        sentence="{conversion_uplift} of active users a month × {value_per_conversion} each ÷ {uses} uses each",
    ),
    LineType(
        "monetization",
        "advertising",
        VALUE,
        (
            Field("impressions_per_use", "Impressions per use", "2", "impressions"),
            Field("revenue_per_thousand", "Revenue per thousand impressions", "18", "money"),
        ),
        "impressions per use × revenue per thousand ÷ 1,000",
        sentence="{impressions_per_use} impressions × {revenue_per_thousand} a thousand",
    ),
    LineType(
        "monetization",
        "cost_saving",
        VALUE,
        _amount("Saving per month", "4,000 to 6,000", "money"),
        "saving per month ÷ uses per month",
        sentence="{amount} a month ÷ uses a month",
    ),
    LineType(
        "retention",
        "",
        VALUE,
        (
            Field("margin_per_user_per_month", "Margin per user per month", "9 to 11", "money", negative=True),
            Field("churn_without", "Monthly churn without it", "4% to 5%", "of customers", share=True, divides=True),
            Field("churn_with", "Monthly churn with it", "3.2% to 4%", "of customers", share=True),
        ),
        "margin per user × (1 − churn with ÷ churn without) ÷ uses per user",
        sentence=(
            "{margin_per_user_per_month} a user a month × (1 − {churn_with} ÷ {churn_without} churn) ÷ {uses} uses each"
        ),
    ),
)

LINE_FIELDS = tuple(dict.fromkeys(field.name for line_type in LINE_TYPES for field in line_type.fields))
"""The names of all fields of lines, in the order of the kinds."""

_BY_PAIR = {(line_type.kind, line_type.method): line_type for line_type in LINE_TYPES}


def line_type(kind: str, method: str = "") -> LineType:
    """The line type of this kind and method; KeyError where no such pair exists."""
    return _BY_PAIR[kind, method]


def methods(kind: str) -> tuple[str, ...]:
    """The methods of a kind, ("",) where it has only one."""
    return tuple(each.method for each in LINE_TYPES if each.kind == kind)


def side(kind: str) -> str:
    """Whether lines of this kind are a cost or a value."""
    return COST if kind in COST_KINDS else VALUE
