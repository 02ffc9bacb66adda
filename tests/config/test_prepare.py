import os
from io import StringIO

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from canvas.models import Canvas
from config.management.commands.prepare import static_fingerprint
from teams.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepare(settings, tmp_path):
    """Run `manage.py prepare --link` with a folder for static files of its own; returns what it printed."""
    settings.STATIC_ROOT = tmp_path

    def run():
        out = StringIO()
        call_command("prepare", link=True, stdout=out)
        return out.getvalue()

    return run


def address_in(text: str) -> str:
    return next(line.strip() for line in text.splitlines() if "/sign-in/" in line)


def test_the_first_start_leads_by_its_link_to_the_examples(prepare, client, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    path = address_in(prepare()).removeprefix(settings.LINK_ORIGIN)
    form = client.get(path)
    assert form.status_code == 200
    password = "four plain words here"
    client.post(
        path, {"name": "Olga", "email": "olga@example.com", "password": password, "again": password}, follow=True
    )
    titles = set(Canvas.objects.values_list("title", flat=True))
    assert len(titles) == 3
    assert User.objects.get().has_usable_password()
    page = client.get("/", follow=True)
    for title in titles:
        assert title in page.text


def test_a_later_start_changes_nothing_but_offers_a_new_link(prepare):
    first = prepare()
    canvases = Canvas.objects.count()
    second = prepare()
    assert Canvas.objects.count() == canvases
    assert User.objects.count() == 1
    assert address_in(first) != address_in(second)


def test_no_link_is_printed_once_an_owner_has_a_password(prepare):
    prepare()
    owner = User.objects.get()
    owner.set_password("four plain words here")
    owner.save()
    assert "/sign-in/" not in prepare()


def test_static_files_are_collected_again_only_when_one_has_changed(prepare, tmp_path):
    prepare()
    stamp = tmp_path.with_name(f"{tmp_path.name}-fingerprint")
    made = os.stat(stamp).st_mtime_ns
    prepare()
    assert os.stat(stamp).st_mtime_ns == made


def test_the_fingerprint_changes_with_a_file(monkeypatch, tmp_path, settings):
    before = static_fingerprint()
    (tmp_path / "new.css").write_text("")
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path]
    finders.get_finder.cache_clear()
    assert static_fingerprint() != before
    finders.get_finder.cache_clear()
