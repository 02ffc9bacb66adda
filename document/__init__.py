"""The whole: one canvas as one JSON document.

Owns: the reader and writer of the format canvas-ledger/1.
Knows: ledger, canvas, prices, economics, teams, ui. Known by: exports.
Addresses: /schemas/canvas-ledger-1.json, /workspaces/<workspace_id>/canvases/import/,
/canvases/<canvas_id>/canvas.json, /canvases/<canvas_id>/duplicate/.
"""
