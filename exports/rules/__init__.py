"""What may be, in plain Python: the papers, how much of a canvas fits on one, and the names of scripts."""
