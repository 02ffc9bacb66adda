"""What is built for a container holds what the product needs."""

import pytest

from tests.architecture.source import ROOT

LET_THROUGH = {
    line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
}
PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}


@pytest.mark.parametrize("name", sorted(PACKAGES | {"static", "templates", "examples", "scripts", "requirements.txt"}))
def test_every_package_of_the_product_is_let_into_the_image(name):
    assert name in LET_THROUGH


def test_neither_history_nor_data_nor_tests_are_let_into_the_image():
    assert not LET_THROUGH & {".git", ".venv", "var", "tests", ".env"}


def test_nobody_in_the_image_is_root():
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    assert lines.index("USER 10001:10001") > max(n for n, line in enumerate(lines) if line.startswith(("RUN", "COPY")))
