"""Typed readers of the environment: each refuses a bad value by its name, with a sentence that says what to write."""

import ipaddress
import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "[::1]")
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def read_flag(env: Mapping[str, str], name: str) -> bool:
    """Read a yes-or-no variable, off by default."""
    value = env.get(name, "").strip().lower()
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is {value!r}, which is neither on nor off. Write {name}=1 or {name}=0.")


def read_whole_number(env: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    """Read a whole number from `least` to `most`, both included."""
    value = env.get(name, "").strip() or str(default)
    if value.isascii() and value.isdigit() and len(value) < 10 and least <= int(value) <= most:
        return int(value)
    raise ImproperlyConfigured(
        f"{name} is {value!r}, which is not a whole number from {least} to {most}. Write for example {name}={default}."
    )


def read_list(env: Mapping[str, str], name: str) -> list[str]:
    """Read a list of words set apart by commas; empty when the variable is unset."""
    return [word.strip() for word in env.get(name, "").split(",") if word.strip()]


def read_networks(env: Mapping[str, str], name: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Read addresses or networks set apart by commas, such as `127.0.0.1, 10.0.0.0/8`."""
    try:
        return tuple(ipaddress.ip_network(word) for word in read_list(env, name))
    except ValueError as problem:
        raise ImproperlyConfigured(
            f"{name}: {problem}. Write addresses or networks, for example {name}=127.0.0.1,10.0.0.0/8."
        ) from problem


def read_origin(env: Mapping[str, str], name: str, *, default: str) -> str:
    """Read where browsers find the product: scheme, host and port; any host but loopback must use https."""
    value = env.get(name, "").strip().rstrip("/") or default
    example = f"Write for example {name}=https://canvas.example.org."
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name} is {value!r}: {problem}. {example}") from problem
    if parts.scheme not in ("http", "https") or not host or parts.path or parts.query or parts.fragment or "@" in value:
        raise ImproperlyConfigured(f"{name} is {value!r}, which is not a scheme, a host and a port. {example}")
    if parts.scheme == "http" and not is_loopback(host):
        raise ImproperlyConfigured(f"{name} is {value!r}: any host but this machine needs https. {example}")
    return value


def read_link_origin(env: Mapping[str, str], *, served: Path, origin: str) -> str:
    """Read where links that are printed lead: `origin` where the environment names it, else where it was last served.

    So a link for a colleague, made in another shell, leads to the port that the product was started on.
    """
    if any(env.get(name, "").strip() for name in ("ORIGIN", "PORT")) or not served.exists():
        return origin
    return served.read_text(encoding="utf-8").strip() or origin


def read_hosts(env: Mapping[str, str], name: str, *, origin: str) -> list[str]:
    """Read the host names that are answered besides the origin's and the loopback ones."""
    hosts = read_list(env, name)
    for host in hosts:
        if "*" in host or "/" in host or host.startswith("."):
            raise ImproperlyConfigured(f"{name} names {host!r}. Write each host in full, such as canvas.example.org.")
        if not is_loopback(host) and not origin.startswith("https://"):
            raise ImproperlyConfigured(
                f"{name} names {host!r}, but ORIGIN is {origin!r}: any host but this machine needs https. "
                f"Write ORIGIN=https://{host}."
            )
    own = urlsplit(origin).hostname or ""
    return list(dict.fromkeys([*LOOPBACK_HOSTS, f"[{own}]" if ":" in own else own, *hosts]))


def is_loopback(host: str) -> bool:
    """Say whether a host name means this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def read_database(env: Mapping[str, str], name: str, *, sqlite_file: Path) -> dict[str, Any]:
    """Read a PostgreSQL address into Django's settings; SQLite in `sqlite_file` when the variable is unset."""
    value = env.get(name, "").strip()
    if not value:
        return sqlite_settings(sqlite_file)
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as problem:
        raise ImproperlyConfigured(f"{name}: {problem}. {_DATABASE_EXAMPLE.format(name=name)}") from problem
    database = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not database or "/" in database:
        raise ImproperlyConfigured(
            f"{name} is not the address of a PostgreSQL database. {_DATABASE_EXAMPLE.format(name=name)}"
        )
    options = dict(parse_qsl(parts.query))
    return postgresql_settings(
        host=options.pop("host", "") or unquote(parts.hostname or ""),
        port=port or options.pop("port", ""),
        database=database,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=options,
    )


_DATABASE_EXAMPLE = "Write {name}=postgresql://user:password@host:5432/database, or leave it out for SQLite."


def sqlite_settings(file: Path) -> dict[str, Any]:
    """Settings of a SQLite database that survives a power cut and never meets "database is locked" half-way."""
    return {
        "ENGINE": "config.sqlite",
        "NAME": file,
        # Each thread keeps its own; config/asgi.py has a fixed number of threads.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
        },
    }


def postgresql_settings(
    *, host: str, port: int | str, database: str, user: str, password: str, options: dict[str, str]
) -> dict[str, Any]:
    """Settings of a PostgreSQL database behind a pool, since connections kept open leak under threads."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**options, "pool": {"min_size": 1, "max_size": 10, "timeout": 10}},
    }


def impatient(database: dict[str, Any]) -> None:
    """Let nobody who waits for a page wait long for the database; a command may wait longer."""
    options = database["OPTIONS"]
    if "pool" in options:
        options["pool"] |= {"timeout": 1, "reconnect_timeout": 2}
        options["options"] = f"{options.get('options', '')} -c lock_timeout=1000".strip()
        options.setdefault("tcp_user_timeout", 2000)
    else:
        options["timeout"] = 0.5


def read_secret_key(env: Mapping[str, str], name: str, *, file: Path) -> str:
    """Read the secret key from the variable, or from `file`, which is made on the first run for its owner alone."""
    value = env.get(name, "")
    if value and len(value) < 32:
        raise ImproperlyConfigured(f"{name} is too short: use 32 characters or more, or leave it out.")
    return value or kept_secret(file)


def read_token(env: Mapping[str, str], name: str) -> str:
    """Read a secret that a program sends along; empty when the variable is unset."""
    value = env.get(name, "").strip()
    if value and (len(value) < 20 or not value.isascii()):
        raise ImproperlyConfigured(f"{name} is too easily guessed: use 20 letters and digits or more, or leave it out.")
    return value


def kept_secret(file: Path) -> str:
    """Return the secret kept in `file`; the first of several processes that ask makes it."""
    if not file.exists():
        handle, draft = tempfile.mkstemp(dir=file.parent)
        with os.fdopen(handle, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return file.read_text().strip()


def newest_version(changelog: str) -> str:
    """Read the newest version from the first `## ` heading of the change log."""
    for line in changelog.splitlines():
        if line.startswith("## "):
            return line.removeprefix("## ").split()[0]
    raise ImproperlyConfigured("CHANGELOG.md has no heading that starts with '## ' and names a version.")
