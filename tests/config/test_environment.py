import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


def database(**env):
    return environment.read_database(env, "DATABASE_URL", sqlite_file=Path("var/canvas-ledger.sqlite3"))


@pytest.mark.parametrize(("typed", "meant"), [("1", True), ("True", True), ("on", True), ("0", False), ("", False)])
def test_a_flag_is_read_in_the_usual_words(typed, meant):
    assert environment.read_flag({"DEBUG": typed}, "DEBUG") is meant


def test_a_flag_is_off_until_told():
    assert environment.read_flag({}, "DEBUG") is False


@pytest.mark.parametrize(
    ("read", "name", "value"),
    [
        (lambda env: environment.read_flag(env, "DEBUG"), "DEBUG", "perhaps"),
        (lambda env: environment.read_whole_number(env, "PORT", default=8000, least=1, most=65535), "PORT", "0"),
        (lambda env: environment.read_whole_number(env, "PORT", default=8000, least=1, most=65535), "PORT", "65536"),
        (lambda env: environment.read_whole_number(env, "PORT", default=8000, least=1, most=65535), "PORT", "8k"),
        (lambda env: environment.read_whole_number(env, "PORT", default=8000, least=1, most=65535), "PORT", "²"),
        (lambda env: environment.read_networks(env, "TRUSTED_PROXIES"), "TRUSTED_PROXIES", "proxy.example.org"),
        (lambda env: environment.read_origin(env, "ORIGIN", default=""), "ORIGIN", "canvas.example.org"),
        (lambda env: environment.read_origin(env, "ORIGIN", default=""), "ORIGIN", "http://canvas.example.org"),
        (lambda env: environment.read_origin(env, "ORIGIN", default=""), "ORIGIN", "https://canvas.example.org/app"),
        (lambda env: environment.read_origin(env, "ORIGIN", default=""), "ORIGIN", "https://me@canvas.example.org"),
        (lambda env: environment.read_origin(env, "ORIGIN", default=""), "ORIGIN", "https://canvas.example.org:99999"),
        (lambda env: environment.read_origin(env, "ORIGIN", default=""), "ORIGIN", "ftp://localhost"),
        (lambda env: environment.read_hosts(env, "ALLOWED_HOSTS", origin="https://a.example"), "ALLOWED_HOSTS", "*"),
        (lambda env: environment.read_hosts(env, "ALLOWED_HOSTS", origin="https://a.example"), "ALLOWED_HOSTS", ".b"),
        (
            lambda env: environment.read_hosts(env, "ALLOWED_HOSTS", origin="http://127.0.0.1"),
            "ALLOWED_HOSTS",
            "b.test",
        ),
        (lambda env: database(**env), "DATABASE_URL", "mysql://host/name"),
        (lambda env: database(**env), "DATABASE_URL", "postgresql://host"),
        (lambda env: database(**env), "DATABASE_URL", "postgresql://host:port/name"),
        (lambda env: environment.read_secret_key(env, "SECRET_KEY", file=Path("unused")), "SECRET_KEY", "short"),
    ],
)
def test_a_bad_value_is_refused_by_name(read, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        read({name: value})


def test_a_password_in_a_bad_database_address_is_not_repeated():
    with pytest.raises(ImproperlyConfigured) as refusal:
        database(DATABASE_URL="mysql://canvas:geheim@host/name")
    assert "geheim" not in str(refusal.value)


def test_hosts_are_loopback_and_the_origin_until_told():
    hosts = environment.read_hosts({}, "ALLOWED_HOSTS", origin="https://canvas.example.org")
    assert hosts == ["127.0.0.1", "localhost", "[::1]", "canvas.example.org"]


def test_further_hosts_stand_beside_the_origin():
    hosts = environment.read_hosts({"ALLOWED_HOSTS": "b.example"}, "ALLOWED_HOSTS", origin="https://a.example")
    assert hosts[-2:] == ["a.example", "b.example"]


def test_sqlite_is_the_database_until_told_and_takes_no_half_measures():
    options = database()["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_a_postgresql_address_is_read_with_its_escapes_and_options():
    settings = database(DATABASE_URL="postgresql://ann%40x:p%2Fw@db.example:5433/canvas?sslmode=require")
    assert (settings["USER"], settings["PASSWORD"], settings["HOST"]) == ("ann@x", "p/w", "db.example")
    assert (settings["PORT"], settings["NAME"]) == (5433, "canvas")
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["CONN_MAX_AGE"] == 0
    assert settings["OPTIONS"]["pool"]


def test_a_postgresql_address_may_name_a_socket():
    assert database(DATABASE_URL="postgresql://canvas@/canvas?host=/run/pg")["HOST"] == "/run/pg"


def test_the_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    file = tmp_path / "secret-key"
    first = environment.read_secret_key({}, "SECRET_KEY", file=file)
    assert len(first) >= 64
    assert environment.read_secret_key({}, "SECRET_KEY", file=file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["secret-key"]


def test_a_secret_key_made_meanwhile_by_another_process_is_kept(tmp_path, monkeypatch):
    file = tmp_path / "secret-key"
    file.write_text("made by another")
    monkeypatch.setattr(Path, "exists", lambda self: False)
    assert environment.kept_secret(file) == "made by another"


def test_the_version_is_the_newest_heading_of_the_change_log():
    assert environment.newest_version("# Changes\n\n## 1.2.0 (2026-01-02)\n\n## 1.1.0\n") == "1.2.0"


def test_a_change_log_without_a_version_is_refused():
    with pytest.raises(ImproperlyConfigured, match="CHANGELOG"):
        environment.newest_version("# Changes\n")


def test_links_lead_to_where_the_product_was_last_served_unless_the_environment_says_where(tmp_path):
    served = tmp_path / "served"
    origin = "http://127.0.0.1:8000"
    assert environment.read_link_origin({}, served=served, origin=origin) == origin
    served.write_text("http://127.0.0.1:8830")
    assert environment.read_link_origin({}, served=served, origin=origin) == "http://127.0.0.1:8830"
    named = {"ORIGIN": "https://canvas.example.org"}
    assert environment.read_link_origin(named, served=served, origin=named["ORIGIN"]) == named["ORIGIN"]
