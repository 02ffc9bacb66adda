"""The first five minutes of a feature: a description, a few numbers, the first verdict, and what matters next."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from canvas.access import canvas_access
from canvas.actions.canvases import create_canvas
from canvas.changes import Refused
from canvas.views.dashboard import new_canvas_form
from canvas.views.settings import by_way_of_rate
from canvas.views.steps import undo_url
from economics.numbers import USAGE
from ledger.actions import starts as actions
from ledger.asked import WAYS, Way, first_numbers
from ledger.figures.advising import advice_of
from ledger.figures.sheets import row_of
from ledger.forms import DescriptionForm, FirstNumbersForm, StartForm
from ledger.models import Feature
from ledger.pages.first_steps import MODEL, PEOPLE, STEPS, USES, FirstSteps, form_of
from ledger.pages.first_verdict import FirstVerdict
from ledger.pages.sentences import NUMBERS
from ledger.pages.waiting import waiting
from ledger.typical import BY_ID, KINDS, FeatureKind, described_by
from ledger.views.feature import TEMPLATE, saved_context
from teams.access import workspace_access
from teams.roles import Permission
from ui.forms import posted
from ui.fragments import page_or_fragment
from ui.toasts import toast

KINDS_PAGE, NUMBERS_PAGE, VERDICT_PAGE = (f"ledger/start{page}.html" for page in ("", "-numbers", "-verdict"))


@require_POST
@workspace_access(Permission.EDIT)
def new_canvas(request, workspace):
    """Make the first canvas of a workspace, and go straight on to what its feature does."""
    form = new_canvas_form(request, workspace)
    if not form.is_valid():
        return render(request, "canvas/new.html", {"form": form, "workspace": workspace}, status=422)
    canvas = create_canvas(workspace=workspace, by=request.actor, **form.cleaned_data)
    return redirect(by_way_of_rate(canvas, reverse("ledger:start", args=[canvas.pk])))


@require_safe
@canvas_access(Permission.EDIT)
def describe(request, canvas):
    """Ask what a feature does; the nearest kind goes on to its numbers with Enter."""
    form = DescriptionForm(request.GET)
    does = form.words()
    near = described_by(does)
    if near and "take" in request.GET:
        address = reverse("ledger:start-numbers", args=[canvas.pk])
        return redirect(f"{address}?{urlencode({'kind': near[0].id, 'does': does})}")
    context = {"canvas": canvas, "form": form, "does": does, "nearest": near[0] if near else None}
    return page_or_fragment(request, KINDS_PAGE, context | {"kinds": near or KINDS}, fragment="kinds-found")


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def numbers(request, canvas):
    """Ask for the few numbers that only its people know, and make a feature of them and of what is typical."""
    kind = BY_ID.get(request.GET.get("kind"))
    if kind is None:
        return redirect("ledger:start", canvas.pk)
    rate = _rate(canvas)
    if rate is None:
        return redirect(by_way_of_rate(canvas, request.get_full_path()))
    pays = request.GET.get("pays", kind.pays)
    way = WAYS.get(pays) or WAYS[kind.pays]
    initial = {"does": request.GET.get("does", "")}
    form = StartForm(
        posted(request), initial=initial, kind=kind, asked=first_numbers(way), currency=canvas.currency, rate=rate
    )
    if request.method == "POST" and request.POST.get("way") == "read":
        return _read_back(request, canvas, form)
    return _start(request, canvas, form, kind, way)


@require_safe
@canvas_access(Permission.VIEW)
def first_verdict(request, canvas, feature_id):
    """Show the first verdict of a feature, and the three numbers that move it most."""
    row = row_of(canvas, feature_id)
    way = _way_of(row.feature)
    advice = advice_of(canvas, row)
    address = reverse("ledger:first-verdict", args=[canvas.pk, feature_id])
    said = "" if advice else "The first verdict is being worked out."
    context = {
        "canvas": canvas,
        "feature": row.feature,
        "first": FirstVerdict(row, first_numbers(way), advice, canvas.currency),
        "waiting": waiting(said, address, request.GET, target="first-verdict"),
    }
    return render(request, VERDICT_PAGE, context)


@require_http_methods(["GET", "HEAD", "POST"])
@canvas_access(Permission.EDIT)
def first_numbers_again(request, canvas, feature_id):
    """Show the first numbers of a feature as they stand, and save them anew."""
    feature = canvas.features.get(pk=feature_id)
    asked = first_numbers(_way_of(feature))
    lines = {(line.kind, line.method): line for line in actions.first_lines(feature, asked)}
    held = {**lines, (USAGE, ""): feature}
    asked = [each for each in asked if (each.kind, each.method) in held]
    initial = {each.name: getattr(held[each.kind, each.method], each.field.name) for each in asked}
    form = FirstNumbersForm(posted(request), initial=initial, asked=asked, currency=canvas.currency)
    if request.method == "POST" and request.POST.get("way") == "read":
        return _read_back(request, canvas, form)
    if form.is_valid():
        actions.change_first_numbers(canvas=canvas, feature=feature, typed=form.changed(), by=request.actor)
        return redirect("ledger:first-verdict", canvas.pk, feature_id)
    return _ask(request, canvas, form, {"feature": feature})


@require_POST
@canvas_access(Permission.EDIT)
def first_step(request, canvas, feature_id):
    """Save what was said in one step of the path, and go on to the next."""
    row = row_of(canvas, feature_id)
    step = request.POST.get("step", "")
    if step not in STEPS:
        return redirect(row.feature)
    rate = _rate(canvas)
    if rate is None and step not in (PEOPLE, USES):
        return redirect(by_way_of_rate(canvas, row.feature.get_absolute_url()))
    form = form_of(step, canvas.currency, request.POST)
    if not form.is_valid():
        path = FirstSteps(row, canvas.currency, form)
        return render(request, TEMPLATE, saved_context(request, canvas, feature_id, row) | {"path": path}, status=422)
    who = {"canvas": canvas, "feature_id": feature_id, "rate": rate or 1.0, "by": request.actor}
    if step == MODEL:
        actions.take_kind(kind=BY_ID[form.cleaned_data["kind"]], **who)
    else:
        actions.answer_first_numbers(typed=form.typed(), **who)
    return redirect(row.feature)


def _start(request, canvas, form: StartForm, kind: FeatureKind, way: Way):
    """Make the feature where all numbers are there, else ask for them."""
    if form.is_valid():
        typed = {"typed": form.typed(), "typical": form.typical(), "description": form.cleaned_data["does"]}
        try:
            feature = actions.start_feature(canvas=canvas, kind=kind, way=way, by=request.actor, **typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            toast(request, f"{feature.name} added", undo=undo_url(canvas, request.actor))
            return redirect("ledger:first-verdict", canvas.pk, feature.pk)
    ways = [(name, each.words) for name, each in WAYS.items() if each is not way]
    return _ask(request, canvas, form, {"kind": kind, "ways": ways, "does": form["does"].value()})


def _ask(request, canvas, form, context):
    said = NUMBERS[len(form.asked)].capitalize()
    status = 422 if form.is_bound else 200
    return render(request, NUMBERS_PAGE, {"canvas": canvas, "form": form, "how_many": said, **context}, status=status)


def _read_back(request, canvas, form):
    """Answer with what was understood of the numbers so far; nothing is saved."""
    form.is_valid()
    return render(request, f"{NUMBERS_PAGE}#numbers-read", {"canvas": canvas, "form": form, "oob": True})


def _rate(canvas) -> float | None:
    """Return what a dollar is in the canvas's currency, None where that is not known."""
    if canvas.usd_rate is None:
        return 1.0 if canvas.currency == "USD" else None
    return float(canvas.usd_rate)


def _way_of(feature: Feature) -> Way:
    """Return how a feature earns, as its first line of that kind says."""
    pairs = {(line.kind, line.method) for line in feature.lines.all()}
    return next((way for way in WAYS.values() if (way.kind, way.method) in pairs), WAYS["plan"])
