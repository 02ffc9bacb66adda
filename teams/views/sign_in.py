from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from teams.actions.links import EmailTaken, LinkSpent, find_link, use_link
from teams.actions.passwords import TooManyFailures, WrongPassword, check_password, seconds_to_hold
from teams.forms import LinkForm, SignInForm
from teams.rules import is_own_path
from teams.views.browsers import place_of, remember_browser
from ui import audit
from ui.forms import posted
from ui.middleware import ANSWER_AFTER


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with email and password, then go to `next`."""
    if request.method != "POST":
        return redirect(_after(request)) if request.user.is_authenticated else _sign_in_page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, status=422)
    email, now = form.cleaned_data["email"], timezone.now()
    place = place_of(request, email)
    response = _answer_password(request, form, place=place, now=now)
    response[ANSWER_AFTER] = seconds_to_hold(email=email, place=place, now=now)
    return response


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def use_sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a sign-in link asks for; only the POST uses it up, since machines follow links too."""
    now = timezone.now()
    try:
        link = find_link(token=token, now=now)
        form = LinkForm(posted(request), user=link.user)
        if not form.is_valid():
            return _link_page(request, form, status=422 if form.is_bound else 200)
        user = use_link(link=link, now=now, **form.cleaned_data)
    except LinkSpent as refusal:
        return render(request, "teams/link-spent.html", {"sentence": str(refusal)}, status=410)
    except EmailTaken as refusal:
        form.add_error("email", str(refusal))
        return _link_page(request, form, status=422)
    return _enter(request, user, by="link", to="teams:home")


@require_POST
@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        audit.note("signed out", account=request.user.email)
    logout(request)
    return redirect("teams:sign-in")


def _sign_in_page(request, form, *, status=200):
    context = {"form": form, "next": _next_path(request)}
    return render(request, "teams/sign-in.html", context, status=status)


def _link_page(request, form, *, status):
    return render(request, "teams/sign-in-link.html", {"form": form, "person": form.user}, status=status)


def _answer_password(request, form, *, place, now):
    try:
        user = check_password(**form.cleaned_data, place=place, now=now)
    except WrongPassword as refusal:
        form.add_error(None, str(refusal))
        return _sign_in_page(request, form, status=422)
    except TooManyFailures as refusal:
        form.add_error(None, str(refusal))
        response = _sign_in_page(request, form, status=429)
        response["Retry-After"] = refusal.retry_after
        return response
    return _enter(request, user, by="password", to=_after(request))


def _enter(request, user, *, by, to):
    # A new session each time, whoever was signed in before: nobody goes on with a key that somebody else may know.
    request.session.flush()
    login(request, user)
    audit.note("signed in", account=user.email, by=by)
    response = redirect(to)
    remember_browser(response, user.email)
    return response


def _after(request):
    return _next_path(request) or "teams:home"


def _next_path(request):
    target = request.POST.get("next") or request.GET.get("next", "")
    return target if is_own_path(target) else ""
