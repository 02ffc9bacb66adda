"""The settings as a process reads them, under several environments."""

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "DEBUG",
    "ALLOWED_HOSTS",
)
PROGRAM = f"import json, config.settings as s; print(json.dumps({{n: getattr(s, n) for n in {NAMES}}}))"


def read_settings(tmp_path, **env):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **env}
    return subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True)


def test_loopback_needs_no_https(tmp_path):
    settings = json.loads(read_settings(tmp_path).stdout)
    assert settings["SESSION_COOKIE_NAME"] == "session"
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_an_https_origin_makes_cookies_secure_and_pins_https_for_a_year(tmp_path):
    run = read_settings(tmp_path, ORIGIN="https://canvas.example.org", TRUSTED_PROXIES="127.0.0.1")
    settings = json.loads(run.stdout)
    assert settings["SESSION_COOKIE_NAME"] == "__Host-session"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("ORIGIN", "http://canvas.example.org"), ("DATABASE_URL", "sqlite:///x"), ("DEBUG", "maybe")],
)
def test_a_bad_environment_stops_the_start_and_names_the_variable(tmp_path, name, value):
    run = read_settings(tmp_path, **{name: value})
    assert run.returncode == 1
    assert f"ImproperlyConfigured: {name} " in run.stderr


def test_an_https_origin_without_a_trusted_proxy_is_refused(tmp_path):
    run = read_settings(tmp_path, ORIGIN="https://canvas.example.org")
    assert "TRUSTED_PROXIES is empty" in run.stderr
