import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from canvas.models import Canvas
from document.examples import example_files, read_examples
from document.features import to_evaluate
from document.gathering import gather
from document.reading import read
from economics.evaluation import evaluate
from teams.models import Membership, User, Workspace
from teams.roles import Role
from tests.factories import MembershipFactory

GIVEN = Path(__file__).parent.parent / "economics"
EXAMPLES = {file.stem: file for file in example_files()}
TITLES = {"Spotify", "Zoom", "Tandem Meetings"}


def example(name):
    return read(EXAMPLES[name].read_bytes())


def evaluations(name):
    return {feature.name: evaluate(feature) for feature in to_evaluate(example(name))}


class TestSpotify:
    def test_its_features_come_to_the_verdicts_that_it_is_to_show(self):
        assert {name: found.verdict.id for name, found in evaluations("spotify").items()} == {
            "Mood-matched audio ads": "healthy",
            "Weekly discovery mix": "healthy",
            "Playlist from a prompt": "fragile",
            "Spoken DJ": "loses_on_every_use",
            "Podcast chapter summaries": "not_quantified",
        }

    def test_the_fragile_one_loses_in_one_of_five_cases(self):
        assert "1 of 5" in evaluations("spotify")["Playlist from a prompt"].verdict.chip

    def test_every_block_says_what_the_case_study_does(self):
        texts = {block: " / ".join(note.text for note in notes) for block, notes in example("spotify").blocks.items()}
        points = {
            "target_market": ("Music lovers", "Casual listeners"),
            "value_proposition": ("vast music library", "playlist creation", "discovery"),
            "revenue_streams": (
                "Freemium",
                "Ad-supported free tier",
                "Premium subscription: ad-free, offline playback",
            ),
            "cost_structure": ("Royalty payments", "infrastructure and maintenance", "Marketing and user acquisition"),
            "key_activities": ("UX/UI design", "Licensing negotiations", "Global marketing campaigns"),
            "key_resources": ("Licensed music catalog", "recommendation algorithms", "Scalable cloud infrastructure"),
        }
        missing = [point for block, said in points.items() for point in said if point not in texts[block]]
        assert missing == []

    def test_its_ledger_stands_behind_notes(self):
        notes = [note for block in example("spotify").blocks.values() for note in block]
        assert {name for note in notes for name in note.features} == set(evaluations("spotify"))
        assert any(note.lines for note in notes)


class TestZoom:
    def test_its_value_proposition_follows_the_four_steps_in_their_order(self):
        steps = [note.text.partition(":")[0] for note in example("zoom").blocks["value_proposition"]]
        assert steps == ["Pain", "Solution", "Quantified value", "Differentiation"]

    def test_its_value_is_a_number(self):
        assert "500 participants" in example("zoom").blocks["value_proposition"][2].text

    def test_no_block_is_empty(self):
        assert all(example("zoom").blocks.values())


class TestTandemMeetings:
    def test_its_features_are_those_given_figure_for_figure(self):
        given = json.loads((GIVEN / "economics.json").read_text())
        assert json.loads(EXAMPLES["tandem-meetings"].read_text())["features"] == given["features"]

    def test_its_features_give_the_expected_figures(self):
        found = evaluations("tandem-meetings")
        for expected in json.loads((GIVEN / "economics.expected.json").read_text()):
            evaluation = found[expected["name"]]
            assert evaluation.verdict.id == expected["verdict"]
            assert off_by_too_much(evaluation, expected) == []


def off_by_too_much(evaluation, expected):
    """Return the names of the figures outside 2% of the value or of the spread, whichever is wider."""
    off = []
    for name, figure in expected.items():
        if isinstance(figure, dict):
            got = getattr(evaluation.results, name)
            spread = figure["p95"] - figure["p5"]
            off += [
                f"{name}.{part}"
                for part, value in figure.items()
                if abs(getattr(got, part) - value)
                > max(1e-9 * abs(value), 0.02 * spread, 0.02 * abs(value) * (spread > 0))
            ]
        elif name.startswith("probability") and abs(getattr(evaluation, name) - figure) > 0.015:
            off.append(name)
    return off


class TestAllOfThem:
    @pytest.mark.parametrize("name", sorted(EXAMPLES))
    def test_each_says_what_in_it_is_invented(self, name):
        assert "invented" in example(name).canvas.illustration.lower()

    def test_there_are_three(self):
        assert {document.canvas.title for document in read_examples()} == TITLES


@pytest.mark.django_db
class TestLoadExamples:
    def load(self, *options):
        call_command("load_examples", *options)

    def test_on_an_empty_installation_they_go_into_the_first_owners_own_examples(self):
        self.load()
        member = Membership.objects.get(workspace__name="Examples")
        assert member.role == Role.OWNER
        assert not member.user.has_usable_password()
        assert member.workspace.examples_of == member.user
        assert set(member.workspace.canvases.values_list("title", flat=True)) == TITLES
        assert all(canvas.is_example for canvas in Canvas.objects.all())

    def test_what_is_loaded_is_what_the_file_says(self):
        self.load()
        assert gather(Canvas.objects.get(title="Spotify")) == example("spotify")

    def test_a_second_time_loads_only_what_is_missing(self, workspace, capsys):
        self.load()
        Canvas.objects.get(title="Zoom").delete()
        self.load()
        assert Canvas.objects.count() == 3
        assert capsys.readouterr().out.count("Zoom is in Examples.") == 2

    def test_once_adds_nothing_to_a_workspace_that_is_in_use(self, canvas):
        self.load("--once")
        assert Canvas.objects.count() == 1

    def test_a_named_workspace_is_found_or_made(self, workspace, olga):
        self.load("--workspace", "Tandem")
        self.load("--workspace", "Elsewhere", "--by", "olga@example.com")
        elsewhere = Workspace.objects.get(name="Elsewhere")
        assert workspace.canvases.count() == elsewhere.canvases.count() == 3
        assert elsewhere.memberships.get().user == olga

    def test_the_log_names_who_loaded_them(self, workspace, edda):
        self.load("--workspace", "Tandem", "--by", "edda@example.com")
        assert {change.by_id for change in workspace.canvases.first().changes.all()} == {edda.pk}

    @pytest.mark.parametrize("email", ["victor@example.com", "new@example.com"])
    def test_who_may_not_edit_there_is_refused_and_nobody_is_created(self, workspace, email):
        people = User.objects.count()
        with pytest.raises(CommandError, match=f"{email} can't change"):
            self.load("--workspace", "Tandem", "--by", email)
        assert (User.objects.count(), Canvas.objects.count()) == (people, 0)

    def test_two_workspaces_of_one_name_are_told_apart_by_id(self, workspace):
        other = MembershipFactory(workspace__name="Tandem", role=Role.OWNER).workspace
        with pytest.raises(CommandError, match=str(other.pk)):
            self.load("--workspace", "Tandem")
        self.load("--workspace", str(other.pk))
        assert other.canvases.count() == 3

    @pytest.mark.parametrize("options", [("--workspace", "x" * 200), ("--by", "nobody")])
    def test_a_name_or_address_that_is_none_is_refused(self, db, options):
        with pytest.raises(CommandError):
            self.load(*options)
        assert Canvas.objects.count() == 0
