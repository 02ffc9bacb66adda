"""Worker processes: dear work done once however many ask, apart from the threads that serve pages, in fair turns.

Owns: the process that is kept warm and replaced, the queue of turns, the pool. Knows: nothing but the standard
library. Known by: exports (paper), ledger (figures).
"""
