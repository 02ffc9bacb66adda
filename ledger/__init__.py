"""The money: features, their cost and value lines, what they come to and what would mend it.

Owns: Feature, Line, what is said of their numbers, links from notes to them.
Knows: canvas, teams, prices, economics, ui. Known by: document, exports. Addresses: /canvases/<canvas_id>/ledger/.
"""
