"""The key under which the evaluation of a feature is stored: a hash of everything it depends on."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from economics.model import Feature, Limit
from economics.numbers import Number
from economics.results import ENGINE


def inputs_key(feature: Feature) -> str:
    """SHA-256, in hexadecimal, of the feature as typed and of the engine's version."""
    return hashlib.sha256(json.dumps([ENGINE, _plain(feature)], sort_keys=True).encode()).hexdigest()


def advice_key(key: str, limits: Mapping[Number, Limit], offered: str) -> str:
    """The key of the advice on the feature whose `inputs_key` without limits is `key`.

    `offered` says which models could price its lines, "" where none is asked for.
    """
    if not limits and not offered:
        return key
    return hashlib.sha256(json.dumps([key, _plain(limits), offered], sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):  # nearly all of it: asked first
        return value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if hasattr(value, "items"):
        return {str(key): _plain(each) for key, each in value.items()}
    return repr(float(value))
