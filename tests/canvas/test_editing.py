"""What comes of a change, the same for every editor: saved, stale, in conflict, gone, refused, with and without htmx.

What only a browser shows, where the focus goes and what is swapped, is in tests/journeys.
"""

import inspect
import re
from html import unescape

import pytest
from django.urls import get_resolver, reverse

from canvas.views.editing import Editor, FormEditor
from tests.canvas.editors import CASES
from tests.ledger.filled_in import fields_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}

by_browser_and_htmx = pytest.mark.parametrize("headers", [{}, HTMX], ids=["by-browser", "by-htmx"])


def each(has=lambda case: True):
    """Run a test for every editor of which `has` is true."""
    return pytest.mark.parametrize("case", [case for case in CASES if has(case)], ids=lambda case: case.editor.__name__)


def words(html):
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def notice_of(html, key):
    """Return what stands in the alert of an editor, which must be one."""
    tag = re.search(rf'<div class="edit-notice" id="notice-{re.escape(key)}"[^>]*>', html)
    assert tag, "there is no notice"
    assert 'role="alert"' in tag[0]
    return html[tag.end() :].partition("<!--")[0]


class Session:
    """One person at one editor: `open` it, then `send` what it holds with something typed over it."""

    def __init__(self, client, case, canvas, item_id, headers):
        self.client, self.case, self.canvas, self.item_id = client, case, canvas, item_id
        self.headers, self.fields = headers, {}
        self.key, self.url = self.at.key, self.at.url

    @property
    def at(self) -> Editor:
        return self.case.at(self.canvas, self.item_id)

    @property
    def value(self):
        return self.case.value(self.at.item)

    def open(self):
        self.took(self.client.get(self.url, headers=self.headers))
        return self

    def took(self, answer):
        """Go on from the form that an answer shows."""
        self.fields = fields_of(answer.text, f"form-{self.key}")

    def type(self, text):
        self.fields[self.case.name(self.canvas)] = text
        return self

    def send(self, **more):
        return self.client.post(self.url, self.fields | more, headers=self.headers)


@pytest.fixture
def item_id(case, canvas, olga):
    return case.make(canvas, olga)


@pytest.fixture
def mine(case, canvas, item_id, edda_client, headers):
    """Edda's session, opened."""
    return Session(edda_client, case, canvas, item_id, headers).open()


@pytest.fixture
def conflict(mine, case, canvas, item_id, olga_client):
    """Edda's session after Olga has saved another text, and the answer that Edda gets."""
    olgas = Session(olga_client, case, canvas, item_id, mine.headers).open()
    assert closes(olgas.type(case.theirs).send())
    answer = mine.type(case.mine).send()
    assert answer.status_code == 409
    return answer


def closes(answer) -> bool:
    """Say whether an answer is what stands in the place of a closed editor, or leads there."""
    return answer.status_code in (200, 302) and 'name="way" value="theirs"' not in answer.text


def their_version(answer):
    return re.search(r'name="their_version" value="(\d+)"', answer.text)[1]


def subclasses(of):
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


def test_every_editor_stands_in_the_table():
    assert get_resolver().url_patterns  # reading the addresses imports every view
    # One without a name of its own is another way to save what its parent edits.
    found = {one for one in subclasses(Editor) if not inspect.isabstract(one) and "name" in vars(one)}
    assert found == {case.editor for case in CASES}


def test_an_editor_without_one_of_its_hooks_can_not_be_made(canvas):
    class Unfinished(Editor):
        pass

    with pytest.raises(TypeError, match="closed.*find.*form.*held.*write"):
        Unfinished(None, canvas, canvas.pk)


class TestSaved:
    @by_browser_and_htmx
    @each()
    def test_what_was_typed_is_saved_and_the_editor_closes(self, mine, case):
        answer = mine.type(case.mine).send()
        assert closes(answer)
        assert mine.value == case.mine

    @pytest.mark.parametrize("headers", [{}])
    @each()
    def test_without_javascript_it_is_a_page_with_an_empty_alert(self, mine):
        page = mine.client.get(mine.url).text
        assert "<html" in page
        notice_of(page, mine.key)

    @pytest.mark.parametrize("headers", [HTMX])
    @each()
    def test_in_place_it_is_a_fragment_with_an_empty_alert(self, mine):
        fragment = mine.client.get(mine.url, headers=HTMX).text
        assert "<html" not in fragment
        notice_of(fragment, mine.key)

    @by_browser_and_htmx
    @each()
    def test_giving_up_changes_nothing(self, mine, case):
        before = mine.value
        assert closes(mine.type(case.mine).send(way="theirs"))
        assert mine.value == before

    @by_browser_and_htmx
    @each(lambda case: case.aside)
    def test_another_persons_change_of_another_field_is_no_conflict(self, mine, case, canvas, item_id, olga):
        case.aside(canvas, item_id, olga)
        assert closes(mine.type(case.mine).send())
        assert mine.value == case.mine


