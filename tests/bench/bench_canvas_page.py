"""The canvas page beside a bare page: within 2.8 times at 60 notes, 11 at 600, 1.2 where it has not changed.

At most 12 queries at 60 and at 600 notes; page, CSS and JavaScript at most 48 KB gzipped.
"""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.static import WITHOUT_COMMENTS
from tests.bench.conftest import Browser, interleaved, repeated
from tests.factories import canvas_with_notes, feature_with_lines
from tests.ledger.conftest import EARNING

QUERIES, WHOLE_KB, SCRIPT_KB = 12, 48, 28
LIMITS, UNCHANGED, ROUNDS = {60: 2.8, 600: 11}, 1.2, 90
IMPORT = re.compile(r"""(?:from|import)\s+["']\./([\w-]+\.js)["']""")


def gzipped(data: bytes) -> int:
    return len(gzip.compress(data, 9))


def collected(name: str) -> bytes:
    """Return a static file as `collectstatic` leaves it: ours without comments, those of packages as they came."""
    with open(finders.find(name), encoding="utf-8") as file:
        text = file.read()
    folder, suffix = name.partition("/")[0], name[name.rfind(".") :]
    return WITHOUT_COMMENTS.get((folder, suffix), str)(text).encode()


def linked(page: str, pattern: str) -> dict[str, bytes]:
    """Return the static files that a page names, and the modules that those import at once."""
    files, waiting = {}, [url.split("?")[0].removeprefix("/static/") for url in re.findall(pattern, page)]
    while waiting:
        name = waiting.pop()
        if name not in files:
            files[name] = collected(name)
            folder = name.rpartition("/")[0]
            waiting += [f"{folder}/{module}" for module in IMPORT.findall(files[name].decode())]
    return files


@pytest.mark.parametrize("count", LIMITS)
def test_the_canvas_page_costs_a_few_bare_pages(settings, durable_db, address, workspace, edda, report, count):
    settings.ROOT_URLCONF = "tests.bench.bare"
    settings.ALLOWED_HOSTS = ["*"]
    canvas = canvas_with_notes(workspace=workspace, by=edda, count=count, segments=4)
    feature_with_lines(canvas, by=edda, **EARNING)
    ours, bare = Browser(address, edda), Browser(address, edda)
    url, plain_url = canvas.get_absolute_url(), f"/bare/page/{canvas.pk}/"
    ours.get(url)
    tag = ours.get(url).tag
    assert ours.get(url, tag).status == 304
    page, plain = interleaved(lambda: ours.get(url), lambda: bare.get(plain_url), rounds=ROUNDS)
    same, plain_beside = interleaved(lambda: ours.get(url, tag), lambda: bare.get(plain_url), rounds=ROUNDS)
    anew, plain_then = interleaved(
        lambda: (caches["pages"].clear(), ours.get(url)), lambda: bare.get(plain_url), rounds=ROUNDS
    )
    report(
        f"canvas page, {count} notes: {page / plain:.2f} times a bare one of {plain:.1f} ms (at most {LIMITS[count]}),"
        f" unchanged {same / plain_beside:.2f} (at most {UNCHANGED}), drawn anew {anew / plain_then:.2f}"
    )
    assert page <= LIMITS[count] * plain
    assert same <= UNCHANGED * plain_beside


@pytest.mark.parametrize("count", [60, 600])
def test_the_queries_of_the_canvas_page_do_not_grow(transactional_db, workspace, edda, edda_client, report, count):
    canvas = canvas_with_notes(workspace=workspace, by=edda, count=count, segments=4)
    url = canvas.get_absolute_url()
    edda_client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = edda_client.get(url)
        statements = [query["sql"] for query in queries.captured_queries]
    p50 = repeated(lambda: edda_client.get(url), rounds=20, warm=3)
    report(f"canvas page, {count} notes: {len(statements)} queries (at most {QUERIES}), p50 {p50:.1f} ms")
    assert response.content.count(b'id="note-') >= count
    assert 0 < len(statements) <= QUERIES, "\n".join(statements)


def test_the_canvas_page_with_all_it_loads_is_light(transactional_db, workspace, edda, edda_client, report):
    canvas = canvas_with_notes(workspace=workspace, by=edda, count=60, segments=2)
    page = edda_client.get(canvas.get_absolute_url()).content.decode()
    styles = linked(page, r'<link rel="stylesheet" href="([^"]+)"')
    scripts = linked(page, r'<script[^>]* src="([^"]+)"')
    weight = {
        "page": gzipped(page.encode()),
        "css": sum(map(gzipped, styles.values())),
        "js": sum(map(gzipped, scripts.values())),
    }
    whole = sum(weight.values())
    parts = ", ".join(f"{name} {size / 1024:.2f}" for name, size in weight.items())
    report(f"canvas page, 60 notes, gzipped: {whole / 1024:.1f} KB (at most {WHOLE_KB}): {parts}")
    assert weight["js"] <= SCRIPT_KB * 1024
    assert whole <= WHOLE_KB * 1024
