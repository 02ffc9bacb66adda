"""What a model bills apart stands in a document, and comes back from it without loss."""

import json

import pytest

from document.gathering import gather
from document.loading import load_document
from document.parsing import DocumentRefused
from document.reading import read
from document.writing import as_data, write

LINE = {
    "key": "speech",
    "kind": "inference",
    "provider": "openai",
    "model": "gpt-realtime",
    "input_tokens": "10k",
    "output_tokens": "5k",
    "price_factor": "1.2",
    "price_factor_reason": "tax",
    "units": {"input_audio_tokens": "2k to 4k", "cached_audio_tokens": "500"},
    "limits": {"units.input_audio_tokens": {"least": "1k"}},
    "prices": {
        "date": "2026-11-28",
        "catalogue": "0.2.3",
        "name": "OpenAI gpt-realtime",
        "input": [{"above_tokens": "0", "price": "4"}],
        "units": {"input_audio_tokens": [{"above_tokens": "0", "price": "0.000032"}], "web_searches": []},
        "request": "0.005",
        "least": {"audio_hours": "0.002777777777777778"},
        "hours": [{"hours": "16", "input": "0.27", "output": "1.1"}, {"hours": "8", "input": "0.135"}],
    },
}
OWN = {
    "key": "own",
    "kind": "inference",
    "price_per_million_input": "3",
    "price_per_million_output": "15",
    "input_tokens": "1000",
    "output_tokens": "100",
    "units": {"web_searches": "1 to 3"},
    "unit_prices": {"web_searches": "0.01"},
}


def document(*lines) -> str:
    feature = {
        "name": "Voice",
        "costs": list(lines),
        "scenarios": [
            {
                "name": "All spoken",
                "inputs": [
                    {"line": "speech", "field": "price_factor", "value": "1.1"},
                    {"line": "speech", "field": "units.input_audio_tokens", "value": "10k"},
                ],
            }
        ],
    }
    head = {"title": "Voice", "currency": "USD"}
    head["check_next"] = {"feature": "Voice", "line": "speech", "field": "units.input_audio_tokens"}
    return json.dumps({"format": "canvas-ledger/1", "canvas": head, "features": [feature]})


def test_it_is_read_and_written_without_loss():
    first = read(document(LINE, OWN))
    assert read(write(first)) == first
    (speech, own) = as_data(first)["features"][0]["costs"]
    assert speech["units"] == LINE["units"]
    assert speech["price_factor_reason"] == "tax"
    assert own["unit_prices"] == OWN["unit_prices"]
    assert speech["prices"]["request"] == "0.005"


def test_a_canvas_of_it_gives_the_same_document_back(workspace, olga):
    canvas = load_document(document=read(document(LINE, OWN)), workspace=workspace, by=olga)
    line = canvas.lines.get(key="speech")
    assert line.units == LINE["units"]
    once = write(gather(canvas))
    again = load_document(document=read(once), workspace=workspace, by=olga)
    assert write(gather(again)) == once
    told = json.loads(once)["features"][0]
    assert told["costs"][0]["units"] == LINE["units"]
    assert told["costs"][0]["prices"]["units"]["input_audio_tokens"] == [{"above_tokens": "0", "price": "0.000032"}]
    assert told["costs"][0]["limits"] == LINE["limits"]
    assert told["scenarios"][0]["inputs"][1]["field"] == "units.input_audio_tokens"


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        ({"units": {"audio_token": "1"}}, "units.audio_token", "Did you mean"),
        ({"units": {"input_audio_tokens": "-1"}}, "units.input_audio_tokens", "negative"),
        ({"units": {"input_audio_tokens": "12k"}}, "units.input_audio_tokens", "12,000 are more than the 10,000"),
        ({"unit_prices": {"web_searches": "0.01"}}, "unit_prices.web_searches", "the line names a model as well"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(changes, where, what):
    with pytest.raises(DocumentRefused) as refused:
        read(document({**LINE, **changes}))
    assert refused.value.where == f"features.0.costs.0.{where}"
    assert what in str(refused.value)