@pytest.mark.parametrize("headers", [HTMX])
class TestAutosaved:
    def test_an_open_editor_gets_what_its_next_save_stands_on_and_all_is_one_step(self, mine, case):
        before = mine.value
        for text in (case.theirs, case.mine):
            answer = mine.type(text).send(keep_open="1")
            assert answer.status_code == 200
            assert answer.headers["HX-Retarget"] == f"#basis-{mine.key}"
            assert "<textarea" not in answer.text
            notice_of(answer.text, mine.key)
            mine.fields |= dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
        assert mine.value == case.mine
        mine.client.post(reverse("canvas:undo", args=[mine.canvas.pk]))
        assert mine.value == before

    def test_after_another_persons_change_of_another_field_that_field_still_meets_the_conflict(
        self, mine, case, canvas, item_id, olga
    ):
        opened_on = mine.fields["version"]
        case.aside(canvas, item_id, olga)
        answer = mine.type(case.mine).send(keep_open="1")
        assert f'name="version" value="{opened_on}"' in answer.text

    pytestmark = each(lambda case: not issubclass(case.editor, FormEditor))


class TestConflict:
    @by_browser_and_htmx
    @each()
    def test_both_texts_stand_side_by_side_with_three_ways_on(self, mine, case, conflict):
        alert = notice_of(conflict.text, mine.key)
        said = words(alert)
        assert "Olga changed this while you were editing." in said
        assert re.search(rf"\b{re.escape(case.theirs)}\b.*\b{re.escape(case.mine)}\b", said)
        for way in ("mine", "theirs", "again"):
            assert f'name="way" value="{way}"' in alert
        assert mine.value == case.theirs

    @by_browser_and_htmx
    @each()
    def test_keep_mine_saves_it_over_theirs(self, mine, case, conflict):
        assert closes(mine.send(way="mine", their_version=their_version(conflict)))
        assert mine.value == case.mine

    @by_browser_and_htmx
    @each()
    def test_take_theirs_leaves_it(self, mine, case, conflict):
        assert closes(mine.send(way="theirs", their_version=their_version(conflict)))
        assert mine.value == case.theirs

    @by_browser_and_htmx
    @each()
    def test_edit_again_goes_on_from_mine_and_saves(self, mine, case, conflict):
        again = mine.send(way="again", their_version=their_version(conflict))
        assert again.status_code == 200
        mine.took(again)
        assert mine.fields[case.name(mine.canvas)] == case.mine
        assert "while you were editing" not in again.text
        assert closes(mine.send())
        assert mine.value == case.mine


@by_browser_and_htmx
class TestGone:
    pytestmark = each(lambda case: case.delete)

    @pytest.fixture
    def gone(self, mine, case, canvas, item_id, olga):
        """Edda's session with something typed, after Olga has deleted what it is about."""
        case.delete(canvas, item_id, olga)
        return mine.type(case.mine)

    def test_the_text_is_kept_and_the_alert_says_who_deleted_it(self, gone, case):
        answer = gone.send()
        assert answer.status_code == 409
        alert = notice_of(answer.text, gone.key)
        assert "Olga deleted this." in words(alert)
        assert 'name="way" value="theirs"' in alert
        if not gone.headers:
            assert fields_of(answer.text, f"form-{gone.key}")[case.name(gone.canvas)] == case.mine

    def test_letting_it_go_leads_on(self, gone):
        answer = gone.send(way="theirs")
        assert closes(answer)

    @pytest.mark.parametrize("way", ["mine", "again"])
    def test_no_other_way_leads_to_a_page_that_is_not_found(self, gone, way):
        answer = gone.send(way=way, their_version="2")
        assert answer.status_code == 409
        assert "Olga deleted this." in words(notice_of(answer.text, gone.key))

    def test_its_editor_is_not_found(self, gone, case):
        status = 200 if case.is_made_anew else 404
        assert gone.client.get(gone.url, headers=gone.headers).status_code == status


@by_browser_and_htmx
@each()
def test_what_can_not_be_read_is_kept_and_saves_nothing(mine, case):
    before = mine.value
    answer = mine.type(case.bad).send()
    assert answer.status_code == 422
    notice_of(answer.text, mine.key)
    assert "fld-err" in answer.text or "Not saved; your text is kept." in answer.text
    if not mine.headers:
        assert fields_of(answer.text, f"form-{mine.key}")[case.name(mine.canvas)] == case.bad
    assert mine.value == before
    assert closes(mine.type(case.mine).send())


@by_browser_and_htmx
@each(lambda case: case.taken)
def test_a_name_that_is_taken_is_kept_and_said_beside_its_field(mine, case, canvas, olga):
    before = mine.value
    case.taken(canvas, olga)
    answer = mine.type(case.mine).send()
    assert answer.status_code == 422
    assert "has this name already" in words(answer.text)
    assert mine.value == before


@by_browser_and_htmx
@each()
def test_without_a_version_nothing_is_saved_and_the_alert_says_why(mine, case):
    before = mine.value
    answer = mine.type(case.mine).send(version="")
    assert answer.status_code == 422
    assert "did not say which version it was opened on" in words(notice_of(answer.text, mine.key))
    assert mine.value == before
