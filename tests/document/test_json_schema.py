import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from jsonschema import Draft202012Validator

from document import json_schema
from document.examples import example_files
from document.parsing import DocumentRefused
from document.reading import read
from document.writing import as_data
from tests.document.documents import HEAD, a_document, a_feature
from tests.document.strategies import documents

SCHEMA = Draft202012Validator(json_schema.json_schema())
FILE = settings.BASE_DIR / "docs" / json_schema.FILE_NAME
REVIEW = {"kind": "human_review", "share_reviewed": "2%"}
EXTRA = {"owner": "Olga"}


def a_canvas(**keys):
    return a_document(canvas={**HEAD, **keys})


def a_note(**keys):
    return a_document(blocks={"target_market": [{"text": "a", **keys}]})


WRONG_SHAPES = {
    "not an object": "[]",
    "no format": '{"canvas": {"title": "a", "currency": "USD"}}',
    "another format": '{"format": "canvas-ledger/2", "canvas": {"title": "a", "currency": "USD"}}',
    "no canvas": '{"format": "canvas-ledger/1"}',
    "no title": a_document(canvas={"currency": "USD"}),
    "an empty title": a_canvas(title=" "),
    "a title that is too long": a_canvas(title="a" * 121),
    "a title that is a number": a_canvas(title=1),
    "a currency that is no code": a_canvas(currency="dollars"),
    "a rate of nought": a_canvas(usd_rate=0),
    "a rate in words": a_canvas(usd_rate="one"),
    "a date in words": a_canvas(usd_rate_date="soon"),
    "an unknown layout": a_canvas(layout="seven_blocks"),
    "an unknown section": a_document(**EXTRA),
    "an unknown key of the canvas": a_canvas(**EXTRA),
    "an unknown block": a_document(blocks={"somewhere": []}),
    "an unknown key of a note": a_note(**EXTRA),
    "an unknown status": a_note(status="sure"),
    "a note that is too long": a_note(text="a" * 2001),
    "nine segments": a_document(segments=[{"name": f"S{n}"} for n in range(9)]),
    "a colour that there is not": a_document(segments=[{"name": "S", "colour": 9}]),
    "features that are no list": a_document(features={}),
    "a feature without a name": a_document(features=[{}]),
    "an unknown key of a feature": a_feature(**EXTRA),
    "an unknown key of the usage": a_feature(usage=EXTRA),
    "a flag that is text": a_feature(uses_ai="yes"),
    "an estimate that is a list": a_feature(usage={"active_users": []}),
    "an estimate that is too long": a_feature(usage={"active_users": "1" * 61}),
    "a line whose key has another meaning": a_feature(costs=[{**REVIEW, "key": "usage"}]),
    "too many lines": a_feature(costs=[REVIEW] * 51),
    "nine scenarios": a_feature(scenarios=[{"name": f"S{n}"} for n in range(9)]),
    "a line without a kind": a_feature(costs=[{"amount": "1"}]),
    "a line of the other side": a_feature(costs=[{"kind": "retention"}]),
    "a line without its method": a_feature(value=[{"kind": "perceived", "amount": "1"}]),
    "a field of another kind": a_feature(costs=[{**REVIEW, "amount": "1"}]),
    "an unknown key of a line": a_feature(costs=[{**REVIEW, **EXTRA}]),
    "an unknown basis": a_feature(costs=[{"kind": "other", "basis": "per_year"}]),
    "an unknown level of evidence": a_feature(costs=[{**REVIEW, "evidence": {"level": "sure"}}]),
    "an unknown key of evidence": a_feature(costs=[{**REVIEW, "evidence": EXTRA}]),
    "a reason for an unknown kind": a_feature(not_applicable={"other": "none"}),
    "an unknown end of a limit": a_feature(costs=[{**REVIEW, "limits": {"share_reviewed": EXTRA}}]),
    "a limit of no field": a_feature(usage={"limits": {"amount": {"fixed": True}}}),
    "an unknown user between users": a_feature(usage={"per_user": {"p50": "4"}}),
    "a share of nobody": a_feature(costs=[{**REVIEW, "split": [{"share": "40%"}]}]),
    "a share of a value": a_feature(value=[{"kind": "retention", "split": []}]),
    "prices without a day": a_feature(costs=[{"kind": "inference", "model": "gpt-5", "prices": {}}]),
    "a price below nought": a_feature(costs=[{"kind": "inference", "prices": {"output": [{"price": -1}]}}]),
    "a scenario without a name": a_feature(scenarios=[{"inputs": []}]),
    "an input of a scenario without its field": a_feature(scenarios=[{"name": "A", "inputs": [{"value": "4"}]}]),
    "actuals without a day": a_feature(actuals=[{"uses": 4}]),
    "half a use": a_feature(actuals=[{"date": "2025-01-01", "uses": 0.5}]),
    "an unknown key of actuals": a_feature(actuals=[{"date": "2025-01-01", **EXTRA}]),
    "a next check of nothing": a_canvas(check_next={}),
    "null": a_feature(description=None),
}


def test_the_published_file_is_what_the_code_makes():
    assert FILE.read_text(encoding="utf-8") == json_schema.text()


def test_it_is_a_schema_of_2020_12():
    Draft202012Validator.check_schema(json.loads(json_schema.text()))


def test_the_command_writes_it(tmp_path, settings, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("write_schema")
    assert (tmp_path / "docs" / json_schema.FILE_NAME).read_text(encoding="utf-8") == json_schema.text()
    assert "docs/canvas-ledger-1.schema.json is written." in capsys.readouterr().out


@pytest.mark.parametrize("file", example_files(), ids=lambda file: file.stem)
def test_the_worked_examples_are_valid(file):
    SCHEMA.validate(json.loads(file.read_text(encoding="utf-8")))


@given(documents())
@hypothesis_settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_the_writer_writes_is_valid(document):
    SCHEMA.validate(as_data(document))


@pytest.mark.parametrize("source", WRONG_SHAPES.values(), ids=WRONG_SHAPES)
def test_a_wrong_shape_is_refused_by_the_schema_as_by_the_reader(source):
    with pytest.raises(DocumentRefused):
        read(source)
    assert not SCHEMA.is_valid(json.loads(source))


def test_what_the_reader_takes_as_a_number_the_schema_takes_too():
    source = a_document(
        canvas={**HEAD, "usd_rate": 0.92},
        features=[{"name": "Search", "usage": {"active_users": 2000}, "costs": [{"kind": "other", "amount": 0.1}]}],
    )
    assert read(source)
    SCHEMA.validate(json.loads(source))


def test_anybody_may_fetch_it(client):
    response = client.get(reverse("document:schema"))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/schema+json"
    assert response.text == json_schema.text()
