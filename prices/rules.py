"""What may be of the catalogue, in plain Python: lengths."""

MODEL_LENGTH = 100
VERSION_LENGTH = 40
