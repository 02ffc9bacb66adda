"""The ledger page: what it shows, and what its buttons do, with htmx and without JavaScript."""

import pytest
from django.urls import reverse

from canvas.actions import canvases
from ledger.actions import features
from ledger.models import Feature, Line
from tests.factories import feature_with_lines
from tests.ledger.conftest import EARNING, LOSING, MODEL_LINE, REVIEW, priced

HTMX = {"HX-Request": "true"}
HOSTILE = '"><script>alert(1)</script>{{ 7|add:7 }}'


def url(name, canvas, *args):
    return reverse(f"ledger:{name}", args=[canvas.pk, *args])


def names(canvas):
    return [feature.name for feature in canvas.features.in_order()]


@pytest.fixture
def three(canvas, olga):
    return [feature_with_lines(canvas, by=olga, name=name) for name in "ABC"]


class TestThePage:
    def test_an_empty_ledger_says_what_to_do(self, canvas, olga_client):
        page = olga_client.get(url("page", canvas))
        assert page.status_code == 200
        assert "No features priced yet." in page.text
        assert "Add the first feature" in page.text

    def test_each_feature_stands_with_its_figures_and_verdict(self, canvas, olga, olga_client):
        feature_with_lines(canvas, by=olga, **EARNING)
        feature_with_lines(canvas, by=olga, **LOSING)
        feature_with_lines(canvas, by=olga, name="Empty")
        page = olga_client.get(url("page", canvas)).text
        for said in ("+$0.225", "−$0.065", "1,000", "+$225", "−$65", "Healthy", "Loses money on every use — redesign"):
            assert said in page
        assert "Not quantified — don’t pitch yet" in page
        assert "2 of 3 features" in page

    def test_the_heading_is_the_finding_and_the_sums_close_it(self, canvas, olga, olga_client):
        feature_with_lines(canvas, by=olga, **EARNING)
        feature_with_lines(canvas, by=olga, **LOSING)
        page = olga_client.get(url("page", canvas)).text
        assert "Loser takes back $65 a month of what the others earn</h1>" in page
        assert page.index("Value captured a month") < page.index("$300") < page.index("$140") < page.index("+$160")

    def test_htmx_gets_the_table_alone(self, canvas, three, olga_client):
        fragment = olga_client.get(url("page", canvas), headers=HTMX).text
        assert "<html" not in fragment
        assert f'id="ledger-{canvas.pk}"' in fragment

    def test_a_viewer_sees_the_figures_and_no_controls(self, canvas, three, victor_client):
        page = victor_client.get(url("page", canvas)).text
        assert ">A</a>" in page
        for name in ("feature-move", "feature-duplicate", "feature-delete"):
            assert url(name, canvas, three[0].pk) not in page
        assert f'action="{url("features", canvas)}"' not in page

    def test_an_archived_ledger_can_be_read_and_not_changed(self, canvas, three, olga, olga_client):
        canvases.archive_canvas(canvas=canvas, by=olga)
        assert f'action="{url("features", canvas)}"' not in olga_client.get(url("page", canvas)).text
        assert olga_client.post(url("features", canvas), {"name": "D"}).status_code == 403
        assert names(canvas) == ["A", "B", "C"]

    def test_hostile_names_are_shown_as_text(self, canvas, olga, olga_client):
        feature_with_lines(
            canvas, by=olga, name=HOSTILE, description=HOSTILE, lines=[{"kind": "other", "label": HOSTILE}]
        )
        page = olga_client.get(url("page", canvas)).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page

    def test_its_queries_do_not_grow(self, canvas, olga, olga_client, count_queries):
        priced()
        feature_with_lines(canvas, by=olga, name="First", lines=[MODEL_LINE, REVIEW])
        olga_client.get(url("page", canvas))
        few = count_queries(lambda: olga_client.get(url("page", canvas)))
        for number in range(8):
            feature_with_lines(canvas, by=olga, name=f"F{number}", lines=[MODEL_LINE, REVIEW] * 3)
        olga_client.get(url("page", canvas))
        assert count_queries(lambda: olga_client.get(url("page", canvas))) == few <= 8


