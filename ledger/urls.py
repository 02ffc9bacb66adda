"""The addresses of the ledger: its page, its features, the strip, the links of a note."""

from django.urls import path

from ledger.pages.tabs import WHOLE, WORDS
from ledger.views import (
    actuals,
    features,
    ledger,
    limits,
    lines,
    links,
    model_choice,
    next_check,
    parts,
    portfolio,
    prices,
    scenario_page,
    scenarios,
    shares,
    starts,
    strip,
    swaps,
    totals,
    words,
)
from ledger.views import feature as feature_page

app_name = "ledger"
urlpatterns = [
    path("words/", words.words, name="words"),
    # /workspaces/<workspace_id>/: the first canvas
    path("workspaces/<uuid:workspace_id>/canvases/start/", starts.new_canvas, name="new-canvas"),
    # /canvases/<canvas_id>/ledger/: the page, the strip
    path("canvases/<uuid:canvas_id>/ledger/", ledger.page, name="page"),
    path("canvases/<uuid:canvas_id>/ledger/portfolio/", portfolio.of_canvas, name="portfolio"),
    path("canvases/<uuid:canvas_id>/ledger/strip/", strip.strip, name="strip"),
    path("canvases/<uuid:canvas_id>/ledger/totals/", totals.totals, name="totals"),
    # /canvases/<canvas_id>/ledger/start/: a feature from a description
    path("canvases/<uuid:canvas_id>/ledger/start/", starts.describe, name="start"),
    path("canvases/<uuid:canvas_id>/ledger/start/numbers/", starts.numbers, name="start-numbers"),
    # /canvases/<canvas_id>/ledger/features/
    path("canvases/<uuid:canvas_id>/ledger/features/", features.add, name="features"),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/", feature_page.feature, name="feature"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/first-verdict/",
        starts.first_verdict,
        name="first-verdict",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/first-numbers/",
        starts.first_numbers_again,
        name="first-numbers",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/first-step/",
        starts.first_step,
        name="first-step",
    ),
    # Its parts: ledger, risk, scale, models, scenarios, actuals; and all of them on one page.
    *(
        path(
            f"canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/{tab}/",
            feature_page.part,
            {"tab": tab},
            name=f"feature-{tab}",
        )
        for tab in (*WORDS, WHOLE)
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/delete/", features.delete, name="feature-delete"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/copies/",
        features.duplicate,
        name="feature-duplicate",
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/move/", features.move, name="feature-move"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/words/", words.feature_words, name="feature-words"
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/details/", parts.details, name="details"),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/usage/", parts.usage, name="usage"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/usage/preview/",
        parts.usage_preview,
        name="usage-preview",
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/spread/", parts.spread, name="spread"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/spread/preview/",
        parts.spread_preview,
        name="spread-preview",
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/reasons/", parts.reasons, name="reasons"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/reasons/preview/",
        parts.reasons_preview,
        name="reasons-preview",
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/lines/", lines.add, name="lines"),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/next-check/", next_check.mark, name="next-check"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/next-check/delete/",
        next_check.unmark,
        name="next-check-delete",
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/limits/", limits.limits, name="limits"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/limits/<uuid:limit_id>/delete/",
        limits.delete,
        name="limit-delete",
    ),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/prices/", prices.prices, name="prices"),
    path("canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/actuals/import/", actuals.upload, name="actuals"),
    path("canvases/<uuid:canvas_id>/ledger/sample-actuals.csv", actuals.sample, name="actuals-sample"),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/actuals/history/",
        actuals.history,
        name="actuals-history",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/actuals/columns/",
        actuals.columns,
        name="actuals-columns",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/actuals/accept/",
        actuals.accept,
        name="actuals-accept",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/actuals/delete/",
        actuals.delete,
        name="actuals-delete",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/features/<uuid:feature_id>/scenarios/try/",
        scenarios.scenarios,
        name="scenarios",
    ),
    # /canvases/<canvas_id>/ledger/scenarios/
    path("canvases/<uuid:canvas_id>/ledger/scenarios/<uuid:scenario_id>/", scenario_page.scenario, name="scenario"),
    path(
        "canvases/<uuid:canvas_id>/ledger/scenarios/<uuid:scenario_id>/inputs/",
        scenario_page.inputs,
        name="scenario-inputs",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/scenarios/<uuid:scenario_id>/promote/",
        scenarios.promote,
        name="scenario-promote",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/scenarios/<uuid:scenario_id>/discard/",
        scenarios.discard,
        name="scenario-discard",
    ),
    path(
        "canvases/<uuid:canvas_id>/ledger/scenario-inputs/<uuid:input_id>/",
        scenario_page.edit,
        name="scenario-input",
    ),
    # /canvases/<canvas_id>/ledger/lines/
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/", lines.line, name="line"),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/preview/", lines.preview, name="line-preview"),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/models/", model_choice.models, name="line-models"),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/swaps/", swaps.swaps, name="line-swaps"),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/model/", swaps.use, name="line-model"),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/shares/", shares.shares, name="shares"),
    path(
        "canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/shares/preview/",
        shares.shares_preview,
        name="shares-preview",
    ),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/move/", lines.move, name="line-move"),
    path("canvases/<uuid:canvas_id>/ledger/lines/<uuid:line_id>/delete/", lines.delete, name="line-delete"),
    # /canvases/<canvas_id>/notes/<note_id>/links/
    path("canvases/<uuid:canvas_id>/notes/<uuid:note_id>/links/", links.note_links, name="note-links"),
]
