import pytest

pytestmark = pytest.mark.django_db


def test_a_paste_that_is_too_large_is_told_how_much_may_be_sent(edda_client, workspace):
    answer = edda_client.post(f"/workspaces/{workspace.pk}/canvases/import/", {"text": "x" * 2_200_000})
    assert answer.status_code == 400
    assert "more than 2 MB, so nothing of it was saved" in answer.content.decode()


def test_another_bad_request_is_told_to_try_again(edda_client, workspace):
    answer = edda_client.post(
        f"/workspaces/{workspace.pk}/canvases/import/", "--x", content_type="multipart/form-data; boundary=\x00"
    )
    assert answer.status_code == 400
    assert "reload the page and try again" in answer.content.decode()
