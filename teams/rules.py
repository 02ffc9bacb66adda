"""What may be: lengths, names of places and times, and where one may be sent after signing in."""

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from ipaddress import IPv6Address, ip_address
from urllib.parse import unquote
from zoneinfo import available_timezones

NAME_LENGTH = 100
EMAIL_LENGTH = 254
PASSWORD_LENGTH = 256
TIME_ZONE_LENGTH = 64

# After how many days evidence is shown as ageing.
HALF_LIFE_DAYS = 180
HALF_LIFE_RANGE = (1, 3650)

# Whom the first sign-in link is for, until its person has typed an address of their own.
FIRST_OWNER_EMAIL = "owner@localhost"

LINK_LIFETIME = timedelta(hours=1)

# Of one account from one place; of any account from one address.
FAILURES_PER_PLACE = 5
FAILURES_PER_ADDRESS = 20
FAILURE_WINDOW = timedelta(minutes=15)
# Whoever fails at an account from many places slows it down and can't close it.
FAILURES_BEFORE_SLOWED = 5
MOST_SECONDS_SLOWED = 8

# A whole home or server shares the first half of an IPv6 address, so that half is what is counted.
IPV6_NETWORK_BITS = 64

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")

_PLAIN_PATH = re.compile(r"/(?![/\\])[^\\\s\x00-\x20\x7f]*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sign-in comes from: what failures are counted by, and whether the account was signed in there before."""

    name: str
    is_known: bool = False


def seconds_slowed(failures: int) -> int:
    """Return how many seconds the answer to a sign-in waits after so many failures of its account."""
    return min(max(0, failures - FAILURES_BEFORE_SLOWED), MOST_SECONDS_SLOWED)


def normal_email(email: str) -> str:
    """Return `email` as it is stored and looked up: no spaces at its ends, all in lower case."""
    return email.strip().lower()


def counted_address(address: str) -> str:
    """Return what failed sign-ins are counted by: the IPv4 address, or the /64 network of an IPv6 one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    hidden = 128 - IPV6_NETWORK_BITS
    return f"{IPv6Address(int(parsed) >> hidden << hidden)}/{IPV6_NETWORK_BITS}"


def is_own_path(target: str) -> bool:
    """Say whether `target` is a path of this site that no browser could take for another one."""
    path = re.split("[?#]", target, maxsplit=1)[0]
    return all(_PLAIN_PATH.fullmatch(form) for form in (target, unquote(path)))


@cache
def time_zones() -> tuple[str, ...]:
    """Return the names of the world's time zones, UTC first."""
    named = (zone for zone in available_timezones() if zone.split("/")[0] in AREAS)
    return ("UTC", *sorted(named))


def find_time_zone(text: str) -> str | None:
    """Return the zone that `text` names, whatever its case and with spaces for underscores; None if none."""
    wanted = text.strip().replace(" ", "_").lower()
    return next((zone for zone in time_zones() if zone.lower() == wanted), None)
