"""Features for the tests of the arithmetic: the worked examples, and small ones made on the spot."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from economics import Feature, Line

HERE = Path(__file__).parent
NO_FIELDS = {"kind", "method", "label", "basis", "provider", "model", "key"}


def worked_examples() -> list[Feature]:
    return [_feature(each) for each in json.loads((HERE / "economics.json").read_text())["features"]]


def expected_figures() -> list[dict]:
    return json.loads((HERE / "economics.expected.json").read_text())


def line(kind, method="", *, key="", **typed) -> Line:
    """A line as typed; its key is `<kind>-1` unless given."""
    given = {name: typed.pop(name) for name in (*NO_FIELDS, "price") if name in typed}
    return Line(key=key or f"{kind}-1", kind=kind, method=method, inputs=typed, **given)


def complete_feature(**changes) -> Feature:
    """A feature with every question answered: C = 0.02, F = 0, W = 1, R = 0.10, M = 10,000."""
    feature = Feature(
        name="Summary",
        active_users="1000",
        uses_per_user_per_month="10",
        costs=(line("other", basis="per_use", amount="0.02"),),
        value=(
            line("perceived", "willingness_to_pay", amount="1"),
            line("monetization", "price_per_use", amount="0.10"),
        ),
        not_applicable={kind: "none here" for kind in ("inference", "data_acquisition", "human_review")},
    )
    return replace(feature, **changes)


def _feature(data) -> Feature:
    counts = Counter()
    return Feature(
        name=data["name"],
        active_users=data["usage"]["active_users"],
        uses_per_user_per_month=data["usage"]["uses_per_user_per_month"],
        costs=tuple(_line(each, counts) for each in data["costs"]),
        value=tuple(_line(each, counts) for each in data["value"]),
    )


def _line(data, counts) -> Line:
    counts[data["kind"]] += 1
    return line(**data, key=f"{data['kind']}-{counts[data['kind']]}")
