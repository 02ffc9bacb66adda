"""Queries whose SQL is composed once: composing it costs Django several times what running it costs."""

from collections.abc import Callable
from functools import cached_property
from inspect import signature
from threading import local
from typing import Any
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators

_ID = models.UUIDField()


class Prepared(local):
    """A query by ids, composed by `compose` when a thread first asks it and only run from then on.

    `compose` takes ids and returns the queryset of them. A call takes as many ids and returns the instances as a list,
    with what the queryset annotates and what its `select_related` names. Each thread has its own, since what Django
    composes holds the thread's connection.
    """

    def __init__(self, compose: Callable[..., models.QuerySet]) -> None:
        self.compose = compose

    def __call__(self, *ids: UUID | None) -> list[Any]:
        return self._composed.run([_kept(one) for one in ids])

    @cached_property
    def _composed(self) -> "Composed":
        return Composed(self.compose)


class Composed:
    """The SQL of a queryset, the place of each id in it, and the way from its rows to instances."""

    def __init__(self, compose: Callable[..., models.QuerySet]) -> None:
        marks = [uuid4() for _ in signature(compose).parameters]
        queryset = compose(*marks)
        query = queryset.query
        self.model, self.compiler = query.model, query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, parameters = self.compiler.as_sql()
        kept = [_kept(mark) for mark in marks]
        self.places = [kept.index(parameter) for parameter in parameters]
        selected = [column for column, _, _ in self.compiler.select]
        self.converters = self.compiler.get_converters(selected)
        info = self.compiler.klass_info
        self.columns = [selected[place].target.attname for place in info["select_fields"]]
        self.related = get_related_populators(info, self.compiler.select, DEFAULT_DB_ALIAS, queryset._fetch_mode)

    def run(self, kept: list[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [kept[place] for place in self.places])
            rows = cursor.fetchall()
        return [self.instance(row) for row in self.compiler.apply_converters(rows, self.converters)]

    def instance(self, row: list[Any]) -> Any:
        instance = self.model.from_db(DEFAULT_DB_ALIAS, self.columns, row[: len(self.columns)])
        for related in self.related:
            related.populate(row, instance)
        for name, place in self.compiler.annotation_col_map.items():
            setattr(instance, name, row[place])
        return instance


def _kept(one: UUID | None) -> Any:
    """Return an id as this database keeps it."""
    return _ID.get_db_prep_value(one, connection)
