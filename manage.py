#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

# These work on a file alone, so they are not to prepare what the product keeps on a machine.
STANDING_ALONE = ("evaluate",)

if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1] in STANDING_ALONE:
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.alone"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)
