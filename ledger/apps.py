from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ledger"

    def ready(self):
        from canvas import slots

        slots.register("ledger.pages.slots")
