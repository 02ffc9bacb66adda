"""Documents of every shape, as hypothesis draws them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from canvas.currencies import in_use
from canvas.layouts import BLOCK_IDS
from canvas.rules import EVIDENCE_LEVELS, STATUSES
from document import content
from document.inputs import line_fields
from document.references import resolve
from economics import kinds


def _rate(digits: int, places: int) -> Decimal:
    return Decimal(digits).scaleb(-places).normalize()


_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r")
_hostile = st.sampled_from(
    ["<script>alert(1)</script>", "{{ 7*7 }}", "=1+1", "עברית", "日本語", "🎧🎧", '"\\/', "a\nb"]
)


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Draw text as it stands once it is cleaned."""
    drawn = _hostile | st.text(_characters, max_size=min(most, 30))
    return drawn.map(str.strip).filter(lambda text: least <= len(text) <= most)


def names(most: int) -> st.SearchStrategy[list[str]]:
    """Draw names that are unique whatever their case."""
    return st.lists(texts(most, least=1), max_size=4, unique_by=str.casefold)


evidence = st.builds(
    content.Evidence,
    level=st.sampled_from(["", *EVIDENCE_LEVELS]),
    source=texts(300),
    url=st.sampled_from(["", "https://example.com/a?b=c", "mailto:ana@example.com"]),
    date=st.none() | st.dates(date(1000, 1, 1)),
)


def estimate(field: kinds.Field) -> st.SearchStrategy[str]:
    """Draw what may be typed into this field, nothing included."""
    typed = ["1% to 2%", "0.5"] if field.share else ["8k to 15k", "10 / 14 / 30", "0.02"]
    return st.sampled_from(["", field.hint if field.share or "%" not in field.hint else "1", *typed])


@st.composite
def limits(draw, fields: tuple[kinds.Field, ...]) -> dict[str, content.Limit]:
    """Draw limits of some of these fields."""
    found = {}
    for field in fields:
        low, high = ("1%", "0.5") if field.share else ("0.5", "20k")
        ends = st.sampled_from([("", high), (low, ""), (low, high)]).map(lambda pair: content.Limit(False, *pair))
        if draw(st.integers(0, 3)) == 0:
            found[field.name] = draw(st.just(content.Limit(fixed=True)) | ends)
    return found


tiers = st.lists(st.builds(_rate, st.integers(0, 10**9 - 1), st.integers(0, 9)), max_size=2).map(
    lambda prices: tuple(content.Tier(Decimal(200_000 * place), price) for place, price in enumerate(prices))
)
prices = st.builds(
    content.Prices,
    date=st.dates(date(1000, 1, 1)),
    catalogue=texts(40),
    name=texts(100),
    input=tiers,
    cached_input=tiers,
    output=tiers,
)
_counts = st.none() | st.integers(0, 10**15 - 1).map(Decimal)
_amounts = st.none() | st.builds(_rate, st.integers(1 - 10**15, 10**15 - 1), st.just(6))
actuals = st.builds(
    content.Actual,
    date=st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    uses=_counts,
    cost=_amounts,
    revenue=_amounts,
    input_tokens=_counts,
    output_tokens=_counts,
    reviewed=_counts,
)


@st.composite
def lines(draw, side: str) -> content.DocumentLine:
    """Draw a line of this side of the ledger; its key may be left to the reader."""
    line_type = draw(st.sampled_from([each for each in kinds.LINE_TYPES if each.side == side]))
    typed = {field.name: draw(estimate(field)) for field in line_type.fields}
    if line_type.has_basis:
        typed["basis"] = draw(st.sampled_from(["", *kinds.BASES]))
    if line_type.has_model and draw(st.booleans()):
        typed |= dict.fromkeys(kinds.OWN_PRICES, "") | {"provider": "openai", "model": "gpt-5"}
    return content.DocumentLine(
        key="",
        kind=line_type.kind,
        method=line_type.method,
        label=draw(texts(120)),
        fields={name: text for name, text in typed.items() if text},
        evidence=draw(evidence),
        limits=draw(limits(line_type.fields)),
        prices=draw(st.none() | prices) if "model" in typed else None,
    )


