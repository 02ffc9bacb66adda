"""What a model costs, on a day, for a unit.

Owns: the catalogue in tables of its own (`models`, filled by `manage.py load_prices`) and the bundled package
(`bundled`, which knows nothing of Django). Knows: economics, ui. Known by: ledger, document. Addresses: none.
"""
