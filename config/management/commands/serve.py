import uvicorn
from django.conf import settings
from django.core.management import BaseCommand

from config.connection import Connection
from config.request import HEAD_BYTES


class Command(BaseCommand):
    help = "Serve the product at the address and port that the settings name."

    def handle(self, **options):
        settings.SERVED_FILE.write_text(settings.ORIGIN, encoding="utf-8")
        self.stdout.write(f"Canvas Ledger {settings.VERSION} is at {settings.ORIGIN}/ (Ctrl+C ends it)")
        uvicorn.run("config.asgi:application", **uvicorn_options())


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
