"""What may be, in plain Python: lengths, the columns of a line, keys."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from economics import kinds, units

NAME_LENGTH = 80
DESCRIPTION_LENGTH = 600
REASON_LENGTH = 300
LABEL_LENGTH = 120
ESTIMATE_LENGTH = 60
KEY_LENGTH = 60
FIELD_LENGTH = 40
NUMBER_LENGTH = KEY_LENGTH + 1 + FIELD_LENGTH

# More than these can be neither read nor worked out while somebody waits; LINE_LIMIT is for each side of a feature.
FEATURE_LIMIT = 500
LINE_LIMIT = 50
CANVAS_LINE_LIMIT = 2000
SCENARIO_LIMIT = 8
DAY_LIMIT = 4000

KINDS_AND_METHODS = tuple((line_type.kind, line_type.method) for line_type in kinds.LINE_TYPES)

# The kinds that an AI feature must have a line of, or say why not; each with the column that holds the reason.
NOT_APPLICABLE = {
    "inference": "inference_na",
    "data_acquisition": "data_acquisition_na",
    "human_review": "human_review_na",
}

# Uses per user per month between users, by the name in the document format, each with its column.
PER_USER = {"median": "per_user_median", "p90": "per_user_p90", "p99": "per_user_p99"}

# The short texts of a line, each in a column of its name: what its field is called, and its length.
LINE_TEXTS = {"label": ("Label", LABEL_LENGTH)}
# Those of a line that a model prices, besides.
MODEL_TEXTS = {"price_factor_reason": ("Why", LABEL_LENGTH)}
TEXT_LENGTHS = {name: length for name, (_, length) in (LINE_TEXTS | MODEL_TEXTS).items()}
# The numbers of a line as they are typed, each in a column of its name.
TYPED_FIELDS = kinds.LINE_FIELDS
# The columns of a line that hold what was typed, in the order of the document format.
LINE_FIELDS = ("provider", "model", *TYPED_FIELDS, "basis")
# Amounts and own prices of units, each in a column that holds what was typed by the unit's name.
UNIT_COLUMNS = {"units": units.AMOUNT, "unit_prices": units.OWN_PRICE}

# What is counted of a day of a feature: whole numbers, and money in the canvas's currency.
ACTUAL_COUNTS = ("uses", "input_tokens", "output_tokens", "reviewed")
ACTUAL_MONEY = ("cost", "revenue")
ACTUAL_YEARS = range(2000, 2101)

# All of a cost, in per cent.
WHOLE = Decimal(100)

# The groups of lines on a feature's page.
CAPTURED, COST, FIXED, PERCEIVED = "captured", "cost", "fixed", "perceived"


def group_of(kind: str, basis: str) -> str:
    """Return the group in which a line of this kind and basis stands."""
    if kind in kinds.DRIVER_KINDS:
        return CAPTURED
    if kind == "perceived":
        return PERCEIVED
    return FIXED if basis in (kinds.PER_MONTH, kinds.ONE_OFF) else COST


def flat_units(columns: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Return what the columns of units hold by the names of the fields, such as `units.web_searches`."""
    return {f"{UNIT_COLUMNS[column]}{name}": text for column, held in columns.items() for name, text in held.items()}


def unit_columns(fields: Mapping[str, str], before: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return the columns of units with these fields typed over what stood there; an empty field is gone."""
    columns = {}
    for column, prefix in UNIT_COLUMNS.items():
        typed = {name.removeprefix(prefix): text for name, text in fields.items() if name.startswith(prefix)}
        if typed:
            after = {**before[column], **typed}
            columns[column] = {name: after[name] for name in units.UNITS if after.get(name)}
    return columns


def next_key(kind: str, taken) -> str:
    """Return `<kind>-<n>` with an n above that of every key in `taken`, so that no number comes twice."""
    parts = (key.rpartition("-") for key in taken)
    numbers = [int(number) for name, _, number in parts if name == kind and _is_count(number)]
    return f"{kind}-{max(numbers, default=0) + 1}"


def _is_count(text) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def name_of_copy(name: str, taken: set[str], *, length: int = NAME_LENGTH) -> str:
    """Return a name for the copy of what is called `name`, other than every case-folded name in `taken`."""
    number = 1
    while True:
        ending = " (copy)" if number == 1 else f" (copy {number})"
        copy = name[: length - len(ending)].rstrip() + ending
        if copy.casefold() not in taken:
            return copy
        number += 1


def rest_of(percents: Iterable[Decimal]) -> Decimal:
    """Return what others leave of a cost, in per cent; below nought where they bear more than all of it."""
    return WHOLE - sum(percents, Decimal(0))


def too_much(percents: Iterable[Decimal]) -> str:
    """Return the sentence that refuses what comes to more than the whole; "" where it does not."""
    total = WHOLE - rest_of(percents)
    if total <= WHOLE:
        return ""
    return f"These come to {percent_text(total)}, and together they can bear 100% at most. Lower one of them."


def percent_text(percent: Decimal | None) -> str:
    """Return a per cent as typed and read, "12.5%"; "" for none."""
    return "" if percent is None else f"{percent.normalize():f}%"
