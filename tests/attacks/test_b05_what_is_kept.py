"""B05: no cache keeps a page, and nothing is public that only the server has a use for."""

import pytest
from django.conf import settings

from config.management.commands import prepare
from tests.attacks.routes import all_routes, asked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["olga", "otto"])
def test_b05_no_answer_to_who_is_signed_in_is_kept_by_a_cache(request, ids, person):
    client = request.getfixturevalue(f"{person}_client")
    for route in sorted(all_routes(), key=lambda route: route.name == "teams:sign-out"):
        for method in ("get", "post"):
            response = asked(client, route, ids, method)
            said = response.headers["Cache-Control"]
            expected = "no-cache" if "ETag" in response.headers else "no-store"
            assert {expected, "private"} & set(said.split(", ")), (route.name, method, said)
            assert "public" not in said


def test_b05_the_sign_in_page_is_kept_by_no_cache_either(client):
    assert client.get("/sign-in/")["Cache-Control"] == "no-store"


def test_b05_a_static_file_is_kept(client):
    assert "no-store" not in client.get("/static/css/tokens.css")["Cache-Control"]


def test_b05_the_folder_of_static_files_holds_no_fingerprint_of_the_installation(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "static")
    monkeypatch.setattr(prepare, "call_command", lambda *_, **__: settings.STATIC_ROOT.mkdir())
    prepare.collect_static()
    assert not any(settings.STATIC_ROOT.iterdir())
    assert (tmp_path / "static-fingerprint").exists()
