"""How long one example of hypothesis takes is no matter of these tests."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
