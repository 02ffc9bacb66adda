import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from document.evaluating import RESULTS
from tests.document.documents import HEAD, a_document, a_feature

EXAMPLES = settings.BASE_DIR / "examples"
LOSING = {
    "usage": {"active_users": "1000", "uses_per_user_per_month": "10"},
    "uses_ai": False,
    "costs": [{"kind": "other", "amount": "0.5 to 1", "basis": "per_use"}],
    "value": [
        {"kind": "perceived", "method": "money_saved", "amount": "2"},
        {"kind": "monetization", "method": "subscription", "price_per_month": "5", "attach_rate": "20% to 40%"},
    ],
}
MODEL = {"kind": "inference", "provider": "openai", "model": "gpt-5", "input_tokens": "6000", "output_tokens": "500"}


@pytest.fixture
def evaluate(tmp_path, capsys):
    """Run the command on a document's text; the answer is what it printed."""

    def run(source, *options):
        file = tmp_path / "case.canvas.json"
        file.write_text(source, encoding="utf-8")
        call_command("evaluate", str(file), *options)
        return capsys.readouterr().out

    return run


def feature_of(printed, place=0):
    return json.loads(printed)["features"][place]


class TestJson:
    def test_it_holds_exactly_what_is_promised(self, evaluate):
        printed = json.loads(evaluate(a_feature(**LOSING), "--json"))
        feature = printed["features"][0]
        assert list(printed) == ["canvas", "features"]
        assert printed["canvas"] == "Tandem"
        assert list(feature) == [
            *("name", "verdict", "ready_to_pitch", "open_questions", "results", "sensitivity", "levers", "plan")
        ]
        own = ["break_even_uses_per_month", "probability_of_loss_per_use", "probability_of_monthly_loss"]
        assert list(feature["results"]) == [*RESULTS, *own]
        assert {tuple(feature["results"][name]) for name in RESULTS} == {("mean", "p5", "p50", "p95")}
        assert {tuple(swing) for swing in feature["sensitivity"]} == {("input", "low", "high", "swing")}
        keys = ("input", "now", "break_even", "healthy_at", "change", "change_unit", "reach_used")
        assert {tuple(lever) for lever in feature["levers"]} == {keys}

    def test_a_feature_that_loses_says_so_and_what_would_mend_it(self, evaluate):
        feature = feature_of(evaluate(a_feature(**LOSING), "--json"))
        assert (feature["verdict"], feature["ready_to_pitch"]) == ("loses_on_every_use", False)
        assert feature["open_questions"] == []
        levers = {lever["input"]: lever for lever in feature["levers"]}
        assert {"costs.0.amount", "value.1.attach_rate", "value.1.price_per_month"} <= set(levers)
        assert levers["value.1.attach_rate"]["change_unit"] == "percentage_points"
        assert {tuple(move) for move in feature["plan"]} == {("input", "from", "to")}

    def test_low_and_high_are_the_contribution_with_the_input_at_its_p5_and_p95(self, evaluate):
        swings = feature_of(evaluate(a_feature(**LOSING), "--json"))["sensitivity"]
        found = {swing["input"]: swing for swing in swings}
        assert set(found) == {"costs.0.amount", "value.1.attach_rate"}
        cost = found["costs.0.amount"]
        assert cost["low"] - cost["high"] == pytest.approx(0.5) == pytest.approx(cost["swing"])
        assert [swing["swing"] for swing in swings] == sorted((swing["swing"] for swing in swings), reverse=True)

    def test_what_cannot_be_given_is_null_and_the_questions_that_are_open_are_named(self, evaluate):
        printed = evaluate(a_feature(usage={"active_users": "5"}), "--json")
        feature = feature_of(printed)
        assert feature["verdict"] == "not_quantified"
        assert feature["open_questions"] == ["cost_per_use", "perceived_value", "driver"]
        assert feature["results"]["monthly_profit"] is None
        assert feature["results"]["probability_of_loss_per_use"] is None
        assert (feature["sensitivity"], feature["levers"]) == ([], [])
        assert "NaN" not in printed

    def test_a_break_even_has_a_kind_and_one_expected_volume(self, evaluate):
        fixed = {"kind": "other", "amount": "100", "basis": "per_month"}
        source = a_feature(**{**LOSING, "costs": [fixed]})
        break_even = feature_of(evaluate(source, "--json"))["results"]["break_even_uses_per_month"]
        assert break_even["kind"] == "floor"
        assert break_even["p5"] < break_even["expected"] < break_even["p95"]

    def test_a_volume_that_there_is_not_is_null(self, evaluate):
        fixed = {"kind": "other", "amount": "100", "basis": "per_month"}
        source = a_feature(**{**LOSING, "costs": [*LOSING["costs"], fixed]})
        break_even = feature_of(evaluate(source, "--json"))["results"]["break_even_uses_per_month"]
        assert break_even == dict.fromkeys(("kind", "expected", "p5", "p50", "p95"))

    def test_a_line_that_names_a_model_is_priced_by_the_catalogue(self, evaluate):
        cost = feature_of(evaluate(a_feature(**{**LOSING, "costs": [MODEL]}), "--json"))["results"]
        assert cost["variable_cost_per_use"]["mean"] > 0

    def test_a_model_that_nobody_knows_leaves_the_question_open(self, evaluate):
        unknown = {**MODEL, "model": "no-such-model"}
        feature = feature_of(evaluate(a_feature(**{**LOSING, "costs": [unknown]}), "--json"))
        assert feature["open_questions"] == ["cost_per_use"]

    def test_the_same_file_gives_the_same_bytes(self, evaluate):
        source = a_feature(**LOSING)
        assert evaluate(source, "--json") == evaluate(source, "--json")


