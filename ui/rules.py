"""What may be stored and shown as text, and which links may be followed."""

import re
from urllib.parse import urlsplit

LINK_LENGTH = 2000
WEB_SCHEMES = ("http", "https")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NOT_IN_A_LINK = re.compile(r"[\s\x00-\x1f\x7f\\<>\"'`{}|^]")


def unstorable(text: str) -> bool:
    """Say whether `text` holds a character that no database or page can carry: NUL or half of a surrogate pair."""
    return _UNSTORABLE.search(text) is not None


def showable(text: str) -> str:
    """Return `text` with every character that cannot be sent to a browser replaced by U+FFFD, so that it is seen."""
    return _UNSTORABLE.sub("\ufffd", text)


def one_newline(text: str) -> str:
    r"""Return `text` with the line ends of every system written as \n."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_safe_link(link: str) -> bool:
    """Say whether `link` is an http, https or mailto address; anything that could run or embed code is not."""
    if len(link) > LINK_LENGTH or _NOT_IN_A_LINK.search(link):
        return False
    try:
        parts = urlsplit(link)
        if parts.scheme in WEB_SCHEMES:
            return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    name, at, host = parts.path.partition("@")
    return parts.scheme == "mailto" and bool(name and at and host)


def own_page(address: str) -> str:
    """Return an address that is a page of this site, by its path; "" for any other."""
    is_path = address.startswith("/") and not address.startswith("//")
    return address if is_path and len(address) <= LINK_LENGTH and not _NOT_IN_A_LINK.search(address) else ""
