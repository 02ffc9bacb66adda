"""Static files as they are served: under hashed names, compressed, with every reference rewritten."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from config.static import slim_style
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


def test_our_styles_and_modules_leave_their_comments_and_indentation_at_home(collected, names):
    style, module = (collected / names[name] for name in ("css/tokens.css", "js/toasts.js"))
    assert "/*" not in style.read_text()
    assert "\n  " not in module.read_text()


def test_what_a_package_brings_is_left_as_it_came(collected, names):
    name = "django_htmx/htmx-2.min.js"
    assert (collected / names[name]).read_bytes() == Path(finders.find(name)).read_bytes()


@pytest.mark.parametrize("around", ["{}", "@layer components {{ {} }}", "@layer a {{ @media print {{ {} }} }}"])
def test_a_slimmed_style_keeps_a_descendant_apart_from_what_it_stands_in(around):
    slimmed = slim_style(around.format(".feat :is(.chip, .iv) { color: red; }  /* why */"))
    assert ".feat *:is(.chip,.iv){color:red}" in slimmed
