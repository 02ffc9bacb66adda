"""No read changes a row (ASVS 3.5.3): every route by GET and HEAD, whoever asks, with whatever in its query."""

import pytest

from tests.attacks.routes import all_routes
from tests.attacks.world import every_row

pytestmark = pytest.mark.django_db

QUERIES = ("", "?version=1&text=x&name=x&way=mine&keep_open=1&_method=POST&q=x&page=2&archived=1")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["browser", "htmx"])
def test_no_row_changes_by_looking(olga_client, ids, headers):
    before = every_row()
    assert sum(map(len, before.values())) > 10
    for route in all_routes():
        olga_client.head(route.url(ids), headers=headers)
        for query in QUERIES:
            olga_client.get(route.url(ids) + query, headers=headers)
        assert every_row() == before, route.name
