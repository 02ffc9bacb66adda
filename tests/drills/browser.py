"""What a drill sends: requests of one browser, each over a connection of its own, timed."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode

FORM = "application/x-www-form-urlencoded"
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and the seconds from the first byte of the request to the last one of the answer."""

    status: int
    headers: HTTPMessage
    content: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.content.decode()


class Browser:
    """Keeps the cookies of one person. Any number of threads may ask at once."""

    def __init__(self, port: int):
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields=(), **headers: str) -> Answer:
        """Send a form, with the token that the page of a form would carry."""
        return self.ask("POST", path, urlencode(fields, doseq=True), {"Content-Type": FORM, **headers})

    def ask(self, method: str, path: str, body: bytes | str | None = None, headers=()) -> Answer:
        start = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {**self._own_headers(), **dict(headers)})
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self._keep_cookies(response.headers)
        return Answer(response.status, response.headers, content, time.perf_counter() - start)

    def _own_headers(self) -> dict[str, str]:
        token = self.cookies.setdefault("csrf", "t" * 32)
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "X-CSRFToken": token}

    def _keep_cookies(self, headers: HTTPMessage) -> None:
        for line in headers.get_all("Set-Cookie", []):
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
