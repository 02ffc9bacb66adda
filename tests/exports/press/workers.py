"""Workers that go wrong, each in its own way; a spawned process imports them from here."""

import os
import time


def without_library(connection):
    connection.send(("unavailable", "cannot load library 'libpango-1.0-0'"))


def that_dies(connection):
    connection.send(("ready", ""))
    connection.recv()
    os._exit(1)


def that_hangs(connection):
    connection.send(("ready", ""))
    connection.recv()
    time.sleep(600)


def that_echoes(connection):
    connection.send(("ready", ""))
    while True:
        connection.send(("done", (os.getpid(), *connection.recv())))
