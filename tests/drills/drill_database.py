"""B06, B07: that a database is locked, gone or full is said within two seconds; nothing is acknowledged in vain."""

import re
from functools import partial

import pytest

from tests.drills.faults import full, gone, locked
from tests.drills.load import at_once, seconds_until

SECONDS = 2


@pytest.fixture
def olga(server):
    return server.sign_in("Olga")


@pytest.fixture
def workspace(olga) -> str:
    return olga.get("/").headers["Location"]


def new_canvas(browser, workspace, title):
    return browser.post(f"{workspace}canvases/new/", {"title": title, "currency": "EUR"})


def check_unavailable(answers, report, name):
    slowest = max(answer.seconds for answer in answers)
    report(f"{name}: {len(answers)} requests answered 503 within {slowest:.2f} s")
    assert {answer.status for answer in answers} == {503}
    assert all(int(answer.headers["Retry-After"]) > 0 and "nothing was saved" in answer.text for answer in answers)
    assert slowest < SECONDS


def page_of(made) -> str:
    """Return the address of a canvas that was made, whatever is asked of it next."""
    return re.match(r"/canvases/[^/]+/", made.headers["Location"])[0]


def write_note(browser, page: str) -> None:
    editor = browser.get(f"{page}notes/new/?block=key_activities", **{"HX-Request": "true"}).text
    address = re.search(r'action="([^"]+)"', editor)[1]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', editor))
    written = browser.post(address, fields | {"text": "Something to print", "status": "assumption"})
    assert written.status == 302


def titles(browser, workspace) -> set[str]:
    return set(re.findall(r"Canvas \d+", browser.get(workspace).text))


def test_b07_locked(server, olga, workspace, report):
    edda = server.sign_in("Edda", role="editor")
    page = page_of(new_canvas(olga, workspace, "Canvas 0"))
    assert edda.get(page).status == 200
    writes = [partial(new_canvas, olga, workspace, f"Canvas {n}") for n in range(1, 6)]
    writes += [partial(new_canvas, edda, workspace, f"Canvas {n}") for n in range(6, 11)]
    reads = [partial(server.browser().get, "/sign-in/"), partial(edda.get, page), partial(olga.get, workspace)]
    with locked(server):
        answers = at_once(*writes, *reads)
    check_unavailable(answers[:10], report, "locked")
    assert {answer.status for answer in answers[10:]} == {200}
    report(f"readers beside them within {max(answer.seconds for answer in answers[10:]):.2f} s")
    assert max(answer.seconds for answer in answers[10:]) < SECONDS
    assert new_canvas(olga, workspace, "Canvas 11").status == 302
    assert titles(olga, workspace) == {"Canvas 0", "Canvas 11"}


def test_b06_gone(server, olga, workspace, postgresql, report):
    with gone(server, postgresql):
        changes = [partial(new_canvas, olga, workspace, f"Canvas {n}") for n in range(10)]
        pages = [partial(olga.get, workspace) for _ in range(10)]
        check_unavailable(at_once(*changes, *pages), report, "gone")
        assert not server.sqlite_file.exists()
    seconds = seconds_until(lambda: olga.get(workspace).status == 200)
    report(f"back: pages again after {seconds:.1f} s")
    assert new_canvas(olga, workspace, "Canvas 11").status == 302
    assert titles(olga, workspace) == {"Canvas 11"}


@pytest.mark.once
def test_b06_the_disk_is_full(server, olga, workspace, report):
    assert olga.get(workspace).status == 200
    with full(server):
        check_unavailable([new_canvas(olga, workspace, f"Canvas {n}") for n in range(3)], report, "disk full")
        assert olga.get(workspace).status == 200
    assert new_canvas(olga, workspace, "Canvas 11").status == 302
    assert titles(olga, workspace) == {"Canvas 11"}


@pytest.mark.once
def test_b07_a_shelf_that_cannot_be_written_stops_no_pdf(server, olga, workspace):
    (server.data_dir / "exports").write_text("a file where the folder should be")
    page = page_of(new_canvas(olga, workspace, "Canvas 1"))
    write_note(olga, page)
    answer = olga.get(f"{page}canvas.pdf")
    assert answer.status == 200
    assert answer.content.startswith(b"%PDF")
    assert "could not be kept" in server.log
