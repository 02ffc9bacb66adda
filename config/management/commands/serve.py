from django.conf import settings
from django.core.management import BaseCommand, call_command
from django.db import connections

from config.connection import Connection
from config.metrics import forget_what_was_counted
from config.request import HEAD_BYTES
from config.start import run_server


class Command(BaseCommand):
    help = "Serve the product at the address and port that the settings name."

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true", help="first do what `manage.py prepare` does")
        parser.add_argument("--link", action="store_true", help="with --prepare: print a sign-in link, as that does")

    def handle(self, *, prepare, link, **options):
        if prepare:
            # Links lead to where it will be served, not to where it was served last.
            settings.LINK_ORIGIN = settings.ORIGIN
            call_command("prepare", link=link, stdout=self.stdout)
            connections.close_all()
        forget_what_was_counted()
        self.stdout.write(f"Canvas Ledger {settings.VERSION} is at {settings.ORIGIN}/ (Ctrl+C ends it)")
        run_server(uvicorn_options())


def uvicorn_options() -> dict[str, object]:
    """How uvicorn serves: no word of a proxy is taken by it, since config/gateway.py decides whom to believe."""
    return {
        "host": settings.BIND,
        "port": settings.PORT,
        "workers": settings.WORKERS,
        "loop": "asyncio",
        "http": Connection,
        "h11_max_incomplete_event_size": HEAD_BYTES,
        "lifespan": "off",
        "proxy_headers": False,
        "server_header": False,
        "access_log": False,
        # Its lines, too, are written by the handlers of the settings.
        "log_config": None,
        "log_level": "warning",
        "timeout_graceful_shutdown": 2,
    }