class TestTable:
    def test_each_feature_has_its_verdict_its_figures_and_what_to_do(self, evaluate):
        printed = evaluate(a_feature(**LOSING))
        rows = dict(line.strip().split("  ", 1) for line in printed.splitlines() if line.startswith("  "))
        said = {label: text.strip() for label, text in rows.items()}
        assert said["Verdict"] == "Loses money on every use — redesign"
        assert said["Contribution per use"].startswith("−$0.5")
        assert "expected, low −$" in said["Contribution per use"]
        assert said["Margin a month"].startswith("−$")
        assert said["Largest swing"].startswith("Other cost: Amount (costs.0.amount): ")
        assert "breaks even at" in said["Nearest lever"]
        assert re.search(r"costs\.0\.\w+ from [\d.]+ to [\d.]+; ", said["Smallest plan"])
        assert said["Open questions"] == "none"

    def test_what_is_open_is_asked(self, evaluate):
        printed = evaluate(a_feature())
        assert "What is the cost per use?" in printed
        assert "not known while a question is open" in printed

    def test_no_uncertain_input_and_no_lever_are_said(self, evaluate):
        free = {"uses_ai": False, "usage": LOSING["usage"], "neither_driver": "a gift"}
        source = a_feature(
            **free, costs=[{"kind": "other", "amount": "0", "basis": "per_use"}], value=LOSING["value"][:1]
        )
        printed = evaluate(source)
        assert "no input is uncertain" in printed
        assert "Verdict               Healthy" in printed

    def test_a_document_without_features_says_so(self, evaluate):
        assert "This document holds no feature." in evaluate(a_document())

    def test_a_name_gives_no_orders_to_the_terminal(self, evaluate):
        source = a_document(canvas={**HEAD, "title": "\x1b[2JA"}, features=[{"name": "\x1b]0;B\x07\n\x9b1m"}])
        printed = evaluate(source)
        assert not set("\x1b\x07\x9b") & set(printed + evaluate(source, "--json"))


class TestFailOn:
    def test_a_verdict_that_is_named_ends_with_1_after_the_answer(self, evaluate, capsys):
        with pytest.raises(CommandError, match=r"“Search” \(loses_on_every_use\)") as failed:
            evaluate(a_feature(**LOSING), "--fail-on", "fragile", "--fail-on", "loses_on_every_use")
        assert failed.value.returncode == 1
        assert "redesign" in capsys.readouterr().out

    def test_another_verdict_does_not(self, evaluate):
        assert evaluate(a_feature(**LOSING), "--fail-on", "fragile")

    def test_an_unknown_verdict_is_refused_with_those_that_there_are(self, evaluate):
        with pytest.raises(CommandError, match="“unhealthy” is no verdict. Write one of not_quantified") as refused:
            evaluate(a_feature(**LOSING), "--fail-on", "unhealthy")
        assert refused.value.returncode == 2


