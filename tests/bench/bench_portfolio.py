"""The dashboard with a portfolio of 200 features: at most 15 queries, and nothing is worked out a second time."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import economics
from canvas.actions import canvases
from tests.bench.bench_feature_page import TWENTY_INPUTS
from tests.bench.conftest import repeated
from tests.factories import feature_with_lines

CANVASES, EACH, QUERIES = 20, 10, 15


def test_the_portfolio_of_two_hundred_features(transactional_db, workspace, edda, edda_client, report, monkeypatch):
    for number in range(CANVASES):
        canvas = canvases.create_canvas(workspace=workspace, title=f"Canvas {number}", by=edda)
        for place in range(EACH):
            feature_with_lines(canvas, by=edda, **{**TWENTY_INPUTS, "name": f"Feature {place}"})
    url = workspace.get_absolute_url()
    edda_client.get(url)
    worked_out = []
    real = economics.evaluate
    monkeypatch.setattr(economics, "evaluate", lambda feature: worked_out.append(feature) or real(feature))
    with CaptureQueriesContext(connection) as queries:
        page = edda_client.get(url).content.decode()
        count = len(queries)
    p50 = repeated(lambda: edda_client.get(url), rounds=7, warm=1)
    report(
        f"portfolio of {CANVASES * EACH} features of 20 inputs: {count} queries (at most {QUERIES}), "
        f"{len(worked_out)} worked out again, p50 {p50:.0f} ms"
    )
    assert page.count('<th scope="row"><a class="strong"') == CANVASES * EACH
    assert 0 < count <= QUERIES
    assert not worked_out
