from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ledger"

    def ready(self):
        from canvas import slots as places
        from ledger import slots

        places.register("ledger", slots)
