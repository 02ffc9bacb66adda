"""Fifty people edit at once: whoever saves is answered within a second, on SQLite and by two workers on PostgreSQL."""

import random
import re
import time
from functools import partial

from tests.drills.browser import Answer
from tests.drills.load import at_once, percentile_95

PEOPLE, CANVASES, MINUTE, THINKING = 50, 10, 60, 2.0
HTMX = {"HX-Request": "true"}


class Editor:
    """One person at work: every two seconds or so opens a note of the team's canvas, or a new one, and saves it."""

    def __init__(self, browser, canvas: str, number: int):
        self.browser, self.canvas, self.number = browser, canvas, number
        self.address = f"{canvas}notes/new/?block=key_activities"
        self.pace = random.Random(number)
        self.saves: list[Answer] = []

    def work(self, until: float) -> None:
        time.sleep(self.pace.uniform(0, THINKING))
        while time.monotonic() < until:
            self.edit(f"{len(self.saves)} of person {self.number}")
            time.sleep(self.pace.uniform(0.5, 1.5) * THINKING)

    def edit(self, text: str) -> None:
        editor = self.browser.get(self.address, **HTMX).text
        self.address = re.search(r'action="([^"]+)"', editor)[1]
        fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', editor))
        self.saves.append(self.browser.post(self.address, fields | {"text": text, "status": "assumption"}, **HTMX))


def new_canvas(browser, title: str) -> str:
    workspace = browser.get("/").headers["Location"]
    made = browser.post(f"{workspace}canvases/new/", {"title": title, "currency": "EUR"})
    return re.match(r"/canvases/[^/]+/", made.headers["Location"])[0]


def test_a_save_of_fifty_people_at_work_is_answered_within_a_second(serve, postgresql, report):
    server = serve(WORKERS="2") if postgresql else serve()
    names = [f"Person{number}" for number in range(PEOPLE)]
    browsers = server.sign_in_many(names, workspace="Tandem", role="owner")
    canvases = [new_canvas(browser, f"Canvas {n}") for n, browser in enumerate(browsers[:CANVASES])]
    people = [Editor(browser, canvases[n % CANVASES], n) for n, browser in enumerate(browsers)]
    at_once(*[partial(one.edit, "warm") for one in people[:CANVASES]])
    until = time.monotonic() + MINUTE
    at_once(*[partial(one.work, until) for one in people])
    saves = [answer for one in people for answer in one.saves]
    slow = percentile_95([answer.seconds for answer in saves])
    report(f"{PEOPLE} people, {len(saves)} saves in a minute: 95 of 100 within {slow * 1000:.0f} ms (1,000)")
    assert {answer.status for answer in saves} == {200}
    assert len(saves) > PEOPLE * 5
    assert slow < 1
