"""The memory of a serving process goes back to the system."""

import platform

import pytest

from config.memory import keep_few_arenas


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas")
def test_the_c_library_takes_the_bound_on_arenas():
    assert keep_few_arenas()
