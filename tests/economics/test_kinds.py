"""The table of kinds says of every line what is typed into it and how its figure comes about."""

from string import Formatter

import pytest

from economics import kinds

told = [each for each in kinds.LINE_TYPES if not (each.has_basis or each.has_model)]


@pytest.mark.parametrize("line_type", told, ids=lambda each: each.words)
def test_the_sentence_of_a_line_tells_every_number_that_is_typed_into_it(line_type):
    named = {name for _, name, _, _ in Formatter().parse(line_type.sentence) if name}
    assert named - {"uses"} == {field.name for field in line_type.fields}
