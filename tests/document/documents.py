"""Small documents to break."""

import json
from typing import Any

HEAD = {"title": "Tandem", "currency": "USD"}


def a_document(**sections: Any) -> str:
    """Return a document's text with these sections; `canvas` replaces the head."""
    return json.dumps({"format": "canvas-ledger/1", "canvas": HEAD, **sections})


def a_feature(**keys: Any) -> str:
    """Return a document's text with one feature of these keys."""
    return a_document(features=[{"name": "Search", **keys}])
