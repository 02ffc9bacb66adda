"""One request as it came in by ASGI, and as WSGI describes it."""

import ipaddress
import re
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from functools import cached_property
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from config.refusals import Refused

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type Networks = Iterable[ipaddress.IPv4Network | ipaddress.IPv6Network]

HEAD_BYTES = 32 * 1024
# Only a proxy that is trusted may say these; whatever it says is read here and goes no further.
PROXY_HEADERS = ("forwarded", "x-real-ip", "remote-user", "x-remote-user", "x-http-method-override")
UTF_8 = re.compile(r";\s*charset=(?:utf-8|\"utf-8\")\s*(?=;|$)", re.IGNORECASE)
ONCE = ("host", "content-type", "content-length", "authorization")
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class Request:
    """A request whose head has been read. Raises Refused where that is more, or other, than any browser sends."""

    def __init__(self, scope: Scope, receive: Receive, *, trusted: Networks) -> None:
        self.scope, self.receive = scope, receive
        self.method, self.path = scope["method"], scope["path"]
        check_size(scope)
        self.headers = joined_headers(scope["headers"])
        check_content_type(self.headers.get("content-type", ""))
        self.client, self.scheme = seen_through_proxies(scope, self.headers, trusted=trusted)

    @property
    def changes_something(self) -> bool:
        return self.method not in SAFE

    @cached_property
    def cookies(self) -> str:
        return self.headers.get("cookie", "")

    @property
    def visitor(self) -> str:
        """What tells one browser from another without asking the database: its cookies, else its address."""
        return self.cookies or self.client

    def environ(self, body: bytes) -> dict[str, Any]:
        """Describe it, with its body, as WSGI does (PEP 3333)."""
        scope = self.scope
        server, port = (scope.get("server") or ("localhost", 80))[:2]
        environ = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": scope.get("root_path", ""),
            "PATH_INFO": unquote_to_bytes(scope.get("raw_path") or scope["path"]).decode("latin-1"),
            "QUERY_STRING": scope["query_string"].decode("latin-1"),
            "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
            "SERVER_NAME": str(server),
            "SERVER_PORT": str(port or 80),
            "REMOTE_ADDR": self.client,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": self.scheme,
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in self.headers.items():
            if name == "content-type":
                environ["CONTENT_TYPE"] = value
            elif name not in ("content-length", "transfer-encoding", *PROXY_HEADERS) and not name.startswith(
                "x-forwarded"
            ):
                environ["HTTP_" + name.upper().replace("-", "_")] = value
        return environ


def check_size(scope: Scope) -> None:
    """Refuse a head that is longer than any of ours: one that arrives at once has been read whole by now."""
    size = len(scope["query_string"]) + len(scope["path"])
    if size + sum(len(name) + len(value) for name, value in scope["headers"]) > HEAD_BYTES:
        raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The address and headers are too long.")


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
