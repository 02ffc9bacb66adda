"""The story: canvases, blocks, notes, segments, brief.

Owns: Canvas, Note, Segment, Brief, Archive, Change; the request door (access) and the write door (changes).
Knows: teams, ui. Known by: ledger, document, exports. Addresses: / and /canvases/<canvas_id>/.
"""
