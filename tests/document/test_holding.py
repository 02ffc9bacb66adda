"""`manage.py evaluate --actuals`: what was counted is held against the estimates, or what is open is asked."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.document.documents import a_feature

CASES = Path(__file__).parent.parent / "ledger" / "tables" / "cases"
RECORD = [
    *("from", "to", "days", "rows", "uses", "cost", "revenue", "reviewed", "input_tokens", "output_tokens"),
    *("left_out", "asks", "against"),
]
COUNTED = {
    "usage": {"active_users": "100", "uses_per_user_per_month": "0.2 to 0.4"},
    "costs": [
        {
            "kind": "inference",
            "price_per_million_input": "3",
            "price_per_million_output": "15",
            "calls_per_use": "1",
            "input_tokens": "15k to 19k",
            "output_tokens": "500 / 540 / 700",
        },
        {"kind": "human_review", "share_reviewed": "10%", "minutes_per_review": "2", "hourly_rate": "40"},
    ],
    "value": [],
}


@pytest.fixture
def evaluate(tmp_path, capsys):
    """Run the command on one feature and its tables, each the text of a file; the answer is what it printed."""

    def run(*tables, options=("--json",), **head):
        case = tmp_path / "case.json"
        held = json.loads(a_feature(**COUNTED))
        held["canvas"] |= head
        case.write_text(json.dumps(held))
        name = held["features"][0]["name"]
        pairs = []
        for place, table in enumerate(tables):
            file = table if isinstance(table, Path) else tmp_path / f"table {place}=x.csv"
            if not isinstance(table, Path):
                file.write_text(table)
            pairs += ["--actuals", f"{name}={file}"]
        call_command("evaluate", str(case), *pairs, *options)
        return capsys.readouterr().out

    return run


def record(printed):
    return json.loads(printed)["features"][0]["actuals"]


def test_the_record_holds_exactly_what_is_promised(evaluate):
    found = record(evaluate(CASES / "langfuse-cache-7days.csv"))
    assert list(found) == RECORD
    assert found["from"], found["to"] == ("2026-08-11", "2026-08-17")
    assert [found[name] for name in RECORD[2:10]] == [7, 7, 7, 0.392, None, None, 121_380, 3850]
    assert (found["left_out"], found["asks"]) == ([], [])
    assert {tuple(each) for each in found["against"]} == {("input", "measured", "p5", "p95", "inside")}


def test_a_right_range_holds_where_cached_tokens_stand_beside_the_fresh_ones(evaluate):
    found = {each["input"]: each for each in record(evaluate(CASES / "langfuse-cache-7days.csv"))["against"]}
    assert found["costs.0.input_tokens"] == {
        "input": "costs.0.input_tokens",
        "measured": 17_340.0,
        "p5": 15_000.0,
        "p95": 19_000.0,
        "inside": True,
    }
    tokens_out = found["costs.0.output_tokens"]
    assert (tokens_out["measured"], tokens_out["inside"]) == (550.0, True)
    assert 500 < tokens_out["p5"] < 540 < tokens_out["p95"] < 700
    assert found["monthly_uses"]["measured"] == pytest.approx(365.25 / 12)
    assert "usage.uses_per_user_per_month" in found


def test_what_left_its_range_fails_where_that_is_asked_for(evaluate):
    table = "date,uses,reviewed\n2026-03-01,100,30\n"
    assert evaluate(table, options=())
    with pytest.raises(CommandError) as failed:
        evaluate(table, options=("--fail-on", "outside"))
    assert failed.value.returncode == 1
    assert "costs.1.share_reviewed" in str(failed.value)
    assert evaluate("date,uses,reviewed\n2026-03-01,1,0\n2026-03-02,1,0\n", options=("--fail-on", "healthy"))


def test_what_is_inside_does_not_fail(evaluate):
    assert evaluate(CASES / "langfuse-cache-7days.csv", options=("--fail-on", "outside"))


def test_money_is_in_the_canvas_s_currency_and_what_is_open_is_asked(evaluate):
    dollars = CASES / "cost-usd-min.csv"
    assert record(evaluate(dollars, currency="EUR", usd_rate="0.9"))["cost"] == 1.8
    found = record(evaluate(dollars, currency="EUR"))
    assert found["cost"] is None
    assert "nothing says what that is in EUR" in found["asks"][0]
    assert found["from"] == "2026-03-01"


def test_what_was_left_out_is_said(evaluate):
    assert record(evaluate(CASES / "aws-cost-explorer.csv"))["left_out"] == [
        {"rows": 1, "why": "It is a line of totals (row 2)."}
    ]
    printed = evaluate(CASES / "aws-cost-explorer.csv", options=())
    assert "1 row is left out. It is a line of totals (row 2)." in printed
    assert "credit is netted" in evaluate(CASES / "credit.csv", options=())


def test_two_tables_of_a_feature_stand_beside_each_other(evaluate):
    uses, cost = "date,uses\n2026-03-01,10\n", "date,cost\n2026-03-01,5\n"
    found = record(evaluate(uses, cost))
    assert (found["uses"], found["cost"], found["days"], found["rows"]) == (10, 5.0, 1, 2)
    doubled = record(evaluate(uses, uses, cost))
    assert (doubled["uses"], doubled["cost"]) == (None, 5.0)
    assert doubled["asks"] == ["Two tables count uses on the same days. Hold one of them against the feature."]
    assert record(evaluate(uses, "date,uses\n2026-03-02,4\n"))["uses"] == 14


def test_a_feature_without_a_table_has_no_record(evaluate):
    assert "actuals" not in json.loads(evaluate())["features"][0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--actuals", "Nothing=x.csv"), "names no feature. There is “"),
        (("--actuals", "no mark"), "takes FEATURE=TABLE"),
        (("--fail-on", "outside"), "--fail-on outside needs what was counted"),
    ],
)
def test_what_does_not_fit_is_refused(evaluate, options, said):
    with pytest.raises(CommandError) as refused:
        evaluate(options=options)
    assert refused.value.returncode == 2
    assert said in str(refused.value)


def test_a_table_that_can_not_be_read_says_why(evaluate):
    with pytest.raises(CommandError, match="can't be read. There is only a header"):
        evaluate("date,uses\n")
    with pytest.raises(CommandError, match="No such file"):
        evaluate(Path("/nowhere/table.csv"))
