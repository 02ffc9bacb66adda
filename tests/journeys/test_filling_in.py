"""What is being worked out fills itself in, and waits while somebody is in a field of what it would replace."""

import pytest
from playwright.sync_api import expect

from ledger.figures import working_out
from tests.factories import feature_with_lines
from tests.journeys.canvas import tab_to
from tests.ledger.conftest import EARNING


class Works:
    """What works figures out, held up until the journey lets it go on."""

    def __init__(self):
        self.real, self.is_held_up = working_out.working(), True

    def results(self, owner, jobs, *, within, urgent=False):
        return {} if self.is_held_up else self.real.results(owner, jobs, within=within, urgent=urgent)


@pytest.fixture
def works(monkeypatch):
    works = Works()
    monkeypatch.setattr(working_out, "working", lambda: works)
    return works


@pytest.fixture
def feature(canvas, olga):
    return feature_with_lines(canvas, by=olga, **EARNING)


def test_a_dashboard_fills_itself_in(feature, works, workspace, victor, open_page):
    page = open_page(victor)
    page.goto(workspace.get_absolute_url())
    status = page.get_by_text("1 feature is being worked out.")
    expect(status).to_be_visible()
    works.is_held_up = False
    expect(status).to_have_count(0)
    expect(page.locator("#portfolio").get_by_text("Not counted yet")).to_have_count(0)
    expect(page.locator("#portfolio").get_by_role("link", name="Earner")).not_to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("Earner earns its keep")


def test_it_waits_while_somebody_is_in_a_field_of_it(feature, works, workspace, victor, open_page):
    page = open_page(victor, stopped=True)
    page.clock.install()
    page.goto(workspace.get_absolute_url())
    status = page.get_by_text("1 feature is being worked out.")
    field = page.locator("#portfolio").get_by_label("Verdict")
    tab_to(page, field, most=60)
    works.is_held_up = False
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(20_000)
    expect(field).to_be_focused()
    expect(status).to_be_visible()
    assert not asked
    page.clock.resume()
    page.get_by_role("heading", level=1).click()
    expect(status).to_have_count(0)