@st.composite
def features(draw, name: str) -> content.Feature:
    """Draw a feature whose reasons don't contradict its lines."""
    costs, value = (tuple(draw(st.lists(lines(side), max_size=3))) for side in (kinds.COST, kinds.VALUE))
    missing = set(kinds.AI_COST_KINDS) - {line.kind for line in costs}
    drives = any(line.kind in kinds.DRIVER_KINDS for line in value)
    return content.Feature(
        name=name,
        description=draw(texts(600)),
        uses_ai=draw(st.booleans()),
        usage=content.Usage(
            draw(st.sampled_from(["", "2000 to 5000"])),
            draw(st.sampled_from(["", "8 to 20"])),
            draw(evidence),
            draw(st.sampled_from([{}, {"median": "4"}, {"median": "4", "p90": "20", "p99": "80 to 90"}])),
            draw(limits(kinds.USAGE_FIELDS)),
        ),
        costs=costs,
        value=value,
        not_applicable={kind: draw(texts(300, least=1)) for kind in sorted(missing) if draw(st.booleans())},
        neither_driver="" if drives else draw(texts(300)),
        actuals=tuple(draw(st.lists(actuals, max_size=3, unique_by=lambda actual: actual.date))),
    )


@st.composite
def inputs(draw, feature: content.Feature) -> tuple[str, kinds.Field]:
    """Draw a field of the feature's usage or of one of its lines, with the line's key."""
    line = draw(st.sampled_from([None, *feature.lines]))
    return (
        ("", draw(st.sampled_from(kinds.USAGE_FIELDS)))
        if line is None
        else (
            line.key,
            draw(st.sampled_from(line_fields(line))),
        )
    )


@st.composite
def scenarios(draw, feature: content.Feature, name: str) -> content.Scenario:
    """Draw a scenario of a feature whose lines have their keys."""
    chosen = draw(st.lists(inputs(feature), max_size=3, unique_by=lambda pair: (pair[0], pair[1].name)))
    return content.Scenario(
        name, tuple(content.ScenarioInput(field.name, draw(estimate(field)), key) for key, field in chosen)
    )


@st.composite
def splits(draw, names: list[str]) -> tuple[content.Share, ...]:
    """Draw shares of a cost that some of these features bear."""
    bearers = draw(some_of(names))[:3]
    return tuple(content.Share(name, draw(st.sampled_from(["33.33%", "0.5%", "20%"]))) for name in bearers)


@st.composite
def said_besides(draw, document: content.Document) -> content.Document:
    """Draw what speaks of the lines of a document by their keys, and of its features by their names."""
    complete = []
    for feature in document.features:
        others = [other.name for other in document.features if other is not feature]
        costs = (replace(line, split=draw(splits(others))) for line in feature.costs)
        told = tuple(draw(scenarios(feature, name)) for name in draw(names(80)))
        complete.append(replace(feature, costs=tuple(costs), scenarios=told))
    check_next = None
    if document.features and draw(st.booleans()):
        feature = draw(st.sampled_from(document.features))
        key, field = draw(inputs(feature))
        check_next = content.CheckNext(feature.name, field.name, key)
    return replace(document, canvas=replace(document.canvas, check_next=check_next), features=tuple(complete))


@st.composite
def documents(draw) -> content.Document:
    """Draw a whole document, as the reader would give it."""
    colours = st.integers(1, 8)
    segments = tuple(content.Segment(name, draw(colours)) for name in draw(names(40)))
    ledger = tuple(draw(features(name)) for name in draw(names(80)))
    bare = resolve(content.Document(canvas=draw(heads), brief=draw(briefs), segments=segments, features=ledger))
    notes = st.builds(
        content.Note,
        text=texts(2000, least=1),
        status=st.sampled_from(STATUSES),
        segments=some_of([segment.name for segment in segments]),
        features=some_of([feature.name for feature in ledger]),
        lines=some_of([line.key for line in bare.lines]),
    )
    blocks = {block: tuple(draw(st.lists(notes, max_size=2))) for block in BLOCK_IDS}
    return resolve(draw(said_besides(replace(bare, blocks=blocks))))


def some_of(options: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some of the options, in their order."""
    if not options:
        return st.just(())
    chosen = st.sets(st.sampled_from(options))
    return chosen.map(lambda some: tuple(option for option in options if option in some))


heads = st.builds(
    content.Head,
    title=texts(120, least=1),
    currency=st.sampled_from(sorted(in_use())),
    summary=texts(600),
    usd_rate=st.none() | st.builds(_rate, st.integers(1, 10**15 - 1), st.integers(6, 9)),
    usd_rate_date=st.none() | st.dates(date(1000, 1, 1)),
    value_statement=texts(600),
    illustration=texts(600),
)
briefs = st.builds(content.Brief, **{name: texts(1000) for name in content.names(content.Brief)})
