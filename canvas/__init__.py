"""The story: canvases, blocks, notes, segments, brief.

Owns: Canvas, Note, Segment, Brief, Archive, Change; the request door (access), the write door (changes), the
one editor (views.editing), evidence.
Knows: teams, ui. Known by: ledger, document, exports. Addresses: / and /canvases/<canvas_id>/.
"""