class TestBadFiles:
    @pytest.mark.parametrize(
        ("source", "where"),
        [
            ("{", "line 1, column 2: "),
            ("", "line 1, column 1: "),
            (a_feature(owner="Olga"), "features.0.owner: this key is not known"),
            (a_feature(usage={"active_users": "many"}), "features.0.usage.active_users: "),
        ],
    )
    def test_what_is_wrong_is_said_with_its_place(self, source, where, evaluate):
        with pytest.raises(CommandError, match=where) as refused:
            evaluate(source)
        assert refused.value.returncode == 2

    @pytest.mark.parametrize("name", ["nothing.json", ".", "a\0b"])
    def test_a_file_that_cannot_be_read_is_named(self, name, tmp_path):
        with pytest.raises(CommandError, match="can't be read: ") as refused:
            call_command("evaluate", str(tmp_path / name))
        assert refused.value.returncode == 2


class TestAlone:
    """The command as a pipeline runs it: on a machine that has never served."""

    def run(self, tmp_path, *arguments, **options):
        places = {"VAR_DIR": str(tmp_path / "var"), "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing"}
        places |= options.pop("environment", {})
        environment = {key: value for key, value in os.environ.items() if key != "SECRET_KEY"} | places
        command = [sys.executable, "manage.py", "evaluate", *map(str, arguments)]
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True} | options
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, **options)
        assert not (tmp_path / "var").exists()
        assert "Traceback" not in done.stderr
        return done

    def test_it_needs_no_database_and_leaves_nothing_behind(self, tmp_path):
        done = self.run(tmp_path, EXAMPLES / "tandem-meetings.json", "--json")
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["features"][1]["verdict"] == "loses_on_every_use"

    def test_it_prices_a_model_by_the_installed_catalogue(self, tmp_path):
        file = tmp_path / "case.canvas.json"
        file.write_text(a_feature(**{**LOSING, "costs": [MODEL]}), encoding="utf-8")
        done = self.run(tmp_path, file, "--json")
        assert feature_of(done.stdout)["results"]["variable_cost_per_use"]["mean"] > 0

    def test_its_exit_codes_are_those_that_a_pipeline_asks_for(self, tmp_path):
        loses = self.run(tmp_path, EXAMPLES / "tandem-meetings.json", "--fail-on", "loses_on_every_use")
        missing = self.run(tmp_path, tmp_path / "nothing.json")
        unknown = self.run(tmp_path, EXAMPLES / "tandem-meetings.json", "--fail-on", "bad")
        assert [done.returncode for done in (loses, missing, unknown)] == [1, 2, 2]
        assert "nothing.json' can't be read: No such file or directory." in missing.stderr
        assert missing.stdout == unknown.stdout == ""

    def test_a_log_of_ascii_alone_shows_a_question_mark_for_what_it_has_no_code_for(self, tmp_path):
        ascii_only = {"PYTHONIOENCODING": "ascii"}
        done = self.run(tmp_path, EXAMPLES / "tandem-meetings.json", environment=ascii_only)
        assert (done.returncode, done.stderr) == (0, "")
        assert "Tandem Meetings" in done.stdout
        assert "?" in done.stdout

    def test_what_can_not_be_written_ends_with_2_and_a_sentence(self, tmp_path):
        with Path("/dev/full").open("w") as full:
            done = self.run(tmp_path, EXAMPLES / "tandem-meetings.json", "--json", stdout=full)
        assert done.returncode == 2
        assert done.stderr.strip().endswith("The result can't be written: No space left on device.")

    def test_a_document_may_come_from_standard_input(self, tmp_path):
        with (EXAMPLES / "tandem-meetings.json").open() as document:
            done = self.run(tmp_path, "-", "--json", stdin=document)
        assert json.loads(done.stdout)["canvas"] == "Tandem Meetings"
