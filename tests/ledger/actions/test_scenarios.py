"""Scenarios: made, changed, promoted in one step, thrown away, and never touching the base before that."""

import pytest

from canvas import changes
from canvas.actions import steps
from economics.numbers import USAGE, Number
from ledger.actions import scenarios as actions
from ledger.actions.lines import add_line, delete_line, edit_line
from ledger.figures.scenarios import tried
from ledger.figures.sheets import row_of
from ledger.models import Feature, Line, Scenario
from tests.factories import feature_with_lines
from tests.ledger.conftest import LOSING


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **LOSING)


@pytest.fixture
def price(feature):
    return feature.lines.get(kind="monetization")


@pytest.fixture
def dearer(canvas, feature, price, olga):
    """A scenario in which a use costs 0.30 and there are 500 users."""
    inputs = [(Number(price.key, "amount"), "0.3"), (Number(USAGE, "active_users"), "500")]
    return actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="Dearer", inputs=inputs, by=olga)


def promote(canvas, scenario, by, **changed):
    return actions.promote_scenario(
        canvas=canvas, scenario_id=scenario.pk, version=changed.get("version", scenario.version), by=by
    )


def values(scenario):
    return {(each.line_id, each.field): each.value for each in scenario.inputs.all()}


def test_a_scenario_holds_its_numbers_and_leaves_the_base_alone(dearer, price, feature):
    assert values(dearer) == {(price.pk, "amount"): "0.3", (None, "active_users"): "500"}
    assert Line.objects.get(pk=price.pk).amount == "0.05"
    assert Feature.objects.get(pk=feature.pk).active_users == "100"


def test_promoting_writes_every_number_into_the_base_and_lets_the_scenario_go(canvas, dearer, price, feature, edda):
    promote(canvas, dearer, edda)
    assert Line.objects.get(pk=price.pk).amount == "0.3"
    assert Feature.objects.get(pk=feature.pk).active_users == "500"
    assert not Scenario.objects.exists()


def test_promoting_is_one_step_and_undo_takes_back_all_of_it(canvas, dearer, price, feature, edda):
    promote(canvas, dearer, edda)
    steps.undo(canvas=canvas, by=edda)
    assert Line.objects.get(pk=price.pk).amount == "0.05"
    assert Feature.objects.get(pk=feature.pk).active_users == "100"
    assert values(Scenario.objects.get()) == {(price.pk, "amount"): "0.3", (None, "active_users"): "500"}


def test_an_empty_scenario_can_not_be_promoted(canvas, feature, olga):
    empty = actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="Empty", inputs=[], by=olga)
    with pytest.raises(actions.Empty):
        promote(canvas, empty, olga)


def test_one_that_another_person_renamed_meanwhile_is_not_promoted_unseen(canvas, dearer, price, olga, edda):
    seen = dearer.version
    actions.edit_scenario(canvas=canvas, scenario_id=dearer.pk, version=seen, name="Cheaper", by=olga)
    with pytest.raises(changes.MissingVersion):
        promote(canvas, dearer, edda, version=None)
    assert Line.objects.get(pk=price.pk).amount == "0.05"


def test_a_number_can_be_added_changed_and_left_as_in_the_base(canvas, dearer, feature, edda):
    storage = feature.lines.get(label="Storage")
    added = actions.add_input(
        canvas=canvas, scenario_id=dearer.pk, number=Number(storage.key, "amount"), value="0.01", by=edda
    )
    actions.edit_input(canvas=canvas, input_id=added.pk, version=added.version, value="0.02", by=edda)
    assert values(dearer)[storage.pk, "amount"] == "0.02"
    held = dearer.inputs.get(line=storage)
    actions.remove_input(canvas=canvas, input_id=held.pk, version=held.version, by=edda)
    assert (storage.pk, "amount") not in values(dearer)


def test_a_number_that_it_changes_already_is_changed_again(canvas, dearer, price, edda):
    actions.add_input(canvas=canvas, scenario_id=dearer.pk, number=Number(price.key, "amount"), value="0.4", by=edda)
    assert values(dearer)[price.pk, "amount"] == "0.4"
    assert dearer.inputs.count() == 2


def test_two_scenarios_of_a_feature_have_two_names(canvas, feature, dearer, olga):
    with pytest.raises(actions.NameTaken):
        actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="DEARER", inputs=[], by=olga)
    other = actions.add_scenario(
        canvas=canvas, feature_id=feature.pk, name="Dearer", inputs=[], by=olga, is_named=False
    )
    assert other.name == "Dearer 2"
    with pytest.raises(actions.NameTaken):
        actions.edit_scenario(canvas=canvas, scenario_id=other.pk, version=other.version, name="dearer", by=olga)


def test_a_ninth_is_refused(canvas, feature, olga):
    for number in range(8):
        actions.add_scenario(canvas=canvas, feature_id=feature.pk, name=f"S{number}", inputs=[], by=olga)
    with pytest.raises(actions.TooMany):
        actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="S8", inputs=[], by=olga)


def test_a_price_that_its_line_has_given_up_for_a_model_is_neither_worked_out_nor_promoted(canvas, feature, edda):
    line = add_line(
        canvas=canvas, feature_id=feature.pk, kind="inference", by=edda, price_per_million_input="3", input_tokens="100"
    )
    inputs = [(Number(line.key, "price_per_million_input"), "9"), (Number(line.key, "input_tokens"), "200")]
    cheaper = actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="Other", inputs=inputs, by=edda)
    only = actions.add_scenario(canvas=canvas, feature_id=feature.pk, name="Only", inputs=inputs[:1], by=edda)
    edit_line(canvas=canvas, line_id=line.pk, version=1, model="large", price_per_million_input="", by=edda)

    plain = row_of(canvas, feature.pk).plain
    changed = tried(plain, only.inputs.select_related("line"))
    assert changed == plain
    promote(canvas, cheaper, edda)
    line.refresh_from_db()
    assert (line.model, line.price_per_million_input, line.input_tokens) == ("large", "", "200")
    with pytest.raises(actions.Empty):
        promote(canvas, only, edda)


def test_a_number_goes_with_its_line(canvas, dearer, price, olga):
    delete_line(canvas=canvas, line_id=price.pk, version=price.version, by=olga)
    assert values(dearer) == {(None, "active_users"): "500"}


def test_discarding_leaves_the_base_and_can_be_undone(canvas, dearer, price, edda):
    actions.discard_scenario(canvas=canvas, scenario_id=dearer.pk, version=dearer.version, by=edda)
    assert not Scenario.objects.exists()
    steps.undo(canvas=canvas, by=edda)
    assert values(Scenario.objects.get())[price.pk, "amount"] == "0.3"


def test_what_the_base_was_changed_to_meanwhile_is_written_over_by_the_one_who_promotes(
    canvas, dearer, price, olga, edda
):
    edit_line(canvas=canvas, line_id=price.pk, version=price.version, by=olga, amount="0.07")
    promote(canvas, dearer, edda)
    assert Line.objects.get(pk=price.pk).amount == "0.3"
