"""`manage.py evaluate` on ten features: at most 1 s from start to result, warm, in a process of its own."""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.bench.conftest import repeated

LIMIT, FEATURES = 1000, 10


def test_a_document_of_ten_features_is_judged_at_once(tmp_path, report):
    example = json.loads((settings.BASE_DIR / "examples/tandem-meetings.json").read_text())
    known = example["features"]
    many = [known[number % len(known)] | {"name": f"Feature {number}"} for number in range(FEATURES)]
    document = {
        "format": example["format"],
        "canvas": example["canvas"],
        "features": [without_keys(each) for each in many],
    }
    file = tmp_path / "ten.canvas.json"
    file.write_text(json.dumps(document))
    command = [sys.executable, "manage.py", "evaluate", str(file), "--json"]

    # Warm is with its modules compiled, also where the environment says that nothing may be written beside them.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(tmp_path / "compiled")

    def judge():
        return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True).stdout

    assert len(json.loads(judge())["features"]) == FEATURES
    p50 = repeated(judge, rounds=7, warm=1)
    report(f"evaluate, {FEATURES} features: p50 {p50:.0f} ms from start to result (at most {LIMIT})")
    assert p50 <= LIMIT


def without_keys(feature: dict) -> dict:
    """Return a feature whose lines are named by their place, since keys are unique in a document."""
    sides = {
        side: [{name: value for name, value in line.items() if name != "key"} for line in feature.get(side, [])]
        for side in ("costs", "value")
    }
    kept = {name: feature[name] for name in ("name", "uses_ai", "usage", "not_applicable") if name in feature}
    return kept | sides
