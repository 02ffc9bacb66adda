def test_a_supervisor_learns_that_the_process_serves(client):
    assert client.get("/health/").content == b"ok"
