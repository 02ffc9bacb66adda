"""The paper: what a person carries into the meeting.

Owns: the PDF and the view of its pages, made in a worker process (the only import of WeasyPrint). Knows: all to its
right. Known by: config. Addresses: /canvases/<canvas_id>/export/ and /canvases/<canvas_id>/canvas.pdf.
"""
