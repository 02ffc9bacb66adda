"""The money: features, their cost and value lines, the arithmetic and the model prices.

Owns: Feature, Line, links from notes to them, the price catalogue, economics (numpy, no Django).
Knows: canvas, teams, ui. Known by: document, exports. Addresses: /canvases/<canvas_id>/ledger/.
"""
