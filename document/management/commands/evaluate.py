import json
import os
import sys
from datetime import date
from functools import cache
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from document.content import Document
from document.parsing import DocumentRefused, quoted
from document.reading import read
from ledger.economics import Price
from ledger.economics.verdict import TONES

VERDICTS = tuple(TONES)
BAD, FAILED = 2, 1
STDIN = "-"


class Command(BaseCommand):
    help = (
        "Evaluate the features of a document, without a database: the verdict, the figures and the levers of each. "
        f"The verdicts are {', '.join(VERDICTS)}."
    )
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE.json", help="a document as exported, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print JSON for programs")
        parser.add_argument(
            "--fail-on",
            metavar="VERDICT",
            action="append",
            default=[],
            help="end with exit code 1 where a feature has this verdict; may be given several times",
        )

    def handle(self, *, file, fail_on, **options):
        check_verdicts(fail_on)
        document = read_file(file)
        # These bring numpy along, which a file that is refused does without.
        from document import evaluating, evaluation_text

        evaluated = evaluating.evaluate_document(document, price_of=price_today)
        if options["json"]:
            self.say(json.dumps(evaluating.as_data(document, evaluated), indent=1, allow_nan=False))
        else:
            self.say(evaluation_text.table(document, evaluated))
        named = [each for each in evaluated if each.evaluation.verdict.id in fail_on]
        if named:
            said = ", ".join(f"{quoted(each.name)} ({each.evaluation.verdict.id})" for each in named)
            raise CommandError(f"--fail-on names the verdict of {said}.", returncode=FAILED)

    def say(self, text: str) -> None:
        """Print a text; a character that the terminal or the log has no code for is shown as a question mark."""
        encoding = getattr(self.stdout, "encoding", None) or "utf-8"
        try:
            self.stdout.write(text.encode(encoding, "replace").decode(encoding))
            self.stdout.flush()
        except OSError as problem:
            # What could not be written would be tried again, and told as a traceback, when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise CommandError(f"The result can't be written: {problem.strerror}.", returncode=BAD) from problem


def check_verdicts(names: list[str]) -> None:
    """Raise CommandError where one of the names is that of no verdict."""
    for name in names:
        if name not in VERDICTS:
            raise CommandError(f"{quoted(name)} is no verdict. Write one of {', '.join(VERDICTS)}.", returncode=BAD)


def read_file(file: str) -> Document:
    """Read the document in a file; raises CommandError with the place in it."""
    try:
        return read(sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes())
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise CommandError(f"{file!r} can't be read: {said}.", returncode=BAD) from problem
    except DocumentRefused as refusal:
        raise CommandError(str(refusal), returncode=BAD) from refusal


@cache
def price_today(provider: str, name: str) -> Price | None:
    """Return what a model costs today by the installed catalogue."""
    from ledger.prices import bundled_price  # takes a moment, and not every document names a model

    return bundled_price(provider=provider, model=name, on=date.today())
