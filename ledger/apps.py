from django.apps import AppConfig

FILLERS = {
    "state": "ledger.pages.slots:state",
    "strip": "ledger.pages.slots:strip",
    "block-total": "ledger.pages.slots:block_totals",
    "note": "ledger.pages.slots:note_badges",
    "dashboard-heading": "ledger.pages.slots:dashboard_heading",
    "dashboard-sentence": "ledger.pages.slots:dashboard_sentence",
    "dashboard": "ledger.pages.slots:dashboard",
    "canvas-card": "ledger.pages.slots:card_figures",
}


class LedgerConfig(AppConfig):
    name = "ledger"

    def ready(self):
        from canvas import slots

        slots.register(FILLERS)
