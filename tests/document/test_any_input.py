"""Whatever comes in, the answer is a document or a refusal with a place."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from document import schema
from document.content import Document
from document.parsing import DocumentRefused
from document.reading import read
from document.writing import as_data
from tests.document.strategies import documents

KEYS = sorted({key for group in (schema.DOCUMENT, *schema.SECTIONS.values()) for key in getattr(group, "keys", {})})
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(KEYS)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner, max_size=3),
    max_leaves=12,
)
calmly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answered(source):
    try:
        return isinstance(read(source), Document)
    except DocumentRefused as refusal:
        str(refusal).encode()
        return bool(refusal.where and refusal.what)


@given(st.binary() | st.text(st.characters()) | st.text('{}[]":,\\0eE-.N '))
def test_any_text(source):
    assert answered(source)


@given(st.dictionaries(st.sampled_from(KEYS), ANYTHING))
@calmly
def test_any_json(sections):
    assert answered(json.dumps({**sections, "format": schema.FORMAT}))


@st.composite
def spoilt_documents(draw):
    """Draw a good document in which one place holds something else."""
    data = as_data(draw(documents()))
    at = data
    while True:
        key = draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not (isinstance(at[key], dict | list) and at[key]) or draw(st.booleans()):
            at[key] = draw(ANYTHING)
            return json.dumps(data)
        at = at[key]


@given(spoilt_documents())
@calmly
def test_a_good_document_with_one_place_spoilt(source):
    assert answered(source)
