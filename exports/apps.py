from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_finished


class ExportsConfig(AppConfig):
    name = "exports"

    def ready(self):
        request_finished.connect(start_press)


def start_press(**kwargs):
    """Start the press after the first answer of a server, so that nobody's first PDF waits for its library."""
    from exports.press.pressroom import press

    request_finished.disconnect(start_press)
    if settings.FIGURES_PROCESSES:  # Where nothing is worked out in processes, none is kept.
        press.warm_up()
