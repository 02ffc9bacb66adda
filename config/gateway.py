"""The way from one ASGI request, its body read whole, to Django's WSGI application and back."""

import asyncio
import ipaddress
import re
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import Executor
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type Networks = Iterable[ipaddress.IPv4Network | ipaddress.IPv6Network]

BODY_SECONDS = 60
# By this header a view has its answer held back; the browser never sees it. Waiting here costs no thread.
ANSWER_AFTER = b"x-answer-after"
# Only a proxy that is trusted may say these; whatever it says is read here and goes no further.
PROXY_HEADERS = ("forwarded", "x-real-ip", "remote-user", "x-remote-user", "x-http-method-override")
REFUSAL_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"connection", b"close"),
)
UTF_8 = re.compile(r";\s*charset=(?:utf-8|\"utf-8\")\s*(?=;|$)", re.IGNORECASE)
ONCE = ("host", "content-type", "content-length", "authorization")


class Refused(Exception):
    """This request cannot be answered."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class ClientGone(Exception):
    """The browser left before its request was whole."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Addresses that take a larger body than others: a pattern of their paths, the limit, and what is said above it."""

    path: re.Pattern[str]
    limit: int
    too_large: str


class Gateway:
    """An ASGI application that hands each whole request to a WSGI application in a thread of `executor`."""

    def __init__(
        self,
        wsgi: Callable[..., Any],
        *,
        executor: Executor,
        body_limit: int,
        trusted: Networks,
        uploads: Iterable[Upload] = (),
    ) -> None:
        self.wsgi = wsgi
        self.executor = executor
        self.most = Upload(re.compile(""), body_limit, f"Send at most {body_limit // 1024 // 1024} MB at once.")
        self.trusted = tuple(trusted)
        self.uploads = tuple(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            headers = joined_headers(scope["headers"])
            check_content_type(headers.get("content-type", ""))
            most = next((upload for upload in self.uploads if upload.path.fullmatch(scope["path"])), self.most)
            body = await read_body(receive, declared=headers.get("content-length"), most=most)
        except ClientGone:
            return
        except Refused as refusal:
            await send_refusal(send, refusal)
            return
        environ = make_environ(scope, headers, body, trusted=self.trusted)
        loop = asyncio.get_running_loop()
        status, response_headers, content = await loop.run_in_executor(self.executor, run, self.wsgi, environ)
        response_headers = await held_back(response_headers)
        await send({"type": "http.response.start", "status": status, "headers": response_headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})


def joined_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Join the values of repeated headers; refuse a second one where only one has a meaning.

    A name with an underscore is dropped, since it would pass for the one with a hyphen.
    """
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        if b"_" not in name:
            values[name.decode("latin-1").lower()].append(value.decode("latin-1"))
    for single in ONCE:
        if len(values.get(single, [])) > 1:
            raise Refused(HTTPStatus.BAD_REQUEST, f"The header {single} may be sent only once.")
    return {name: ("; " if name == "cookie" else ",").join(found) for name, found in values.items()}


def check_content_type(value: str) -> None:
    """Refuse text in any other encoding than UTF-8: Python knows encodings that are none, and fails on them."""
    if "charset" in UTF_8.sub("", value).lower() or len(value) > 500 or not value.isprintable():
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send text as UTF-8.")


async def read_body(receive: Receive, *, declared: str | None, most: Upload) -> bytes:
    """Read a request's body, within its limit and BODY_SECONDS, whatever length it declares."""
    limit = most.limit
    too_large = Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, most.too_large)
    if declared and (not declared.isascii() or not declared.isdigit()):
        raise Refused(HTTPStatus.BAD_REQUEST, "The header content-length must be a whole number.")
    if declared and (len(declared) > 15 or int(declared) > limit):
        raise too_large
    chunks, size, more = [], 0, True
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGone
                chunks.append(message.get("body", b""))
                size += len(chunks[-1])
                if size > limit:
                    raise too_large
                more = message.get("more_body", False)
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, "The request took too long to arrive. Try again.") from None
    return b"".join(chunks)


def make_environ(scope: Scope, headers: dict[str, str], body: bytes, *, trusted: Networks) -> dict[str, Any]:
    """Describe an ASGI request as WSGI does (PEP 3333)."""
    client, scheme = seen_through_proxies(scope, headers, trusted=trusted)
    server, port = (scope.get("server") or ("localhost", 80))[:2]
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": unquote_to_bytes(scope.get("raw_path") or scope["path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "SERVER_NAME": str(server),
        "SERVER_PORT": str(port or 80),
        "REMOTE_ADDR": client,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        if name == "content-type":
            environ["CONTENT_TYPE"] = value
        elif name not in ("content-length", "transfer-encoding", *PROXY_HEADERS) and not name.startswith("x-forwarded"):
            environ["HTTP_" + name.upper().replace("-", "_")] = value
    return environ


def seen_through_proxies(scope: Scope, headers: dict[str, str], *, trusted: Networks) -> tuple[str, str]:
    """Return the browser's address and scheme: the peer's own, or what a trusted proxy says of them."""
    client = (scope.get("client") or ("",))[0]
    scheme = scope.get("scheme", "http")
    if not is_in(client, trusted):
        return client, scheme
    said = headers.get("x-forwarded-proto", "").split(",")[-1].strip()
    for hop in reversed(headers.get("x-forwarded-for", "").split(",")):
        if not is_address(hop.strip()):
            break
        client = hop.strip()
        if not is_in(client, trusted):
            break
    return client, said if said in ("http", "https") else scheme


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_in(address: str, networks: Networks) -> bool:
    return is_address(address) and any(ipaddress.ip_address(address) in network for network in networks)


def run(wsgi: Callable[..., Any], environ: dict[str, Any]) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Run a WSGI application to its end; return the status, the headers and the whole body."""
    started: list[Any] = []
    result = wsgi(environ, lambda status, headers, exc_info=None: started.extend((status, headers)))
    try:
        content = b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    status, headers = started[-2:]
    encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
    return int(status.split(maxsplit=1)[0]), encoded, content


async def held_back(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Wait as long as a view wants its answer to be held back; return the headers without its word on that."""
    for name, value in headers:
        if name == ANSWER_AFTER:
            await asyncio.sleep(int(value))
    return [(name, value) for name, value in headers if name != ANSWER_AFTER]


async def send_refusal(send: Send, refusal: Refused) -> None:
    body = str(refusal).encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *REFUSAL_HEADERS,
    ]
    await send({"type": "http.response.start", "status": refusal.status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
