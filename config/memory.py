"""How the memory of a serving process goes back to the system."""

import ctypes

M_ARENA_MAX = -8


def keep_few_arenas(most: int = 2) -> bool:
    """Have the C library take memory from so many arenas at most; returns whether it does, which glibc alone can.

    It makes one for each thread, up to eight a processor, and a page of a thousand features leaves each of them in
    pieces that never go back.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return bool(mallopt and mallopt(M_ARENA_MAX, most))
