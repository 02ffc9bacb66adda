"""From JSON to the rows of a table: a list of objects, what an interface answers, or an object on each line.

A value within a value is a column of its own, `usage.input`. A list of objects within one, such as the results of a
day, is a row each, beside what stands around it. Numbers come out so that no thousand is taken for a decimal.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from ledger.tables.limits import MOST_ROWS, check_cells, check_rows, check_width
from ledger.tables.refusals import TableRefused
from ledger.tables.text import Row

_DEEPEST = 6
_LONGEST_NAME = 120
NOT_JSON = "Line {line} is not JSON: {what}. Export it anew, or as CSV."


def number_text(written: str) -> str:
    """Return a number that a program wrote so that its point can't be taken for a thousand's: 1.125 as 1.1250."""
    _, mark, rest = written.partition(".")
    return f"{written}0" if mark and len(rest) == 3 and rest.isdigit() else written


_DECODER = json.JSONDecoder(parse_float=number_text, parse_int=str)


def json_rows(text: str) -> Iterator[Row]:
    """Yield the header, then a row for each object; raises TableRefused."""
    check_cells(sum(map(text.count, ",{[")))
    records = list(_records(text))
    columns = {name: place for place, name in enumerate(dict.fromkeys(name for each in records for name in each))}
    if not columns:
        raise TableRefused("This JSON holds no list of objects. Export a row for each day or each call.")
    check_width(len(columns))
    check_cells(len(columns) * len(records))
    yield 1, list(columns)
    for number, record in enumerate(records, start=2):
        row = [""] * len(columns)
        for name, cell in record.items():
            row[columns[name]] = cell
        yield number, row


def _records(text: str) -> Iterator[dict[str, str]]:
    count = 0
    for value in _values(text):
        for record in _listed(value):
            for flat in _flat(record):
                count += 1
                check_rows(count)
                yield flat


def _values(text: str) -> Iterator[object]:
    """The value that the text is, or one for each line."""
    try:
        yield _DECODER.decode(text)
        return
    except RecursionError:
        raise TableRefused("This JSON holds lists within lists, too deep to be a table.") from None
    except json.JSONDecodeError as whole:
        lines = text.splitlines()
        if len([line for line in lines if line.strip()]) < 2 or not _is_json(next(filter(str.strip, lines))):
            raise TableRefused(NOT_JSON.format(line=whole.lineno, what=whole.msg)) from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _line(line, number)


def _is_json(line: str) -> bool:
    try:
        _DECODER.decode(line)
    except (ValueError, RecursionError):
        return False
    return True


def _line(line: str, number: int) -> object:
    try:
        return _DECODER.decode(line)
    except (ValueError, RecursionError) as problem:
        what = getattr(problem, "msg", "too deep")
        raise TableRefused(NOT_JSON.format(line=number, what=what)) from None


def _listed(value: object) -> Sequence[Mapping]:
    """The objects of a list, or of the longest list that an object holds; an object without one is a record itself."""
    if isinstance(value, list):
        return [each for each in value if isinstance(each, dict)][: MOST_ROWS + 2]
    if not isinstance(value, dict):
        return []
    lists = [each for each in value.values() if _is_records(each)]
    return _listed(max(lists, key=len)) if lists and not _is_bucket(value) else [value]


def _is_records(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _is_bucket(value: Mapping) -> bool:
    """Whether an object is the row of a day that holds its results, rather than an answer that holds rows."""
    return any("start" in name or "date" in name.lower() for name in value) and "data" not in value


def _flat(record: Mapping) -> Iterator[dict[str, str]]:
    """A record as one row, or as one for each object in the list that it holds."""
    inner = next((each for name, each in record.items() if name == "results" or _is_results(each)), None)
    around: dict[str, str] = {}
    _spread(record, "", around, 0)
    rows = [each for each in inner if isinstance(each, dict)] if isinstance(inner, list) else []
    for row in rows:
        found: dict[str, str] = {}
        _spread(row, "", found, 0)
        yield around | found
    if not rows and not isinstance(inner, list):
        yield around


def _is_results(value: object) -> bool:
    return _is_records(value) and all(isinstance(each, dict) and _counts(each) for each in value)


def _counts(record: Mapping) -> bool:
    return any("token" in name.lower() or "cost" in name.lower() or "amount" in name.lower() for name in record)


def _spread(value: Mapping, prefix: str, into: dict[str, str], depth: int) -> None:
    for name, each in value.items():
        path = f"{prefix}{name}"[:_LONGEST_NAME]
        if isinstance(each, dict):
            if depth < _DEEPEST:
                _spread(each, f"{path}.", into, depth + 1)
        elif not isinstance(each, list):
            into[path] = _cell(each)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
