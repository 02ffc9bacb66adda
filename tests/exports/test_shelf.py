import os

import pytest

from exports.shelf import Pdf, Shelf


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "pdfs", size_limit=1100)


def test_what_was_kept_is_found_again(shelf):
    pdf = Pdf(b"%PDF\n\nwith lines\n", 3, ("Runic",))
    shelf.keep("a", pdf)
    assert shelf.find("a") == pdf


def test_what_was_not_kept_is_not_found(shelf):
    assert shelf.find("a") is None


def test_a_broken_file_is_as_good_as_none(shelf):
    shelf.keep("a", Pdf(b"%PDF", 1))
    (shelf.folder / "a.pdf").write_bytes(b"half of")
    assert shelf.find("a") is None


def test_the_longest_unused_make_room(shelf):
    for age, key in enumerate(("first", "second", "third")):
        shelf.keep(key, Pdf(b"x" * 300, 1))
        os.utime(shelf.folder / f"{key}.pdf", ns=(age, age))
    shelf.find("first")
    shelf.keep("fourth", Pdf(b"x" * 300, 1))
    assert shelf.find("second") is None
    assert shelf.find("first")
    assert shelf.find("fourth")


def test_nobody_else_on_the_machine_may_look_into_it(shelf):
    shelf.keep("a", Pdf(b"x", 1))
    assert shelf.folder.stat().st_mode & 0o077 == 0


def test_b07_a_shelf_that_cannot_be_written_or_read_stops_no_pdf(tmp_path):
    (tmp_path / "exports").write_text("a file where the folder should be")
    shelf = Shelf(tmp_path / "exports")
    shelf.keep("a", Pdf(b"%PDF", 1))
    assert shelf.find("a") is None
