"""The press: a process of its own that turns HTML and CSS into PDF, so that nobody's edit waits for it."""
