"""Django's SQLite backend with a queue for writers, so that threads of one process wait in turn."""
