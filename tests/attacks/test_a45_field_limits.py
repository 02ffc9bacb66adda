"""A45: every text that is stored has a length, and the database itself holds it, on SQLite as on PostgreSQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, models, transaction
from django.utils import timezone

from ledger.models import Figures, Limit, NextCheck, Scenario, ScenarioInput
from prices.models import Catalogue, PricedModel
from teams.models import FailedSignIn, SignInLink
from tests.attacks.world import our_models

pytestmark = pytest.mark.django_db

COLUMNS = [
    (model, field)
    for model in our_models()
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField)
]


@pytest.fixture
def rows(ids, olga):
    """At least one row of every model that has text."""
    now = timezone.now()
    SignInLink.objects.create(user=olga, token_hash="x", created_at=now, expires_at=now + timedelta(hours=1))
    FailedSignIn.objects.create(account="x", address="x", at=now)
    Catalogue.objects.create(version="x", loaded_at=now)
    PricedModel.objects.create(provider="x", provider_name="x", model="x", name="x")
    feature = Figures.objects.create(feature_id=ids["feature_id"], inputs_key="x", payload={}).feature
    of_it = {"canvas": feature.canvas, "feature": feature}
    Limit.objects.create(**of_it, field="x", fixed=True)
    NextCheck.objects.create(**of_it, field="x")
    scenario = Scenario.objects.create(**of_it, name="x", position=1)
    ScenarioInput.objects.create(canvas=feature.canvas, scenario=scenario, field="x")


def test_every_text_says_how_long_it_may_be():
    assert len(COLUMNS) > 80
    assert not [f"{model.__name__}.{field.name}" for model, field in COLUMNS if not field.max_length]


def test_the_database_itself_takes_no_longer_text(rows):
    too_much = []
    for model, field in COLUMNS:
        assert model._default_manager.exists(), f"no row of {model.__name__} to try it on"
        one = model._default_manager.filter(pk=model._default_manager.values_list("pk", flat=True)[0])
        try:
            with transaction.atomic():
                one.update(**{field.name: "x" * (field.max_length + 1)})
        except DatabaseError:
            continue
        too_much.append(f"{model.__name__}.{field.name}")
    assert too_much == []
