"""The accuracy of 100,000 plain draws, for how much of their time: one evaluation against numpy and squiggle-lang.

Measured on the first feature of the worked examples, every input worked out anew each time, all results with mean and
quantiles. Errors are taken against 2**20 points, as shares of what plain draws err (root of the mean square over
SEEDS seeds). Only the processor's time counts.
"""

import json
import shutil
import statistics
import subprocess
import time
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from economics import Evaluation, Feature, evaluate
from economics.sampling import samples
from tests.bench.conftest import interleaved, repeated
from tests.bench.plain import Draws, Strata, summarise, work_out
from tests.economics.features import worked_examples

SQUIGGLE = Path(__file__).parent / "squiggle"
DRAWS, REFERENCE, SEEDS, REFERENCES = 100_000, 2**20, 40, 4
OF_NUMPY, OF_SQUIGGLE = 1 / 2, 1 / 30
AIM_NUMPY, AIM_SQUIGGLE = 1 / 4, 1 / 50
MEASURES = ("mean", "p5", "p50", "p95", "below zero")


def evaluated_anew(feature: Feature) -> Evaluation:
    """Evaluate with no input's samples at hand, as if each had just been typed."""
    samples.cache_clear()
    return evaluate(feature)


def our_time(feature: Feature) -> float:
    return repeated(lambda: evaluated_anew(feature), rounds=60, clock=time.process_time)


def told(evaluation: Evaluation) -> dict[str, float]:
    """Return what an evaluation says under the names of `summarise`."""
    found = {
        f"{name} {measure}": getattr(summary, measure)
        for name in work_out(Draws(0, 2))
        if (summary := getattr(evaluation.results, name, None))
        for measure in ("mean", "p5", "p50", "p95")
    }
    found["contribution_per_use below zero"] = evaluation.probability_of_loss_per_use
    found["monthly_profit below zero"] = evaluation.probability_of_monthly_loss
    return found


@cache
def reference() -> dict[str, float]:
    runs = [summarise(work_out(Strata(seed, REFERENCE))) for seed in range(REFERENCES)]
    return {name: statistics.mean(run[name] for run in runs) for name in runs[0]}


def errors_of_plain_draws() -> dict[str, float]:
    runs = [summarise(work_out(Draws(1000 + seed, DRAWS))) for seed in range(SEEDS)]
    return {
        name: float(np.sqrt(np.mean([(run[name] - true) ** 2 for run in runs]))) for name, true in reference().items()
    }


def root_mean_square(values) -> float:
    return float(np.sqrt(np.mean(np.square(list(values)))))


def test_it_errs_no_more_than_a_hundred_thousand_plain_draws(report):
    ours, plain = told(evaluate(worked_examples()[0])), errors_of_plain_draws()
    shares = {name: abs(value - reference()[name]) / plain[name] for name, value in ours.items()}
    errors = {
        measure: root_mean_square(share for name, share in shares.items() if name.endswith(f" {measure}"))
        for measure in MEASURES
    }
    said = ", ".join(f"{measure} {error:.2f}" for measure, error in errors.items())
    report(
        f"errors as shares of those of {DRAWS:,} plain draws: {said}; over all {root_mean_square(shares.values()):.2f}"
    )
    assert max(errors.values()) <= 1


def test_it_takes_a_part_of_the_time_of_numpys_plain_draws(report):
    feature = worked_examples()[0]
    ours, plain = interleaved(
        lambda: evaluated_anew(feature),
        lambda: summarise(work_out(Draws(1, DRAWS))),
        rounds=30,
        warm=3,
        clock=time.process_time,
    )
    report(
        f"one evaluation, inputs anew: {ours:.1f} ms; {DRAWS:,} plain draws in numpy: {plain:.1f} ms; "
        f"{ours / plain:.3f} of it (at most {OF_NUMPY}, aim {AIM_NUMPY})"
    )
    assert ours <= OF_NUMPY * plain


@pytest.fixture
def squiggle():
    """How long squiggle-lang takes for runs of the model, and what it finds; installed where it is not yet."""
    if not shutil.which("npm"):
        pytest.skip("There is no npm: apt-get install npm, to measure beside squiggle-lang")
    if not (SQUIGGLE / "node_modules").exists():
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=SQUIGGLE, check=True)
    command = ["node", "time.mjs", "worked-example.squiggle", "7"]
    return json.loads(subprocess.run(command, cwd=SQUIGGLE, check=True, capture_output=True, text=True).stdout)


def test_it_takes_a_small_part_of_the_time_of_squiggle(report, squiggle):
    ours, theirs = our_time(worked_examples()[0]), statistics.median(squiggle["times"])
    summary = evaluate(worked_examples()[0]).results.contribution_per_use
    assert squiggle["contribution"] == pytest.approx([summary.mean, summary.p5, summary.p50, summary.p95], rel=0.05)
    report(
        f"one evaluation, inputs anew: {ours:.1f} ms; squiggle-lang at {DRAWS:,} draws: {theirs:.0f} ms; "
        f"1/{theirs / ours:.0f} of it (at most 1/{1 / OF_SQUIGGLE:.0f}, aim 1/{1 / AIM_SQUIGGLE:.0f})"
    )
    assert ours <= OF_SQUIGGLE * theirs
