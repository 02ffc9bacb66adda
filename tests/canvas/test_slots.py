"""Named places of a page that apps to the left fill: any name, asked once per page, with all its rows."""

import pytest
from django.utils.safestring import mark_safe

from canvas import slots
from tests.architecture.source import calls, modules


class Subject:
    """What a page is of, as far as slots care."""

    pk = "a subject"


asked: list[tuple[str, list]] = []
reads: list[Subject] = []


def _note_threads(page, ids):
    asked.append(("threads", ids))
    return {ids[0]: mark_safe(f"<i>{page.read(_counted)}</i>")}


def _note_names(page, ids):
    asked.append(("names", ids))
    return {one: f"<b>{page.read(_counted)}" for one in ids}


def _counted(subject):
    reads.append(subject)
    return len(reads)


@pytest.fixture
def register(monkeypatch):
    """Register fillers for one test; their names are those of functions in this module."""
    monkeypatch.setattr(slots, "_fillers", {})
    asked.clear()
    reads.clear()
    return lambda name, *functions: [slots.register({name: f"{__name__}:{one}"}) for one in functions]


def test_a_place_that_nobody_fills_is_empty_for_every_row(register):
    filled = slots.fill("phase", Subject(), [1, 2])
    assert filled[1] == filled["never asked"] == ""


def test_a_filler_is_asked_once_with_all_rows_whatever_their_number(register):
    register("row", "_note_threads")
    slots.fill("row", Subject(), range(3))
    assert asked == [("threads", [0, 1, 2])]


def test_no_filler_is_asked_about_no_rows(register):
    register("row", "_note_threads")
    assert slots.fill("row", Subject(), []) == {}
    assert asked == []


def test_apps_stand_beside_each_other_in_the_order_of_registration_each_once(register):
    register("row", "_note_threads", "_note_threads")
    register("row", "_note_threads")
    assert slots.fill("row", Subject(), [7])[7] == "<i>1</i>"


def test_what_is_not_marked_safe_makes_the_page_escape_it(register):
    register("row", "_note_names")
    assert not hasattr(slots.fill("row", Subject(), [7])[7], "__html__")


def test_places_of_one_page_share_what_was_read_and_two_pages_do_not(register):
    register("row", "_note_threads")
    register("page-bar", "_note_names")
    page = slots.Page(Subject())
    assert page.fill("row", [7])[7] == "<i>1</i>"
    assert page.place("page-bar") == "<b>1"
    assert page.has_read(_counted)
    assert not slots.Page(Subject()).has_read(_counted)
    assert len(reads) == 1


def test_every_place_that_an_app_fills_is_asked_for_by_some_page():
    """A name that nobody asks for is a typing error, or what is left of a page that went."""
    strings = {
        argument.value
        for path in modules()
        for call in calls(path)
        if getattr(call.func, "attr", "") in ("fill", "place")
        for argument in call.args
        if hasattr(argument, "value")
    }
    assert slots._fillers
    assert not {name for name in slots._fillers if name not in strings}