class TestAdding:
    def test_a_name_is_enough_and_leads_to_the_feature(self, canvas, edda_client):
        answer = edda_client.post(url("features", canvas), {"name": " Summary "})
        feature = canvas.features.get()
        assert feature.name == "Summary"
        assert answer.url == feature.get_absolute_url()
        assert edda_client.get(answer.url).status_code == 200

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("", "This is empty"),
            ("  ", "This is empty"),
            ("n" * 81, "81 characters long"),
            ("a\x00b", "can&#x27;t be stored"),
            ("summary", "has this name already"),
        ],
    )
    def test_a_bad_name_is_refused_beside_the_field_and_kept(self, canvas, olga, edda_client, name, sentence):
        feature_with_lines(canvas, by=olga, name="Summary")
        answer = edda_client.post(url("features", canvas), {"name": name})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert names(canvas) == ["Summary"]
        if name == "summary":
            assert 'value="summary"' in answer.text


class TestOrder:
    @pytest.mark.parametrize(
        ("which", "way", "order"), [(2, "up", "ACB"), (0, "down", "BAC"), (0, "up", "ABC"), (2, "down", "ABC")]
    )
    def test_a_feature_moves_one_place(self, canvas, three, edda_client, which, way, order):
        answer = edda_client.post(url("feature-move", canvas, three[which].pk), {"way": way})
        assert "".join(names(canvas)) == order
        assert answer.url == f"{url('page', canvas)}#feature-{three[which].pk}"

    def test_htmx_gets_the_new_order_and_says_the_place(self, canvas, three, edda_client):
        answer = edda_client.post(url("feature-move", canvas, three[2].pk), {"way": "up"}, headers=HTMX)
        assert answer.text.index(">A</a>") < answer.text.index(">C</a>") < answer.text.index(">B</a>")
        assert "C: position 2 of 3" in answer.headers["HX-Trigger"]

    @pytest.mark.parametrize("data", [{}, {"way": "sideways"}])
    def test_anything_else_is_refused(self, canvas, three, edda_client, data):
        answer = edda_client.post(url("feature-move", canvas, three[0].pk), data)
        assert answer.status_code == 422
        assert "up or down" in answer.text
        assert names(canvas) == ["A", "B", "C"]


class TestCopies:
    def test_who_undoes_a_feature_on_its_own_page_is_led_to_the_canvas(self, canvas, edda, edda_client):
        added = features.add_feature(canvas=canvas, name="Extra", by=edda)
        page = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{added.get_absolute_url()}"}
        answer = edda_client.post(reverse("canvas:undo", args=[canvas.pk]), headers=page)
        assert answer["HX-Redirect"] == canvas.get_absolute_url()
        assert "Undone: Extra" in edda_client.get(answer["HX-Redirect"]).text
        elsewhere = page | {"HX-Current-URL": f"http://testserver{canvas.get_absolute_url()}#feature-{added.pk}"}
        features.add_feature(canvas=canvas, name="Extra", by=edda)
        assert "HX-Redirect" not in edda_client.post(reverse("canvas:undo", args=[canvas.pk]), headers=elsewhere)

    def test_a_copy_stands_after_its_original_and_can_be_undone(self, canvas, three, edda_client):
        answer = edda_client.post(url("feature-duplicate", canvas, three[0].pk), follow=True)
        assert names(canvas) == ["A", "A (copy)", "B", "C"]
        assert "A (copy) added" in answer.text
        edda_client.post(reverse("canvas:undo", args=[canvas.pk]))
        assert names(canvas) == ["A", "B", "C"]


