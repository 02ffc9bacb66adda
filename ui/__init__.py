"""How a page or a fragment is sent.

Owns: fragments, forms' plain-text cleaning, middleware, template tags for figures and icons.
Knows: no app. Known by: every app.
"""
