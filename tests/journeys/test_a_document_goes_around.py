"""A business case leaves as a document, is judged on a terminal, and comes back."""

import json
import subprocess
import sys

from django.conf import settings
from playwright.sync_api import expect

from canvas.models import Canvas
from document.examples import load_examples
from document.gathering import gather
from document.writing import write
from ledger.figures.sheets import sheet_of


def evaluated(file, *options):
    """Run `manage.py evaluate` as a build would, with no database."""
    command = [sys.executable, "manage.py", "evaluate", str(file), *options]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True)


def test_a_document_goes_out_through_evaluate_and_back_in(workspace, edda, open_page, tmp_path):
    load_examples(workspace=workspace, by=edda)
    canvas = Canvas.objects.get(title="Tandem Meetings")
    verdicts = {row.feature.name: row.evaluation.verdict.id for row in sheet_of(canvas).rows}
    page = open_page(edda)
    page.goto(canvas.get_absolute_url())
    page.locator("#canvas-menu summary").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Export document").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    judged = evaluated(file, "--json")
    assert judged.returncode == 0, judged.stderr
    assert {each["name"]: each["verdict"] for each in json.loads(judged.stdout)["features"]} == verdicts
    failed = evaluated(file, "--fail-on", "loses_on_every_use")
    assert failed.returncode == ("loses_on_every_use" in verdicts.values())

    changed = json.loads(file.read_text())
    changed["canvas"]["title"] = "Came back"
    file.write_text(json.dumps(changed))
    page.goto(workspace.get_absolute_url())
    page.get_by_role("link", name="Import a document").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Import the canvas").click()
    expect(page.get_by_text("Came back is imported")).to_be_visible()
    back = Canvas.objects.get(title="Came back")
    assert json.loads(write(gather(back))) == changed
    assert {row.feature.name: row.evaluation.verdict.id for row in sheet_of(back).rows} == verdicts
