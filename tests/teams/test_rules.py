from zoneinfo import ZoneInfo

import pytest

from teams.rules import counted_address, find_time_zone, is_own_path, normal_email, time_zones

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "/%2fevil.example",
    "/%2F%2Fevil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/%09/evil.example",
    " //evil.example",
    "/\n/evil.example",
    "/%0d%0aSet-Cookie:x=1",
    "https://evil.example",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "canvases/",
    "",
    "\x00/",
    "/\x00",
    "/x\u2028y",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_to_another_site(target):
    assert not is_own_path(target)


@pytest.mark.parametrize("target", ["/", "/account/", "/canvases/1/?q=a%20b%5c#note-1", "/a//b"])
def test_an_own_path_is_followed(target):
    assert is_own_path(target)


def test_an_email_is_compared_without_case_and_spaces():
    assert normal_email(" Olga@Example.COM ") == "olga@example.com"


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("not an address", ""),
        ("", ""),
    ],
)
def test_an_ipv6_network_counts_as_one_address(address, counted):
    assert counted_address(address) == counted


def test_every_offered_time_zone_exists():
    assert time_zones()[0] == "UTC"
    assert all(ZoneInfo(zone) for zone in time_zones())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" america/new york ", "America/New_York"),
        ("utc", "UTC"),
        ("../etc/passwd", None),
        ("Mars/Olympus", None),
        ("", None),
    ],
)
def test_a_time_zone_is_found_as_people_type_it(typed, found):
    assert find_time_zone(typed) == found
