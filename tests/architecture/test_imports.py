"""The arrows of docs/architecture.md: what may know what."""

import subprocess
import sys

from django.apps import apps

from tests.architecture.source import APPS, ROOT, imported, modules, name_of, room_of


def test_the_import_contracts_of_pyproject_hold():
    program = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=110)
    assert run.returncode == 0, run.stdout


def test_the_arithmetic_imports_only_the_standard_library_and_numpy():
    allowed = {*sys.stdlib_module_names, "numpy"}
    economics = [path for path in modules() if name_of(path).startswith("economics/")]
    assert economics
    foreign = {
        (name_of(path), name)
        for path in economics
        for name in imported(path)
        if name.split(".")[0] not in allowed and not name.startswith(("economics", "."))
    }
    assert not foreign


def test_rules_are_plain_python():
    foreign = {
        (name_of(path), name)
        for path in modules()
        if room_of(path) == "rules"
        for name in imported(path)
        if name.split(".")[0] in ("django", "genai_prices", "weasyprint") or name.endswith(".models")
    }
    assert not foreign


def test_relations_between_models_point_the_way_of_the_imports():
    order = {name: number for number, name in enumerate(APPS)}
    wrong = [
        f"{model._meta.label}.{field.name} points at {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
        if order.get(field.related_model._meta.app_label, -1) > order.get(model._meta.app_label, len(APPS))
    ]
    assert not wrong
