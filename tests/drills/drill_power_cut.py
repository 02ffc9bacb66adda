"""Whatever was acknowledged before the power went is there afterwards."""

import re


def test_an_acknowledged_canvas_survives_a_power_cut(server):
    olga = server.sign_in("Olga")
    workspace = olga.get("/").headers["Location"]
    made = [olga.post(f"{workspace}canvases/new/", {"title": f"Canvas {n}", "currency": "EUR"}) for n in range(5)]
    assert {answer.status for answer in made} == {302}
    server.kill()
    server.start()
    kept = re.findall(r"Canvas \d", olga.get(workspace).text)
    assert {f"Canvas {n}" for n in range(5)} <= set(kept)
