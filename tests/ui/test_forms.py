import pytest
from django import forms
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from tests import hostile
from ui import rules
from ui.forms import LinkField, PlainForm, PlainSelect, PlainTextArea, PlainTextField


class NoteForm(PlainForm):
    title = PlainTextField(max_length=100, help_text="As it <stands> on the poster.")
    text = PlainTextArea(max_length=70_000, required=False)
    link = LinkField(required=False)


class ChoosingForm(PlainForm):
    agreed = forms.BooleanField()
    colour = forms.ChoiceField(choices=[("1", "Blue")], widget=forms.RadioSelect)


def filled(**typed):
    return NoteForm({"title": "A title", **typed})


@pytest.mark.parametrize("text", [*hostile.SHOWN, hostile.BRACKETS])
def test_hostile_text_is_taken_as_text_and_shown_as_text(text):
    form = filled(text=text, title="")
    assert not form.is_valid()
    assert form.cleaned_data["text"] == text.strip()
    for marker in hostile.MARKERS:
        assert marker not in str(form)


@pytest.mark.parametrize("text", hostile.REFUSED)
@pytest.mark.parametrize("field", ["title", "text", "link"])
def test_what_cannot_be_stored_is_refused_and_shown_where_it_stands(field, text):
    form = filled(**{field: text})
    assert form.errors[field] == [
        "This holds a character that can't be stored. It is shown as \ufffd: take it out and save again."
    ]
    assert "\ufffd" in str(form)
    str(form).encode()


@pytest.mark.parametrize("link", hostile.LINKS)
def test_a_link_that_could_run_code_or_leave_the_web_is_refused(link):
    assert "link" in filled(link=link).errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/"),
        ("mailto:mei@example.org", "mailto:mei@example.org"),
        (" example.org/report ", "https://example.org/report"),
        ("", ""),
    ],
)
def test_a_web_or_mail_address_is_kept(typed, kept):
    form = filled(link=typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["link"] == kept


@given(st.text())
def test_no_text_makes_the_check_of_a_link_fail_or_pass_a_scheme_that_runs(text):
    if rules.is_safe_link(text):
        assert text.split(":")[0].lower() in ("http", "https", "mailto")


def test_line_ends_are_made_one():
    form = filled(text="one\r\ntwo\rthree")
    assert form.is_valid()
    assert form.cleaned_data["text"] == "one\ntwo\nthree"


def test_a_line_end_counts_once_towards_the_length():
    class Short(PlainForm):
        text = PlainTextArea(max_length=3)

    assert Short({"text": "a\r\nb"}).is_valid()


def test_what_is_too_long_is_kept_and_said():
    form = filled(title="x" * 101)
    assert form.errors["title"] == ["This is 101 characters long, and 100 is the most. Shorten it."]
    assert "x" * 101 in str(form)
    assert "maxlength" not in str(form)


def test_the_sentence_stands_beside_its_field_and_is_tied_to_it():
    page = str(filled(title=""))
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-required="true"' in page
    assert 'id="id_title_error"' in page
    assert "This is empty. Fill it in." in page
    assert "As it &lt;stands&gt; on the poster." in page


def test_a_field_that_may_be_empty_says_so():
    page = str(NoteForm())
    assert page.count('<span class="opt"> optional</span>') == 2
    assert "aria-invalid" not in page
    assert " required" not in page


def test_choices_are_refused_in_the_same_words():
    form = ChoosingForm({})
    assert form.errors == {"agreed": ["This is empty. Fill it in."], "colour": ["This is empty. Fill it in."]}
    assert '<fieldset class="fld is-bad" aria-describedby="id_colour_error">' in str(form)


def test_what_may_be_chosen_is_shown_as_text_with_the_choice_that_was_made():
    class Choosing(PlainForm):
        model = forms.ChoiceField(choices=[("a", "<b>A</b>"), ('"b', "B")], widget=PlainSelect, required=False)

    page = str(Choosing({"model": '"b'}))
    assert '<option value="a">&lt;b&gt;A&lt;/b&gt;</option>' in page
    assert '<option value="&quot;b" selected>B</option>' in page
    assert '<select name="model" id="id_model">' in page


def test_an_error_of_the_whole_form_is_announced():
    form = filled()
    form.add_error(None, "The two <passwords> differ.")
    assert '<p class="form-err" role="alert">' in str(form)
    assert "The two &lt;passwords&gt; differ." in str(form)


def test_a_field_can_be_drawn_alone():
    assert 'for="id_title"' in render_to_string("ui/field.html", {"field": NoteForm()["title"]})
