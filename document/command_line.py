"""`manage.py evaluate`: a document evaluated alone, without a database, a setting or Django, for it starts often."""

import gc
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from document.content import Document
from document.parsing import DocumentRefused, quoted
from document.reading import read
from economics import Price
from economics.verdict import TONES

VERDICTS = tuple(TONES)
OUTSIDE = "outside"
BAD, FAILED = 2, 1
STDIN = "-"
HELP = (
    "Evaluate the features of a document, without a database: the verdict, the figures and the levers of each. "
    f"The verdicts are {', '.join(VERDICTS)}."
)


class Ended(Exception):
    """The command ends with a sentence for the person and this exit code."""

    def __init__(self, said: str, code: int):
        super().__init__(said)
        self.code = code


def main(arguments: Sequence[str]) -> int:
    """Run the command with these arguments, those after its name; return its exit code."""
    gc.disable()  # what a run of a second leaves behind need not be looked for
    parser = ArgumentParser(prog="manage.py evaluate", description=HELP)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    try:
        evaluate_file(options.file, as_json=options.json, fail_on=options.fail_on, actuals=options.actuals)
    except Ended as end:
        sys.stderr.write(f"{end}\n")
        return end.code
    return 0


def add_arguments(parser: ArgumentParser) -> None:
    """Tell a parser what the command takes."""
    parser.add_argument("file", metavar="FILE.json", help="a document as exported, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    parser.add_argument(
        "--fail-on",
        metavar="VERDICT",
        action="append",
        default=[],
        help="end with exit code 1 where a feature has this verdict, or, with --actuals, where a measured value left "
        f"its range ({OUTSIDE}); may be given several times",
    )
    parser.add_argument(
        "--actuals",
        metavar="FEATURE=TABLE",
        action="append",
        default=[],
        help="hold what was counted of a feature, a table in CSV, JSON or XLSX, against its estimates; may be given "
        "several times",
    )


def evaluate_file(file: str, *, as_json: bool, fail_on: Sequence[str], actuals: Sequence[str] = ()) -> None:
    """Print what can be said of a file's features; raises Ended where it can't be, or where --fail-on names it."""
    check_verdicts(fail_on, has_actuals=bool(actuals))
    document = read_file(file)
    # numpy comes along with it, which a file that is refused does without.
    from document import evaluating
    from document.offers import OffersToday

    offers = OffersToday(document)
    evaluated = evaluating.evaluate_document(document, price_of=price_today, offered_to=offers.to)
    counted = hold(document, evaluated, actuals)
    if as_json:
        say(json.dumps(as_data(document, evaluated, counted), indent=1, allow_nan=False))
    else:
        from document.evaluation_text import table  # Django's templates come along with it

        say(table(document, evaluated, counted))
    check_results(evaluated, counted, fail_on)


def hold(document: Document, evaluated, actuals: Sequence[str]):
    """Return what was counted of each feature, by its name; raises Ended where a table can't be read."""
    if not actuals:
        return {}
    from document import holding  # tables are seldom given

    try:
        return holding.hold(document, evaluated, holding.wanted(document, actuals), price_today)
    except holding.NotHeld as refusal:
        raise Ended(str(refusal), BAD) from refusal


def as_data(document: Document, evaluated, counted) -> dict:
    """Return it as plain data for programs, with what was counted where a table was given."""
    from document import evaluating

    data = evaluating.as_data(document, evaluated)
    if counted:
        from document import holding

        holding.add_to(data["features"], counted)
    return data


def check_results(evaluated, counted, fail_on: Sequence[str]) -> None:
    """Raise Ended where a verdict is one that --fail-on names, or a measured value is outside."""
    named = [each for each in evaluated if each.evaluation.verdict.id in fail_on]
    if named:
        said = ", ".join(f"{quoted(each.name)} ({each.evaluation.verdict.id})" for each in named)
        raise Ended(f"--fail-on names the verdict of {said}.", FAILED)
    outside = [(name, each.path(held)) for name, each in counted.items() for held in each.outside]
    if outside and OUTSIDE in fail_on:
        said = ", ".join(f"{quoted(name)} ({path})" for name, path in outside)
        raise Ended(f"--fail-on {OUTSIDE}: what was measured left its range in {said}.", FAILED)


def check_verdicts(names: Sequence[str], *, has_actuals: bool = False) -> None:
    """Raise Ended where one of the names is that of no verdict."""
    for name in names:
        if name == OUTSIDE and not has_actuals:
            raise Ended(f"--fail-on {OUTSIDE} needs what was counted: give --actuals FEATURE=TABLE as well.", BAD)
        if name not in (*VERDICTS, OUTSIDE):
            raise Ended(f"{quoted(name)} is no verdict. Write one of {', '.join(VERDICTS)}, or {OUTSIDE}.", BAD)


def read_file(file: str) -> Document:
    """Read the document in a file; raises Ended with the place in it."""
    try:
        return read(sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes())
    except (OSError, ValueError) as problem:
        said = getattr(problem, "strerror", None) or str(problem)
        raise Ended(f"{file!r} can't be read: {said}.", BAD) from problem
    except DocumentRefused as refusal:
        raise Ended(str(refusal), BAD) from refusal


@cache
def price_today(provider: str, name: str) -> Price | None:
    """Return what a model costs today by the installed catalogue."""
    from prices.bundled import bundled_price  # takes a moment, and not every document names a model

    return bundled_price(provider=provider, model=name, on=date.today())


def say(text: str) -> None:
    """Print a text; a character that the terminal or the log has no code for is shown as a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(f"{text}\n".encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except OSError as problem:
        # What could not be written would be tried again, and told as a traceback, when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Ended(f"The result can't be written: {problem.strerror}.", BAD) from problem