class TestDeleting:
    def test_a_deleted_feature_goes_at_once_and_the_toast_brings_it_back(self, canvas, three, edda_client):
        answer = edda_client.post(url("feature-delete", canvas, three[1].pk), {"version": 1}, headers=HTMX)
        assert names(canvas) == ["A", "C"]
        assert "B deleted" in answer.text
        undo = reverse("canvas:undo", args=[canvas.pk])
        assert undo in answer.text
        edda_client.post(undo)
        assert names(canvas) == ["A", "B", "C"]

    def test_without_javascript_the_page_follows_with_the_toast(self, canvas, three, edda_client):
        answer = edda_client.post(url("feature-delete", canvas, three[1].pk), {"version": 1}, follow=True)
        assert answer.redirect_chain == [(url("page", canvas), 302)]
        assert "B deleted" in answer.text

    @pytest.mark.parametrize("data", [{}, {"version": "x"}])
    def test_a_delete_without_a_version_is_refused(self, canvas, three, edda_client, data):
        answer = edda_client.post(url("feature-delete", canvas, three[1].pk), data, headers=HTMX)
        assert answer.status_code == 409
        assert "which version" in answer.text
        assert names(canvas) == ["A", "B", "C"]

    def test_one_that_is_gone_already_says_by_whom(self, canvas, three, olga_client, edda_client):
        olga_client.post(url("feature-delete", canvas, three[1].pk), {"version": 1})
        answer = edda_client.post(url("feature-delete", canvas, three[1].pk), {"version": 1}, headers=HTMX)
        assert answer.status_code == 409
        assert "Olga deleted this." in answer.text


class TestTheDoor:
    @pytest.mark.parametrize("name", ["feature", "feature-move", "feature-duplicate", "feature-delete"])
    def test_a_feature_of_one_canvas_is_not_found_in_another(self, name, canvas, workspace, olga, olga_client):
        other = canvases.create_canvas(workspace=workspace, title="Other", by=olga)
        feature = feature_with_lines(other, by=olga, lines=[REVIEW])
        ask = olga_client.get if name == "feature" else olga_client.post
        assert ask(url(name, canvas, feature.pk), {"version": 1, "way": "up"}).status_code == 404
        assert Feature.objects.get().version == 1
        assert Line.objects.count() == 1

    @pytest.mark.parametrize("name", ["features", "feature-move", "feature-duplicate", "feature-delete"])
    def test_who_may_only_read_or_comment_changes_nothing(
        self, name, canvas, three, rita_client, victor_client, otto_client
    ):
        where = url(name, canvas, *([] if name == "features" else [three[0].pk]))
        data = {"name": "D", "version": 1, "way": "down"}
        assert [client.post(where, data).status_code for client in (rita_client, victor_client)] == [403, 403]
        assert otto_client.post(where, data).status_code == 404
        assert names(canvas) == ["A", "B", "C"]

    @pytest.mark.parametrize("name", ["page", "strip"])
    def test_who_is_no_member_finds_nothing(self, name, canvas, victor_client, otto_client, client):
        assert victor_client.get(url(name, canvas)).status_code in (200, 302)
        assert otto_client.get(url(name, canvas)).status_code == 404
        assert client.get(url(name, canvas)).url.startswith(reverse("teams:sign-in"))


class TestTheStrip:
    def test_htmx_gets_the_strip_with_the_totals_in_their_places(self, canvas, olga, victor_client):
        feature_with_lines(canvas, by=olga, **EARNING)
        fragment = victor_client.get(url("strip", canvas), headers=HTMX).text
        assert "<html" not in fragment
        assert "Earner" in fragment
        for block, total in (("revenue_streams", "captured"), ("cost_structure", "costs")):
            behind = f"{url('totals', canvas)}#{total}"
            assert f'id="total-{block}" href="{behind}" hx-swap-oob="true"' in fragment

    def test_a_browser_is_shown_it_on_the_canvas_page(self, canvas, victor_client):
        assert victor_client.get(url("strip", canvas)).url == f"{canvas.get_absolute_url()}#strip"
