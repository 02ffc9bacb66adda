"""The parts of a feature's page, each by its address."""

from django.urls import reverse


def part_url(feature, part):
    return reverse(f"ledger:feature-{part}", args=[feature.canvas_id, feature.pk])


def from_part(feature, part):
    """The headers with which htmx asks from a part of a feature's page."""
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver{part_url(feature, part)}"}
