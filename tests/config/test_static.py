"""Static files as they are served: under hashed names, compressed, with every reference rewritten."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from config.static import module_without_comments, style_without_comments
from tests.architecture.source import templates

MANIFEST = "staticfiles.json"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The folder into which the static files of the product and of its packages are collected."""
    from django.conf import settings
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.static.HashedStaticStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(scope="module")
def names(collected):
    """Which hashed name each file got."""
    return json.loads((collected / MANIFEST).read_text())["paths"]


def test_a_file_stands_only_under_its_hashed_name(collected, names):
    assert re.fullmatch(r"css/tokens\.[0-9a-f]{12}\.css", names["css/tokens.css"])
    assert (collected / names["css/tokens.css"]).exists()
    assert not (collected / "css/tokens.css").exists()


def test_text_is_compressed_both_ways(collected, names):
    for suffix in (".gz", ".br"):
        assert (collected / (names["css/tokens.css"] + suffix)).exists()


def test_a_module_imports_others_by_their_hashed_names(collected, names):
    for name, hashed in names.items():
        if name.startswith("js/"):
            imports = re.findall(
                r"""^import[^"';]*["'](\.[^"']+)["']""", (collected / hashed).read_text(), re.MULTILINE
            )
            assert all(re.search(r"\.[0-9a-f]{12}\.js$", target) for target in imports), name


def test_every_file_that_a_page_names_is_there(names):
    named = {
        name
        for path in templates()
        for name in re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert named
    assert not named - names.keys()


def test_a_comment_of_ours_is_not_sent(collected, names):
    ours = [name for name in names if name.startswith(("css/", "js/"))]
    assert ours
    for name in ours:
        text = (collected / names[name]).read_text()
        assert not re.search(r"/\*[^*]|^\s*//", text, re.MULTILINE), name


def test_what_a_package_brings_is_left_as_it_came(collected, names):
    name = "django_htmx/htmx-2.min.js"
    assert (collected / names[name]).read_bytes() == Path(finders.find(name)).read_bytes()


def test_a_style_without_its_comments_says_the_same():
    written = '/* why */\n.feat :is(.chip, .iv) { color: red; content: "/* kept */"; } /* how */\n'
    kept = '.feat :is(.chip, .iv) { color: red; content: "/* kept */"; }'
    assert style_without_comments(written).strip() == kept


def test_a_module_without_its_comments_keeps_addresses_and_code():
    written = 'import a from "./a.js";\n// why\nif (b) {\n  // how\n  c("https://d.example");\n}\n'
    kept = 'import a from "./a.js";\nif (b) {\n  c("https://d.example");\n}\n'
    assert module_without_comments(written) == kept
