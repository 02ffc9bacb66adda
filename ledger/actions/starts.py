"""A feature made from a description: its kind's typical lines and the numbers of its people, in one step."""

from collections.abc import Mapping

from django.utils import timezone

from canvas import changes
from canvas.actions.positions import position_at
from canvas.rules import POSITION_STEP, SOURCE_LENGTH, renumbered
from economics import kinds
from economics.numbers import USAGE
from ledger import rules
from ledger.actions.features import TooManyFeatures
from ledger.actions.keys import KeyMaker
from ledger.asked import Asked, Way
from ledger.figures.kept_prices import keep
from ledger.models import Feature, Line
from ledger.typical import WORTH, FeatureKind, TypicalLine, typical_texts


def start_feature(*, canvas, kind: FeatureKind, way: Way, typed: Mapping[Asked, str], typical, by, description=""):
    """Add a feature of this kind; `typed` are its people's numbers, `typical` the guesses as they stand by now.

    `typical` is by the place of a line in the kind and the field. A guess that was changed loses its source.
    """
    with changes.record(canvas, by=by) as change:
        features = list(canvas.features.in_order())
        lines = [*kind.lines, TypicalLine(way.kind, (), method=way.method)]
        if len(features) >= rules.FEATURE_LIMIT or canvas.lines.count() + len(lines) > rules.CANVAS_LINE_LIMIT:
            raise TooManyFeatures
        feature = change.create(
            Feature(
                name=_free_name(kind.title, features),
                description=description,
                position=position_at(change, features, len(features)),
                **{rules.NOT_APPLICABLE[each]: reason for each, reason in kind.reasons.items()},
                **_of(typed, USAGE, ""),
            )
        )
        keys = KeyMaker(change)
        for place, (line, position) in enumerate(zip(lines, renumbered(len(lines)), strict=True)):
            held = {field: text for (where, field), text in typical.items() if where == place}
            mine = _of(typed, line.kind, line.method)
            columns = {**_columns(line, held), **mine}
            change.create(Line(feature=feature, key=keys.make(line.kind), position=position, **columns))
        return feature


def answer_first_numbers(*, canvas, feature_id, typed: Mapping[Asked, str], rate: float, by) -> Feature:
    """Write numbers of one step of the path into the feature, or into a line that is made where there is none."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature_id)
        if usage := _of(typed, USAGE, ""):
            change.update(feature, version=feature.version, **usage)
        for kind, method in dict.fromkeys((each.kind, each.method) for each in typed if each.kind != USAGE):
            line = feature.lines.filter(kind=kind, method=method).in_order().first()
            if line:
                change.update(line, version=line.version, **_of(typed, kind, method))
            else:
                typical = (
                    WORTH if (kind, method) == (WORTH.kind, WORTH.method) else TypicalLine(kind, (), method=method)
                )
                held = typical_texts(typical, rate)
                _add(change, feature, [(typical, held, _of(typed, kind, method))])
        return feature


def take_kind(*, canvas, feature_id, kind: FeatureKind, rate: float, by) -> Feature:
    """Give a feature the cost lines that are typical of a kind, but those of which it has one, and the reasons."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature_id)
        present = set(feature.lines.values_list("kind", flat=True))
        costs = [line for line in kind.lines if line.kind in kinds.COST_KINDS and line.kind not in present]
        _add(change, feature, [(line, typical_texts(line, rate), {}) for line in costs])
        free = {each: reason for each, reason in kind.reasons.items() if each not in present}
        columns = {rules.NOT_APPLICABLE[each]: reason for each, reason in free.items()}
        blank = {name: reason for name, reason in columns.items() if not getattr(feature, name)}
        if blank:
            change.update(feature, version=feature.version, **blank)
        return feature


def _add(change, feature: Feature, lines) -> None:
    """Add lines, each typical with what stands in it and what was typed, behind those of the feature."""
    last = feature.lines.in_order().last()
    keys = KeyMaker(change)
    for place, (line, held, mine) in enumerate(lines, start=1):
        position = (last.position if last else 0) + place * POSITION_STEP
        columns = {**_columns(line, held), **mine}
        change.create(Line(feature=feature, key=keys.make(line.kind), position=position, **columns))


def change_first_numbers(*, canvas, feature: Feature, typed: Mapping[Asked, str], by) -> Feature:
    """Write the numbers that were asked for first once more, in one step; a line that has gone is left out."""
    with changes.record(canvas, by=by) as change:
        feature = change.get(Feature, feature.pk)
        change.update(feature, version=feature.version, **_of(typed, USAGE, ""))
        for line in first_lines(feature, typed):
            change.update(line, version=line.version, **_of(typed, line.kind, line.method))
        return feature


def first_lines(feature: Feature, asked) -> list[Line]:
    """Return the lines of a feature that hold the numbers asked for first: the first of each kind and method."""
    pairs = {(each.kind, each.method) for each in asked}
    found: dict[tuple[str, str], Line] = {}
    for line in feature.lines.in_order():
        found.setdefault((line.kind, line.method), line)
    return [line for pair, line in found.items() if pair in pairs]


def _free_name(title: str, features) -> str:
    names = {feature.name.casefold() for feature in features}
    return rules.name_of_copy(title, names) if title.casefold() in names else title


def _of(typed: Mapping[Asked, str], kind: str, method: str) -> dict[str, str]:
    return {each.field.name: text for each, text in typed.items() if (each.kind, each.method) == (kind, method)}


def _columns(line: TypicalLine, held: Mapping[str, str]) -> dict:
    provider, model = line.model
    kept = keep(provider=provider, model=model, on=timezone.localdate()) if model else None
    source, url = _evidence(line, held)
    return {
        "kind": line.kind,
        "method": line.method,
        "label": line.label,
        "basis": line.basis,
        "provider": provider,
        "model": model,
        "price_factor_reason": line.price_factor_reason,
        "kept_prices": kept,
        "evidence_level": "guess" if source else "",
        "evidence_source": source,
        "evidence_url": url,
        **held,
    }


def _evidence(line: TypicalLine, held: Mapping[str, str]) -> tuple[str, str]:
    """Return where the guesses of a line come from, and the first address among them."""
    line_type = kinds.line_type(line.kind, line.method)
    stand = [guess for guess in line.guesses if held.get(guess.field) == guess.text]
    said = [f"{line_type.field(guess.field).label}. {guess.source}" for guess in stand]
    sources = [f"Model. {line.model_source}"] * bool(line.model_source) + said
    return "; ".join(sources)[:SOURCE_LENGTH], next((guess.url for guess in stand if guess.url), "")
