"""From rows to the arithmetic: sheets, advice, scenarios, swaps, kept prices, shares, history, portfolio.

What this room hands on is numbers and ids; words, geometry and addresses are made in `pages` and in templates.
"""
