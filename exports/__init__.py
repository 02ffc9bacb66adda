"""The paper: what a person carries into the meeting.

Owns: the PDF, rendered in a worker process (the only import of WeasyPrint). Knows: all to its right. Known by: config.
Addresses: /canvases/<canvas_id>/canvas.pdf.
"""
