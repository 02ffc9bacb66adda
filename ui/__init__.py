"""How a page or a fragment is sent.

Owns: fragments, forms' plain-text cleaning, middleware, template tags for figures and icons, typefaces.
Knows: no app. Known by: every app.
"""
