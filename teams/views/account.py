from django.contrib.auth import update_session_auth_hash
from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from teams.access import personal
from teams.actions.passwords import TooManyFailures, WrongPassword, change_password
from teams.actions.people import edit_account
from teams.forms import AccountForm, PasswordForm
from ui.toasts import toast

NOT_THE_CURRENT = "This is not your current password. Type it again."


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def account(request: HttpRequest) -> HttpResponse:
    """Show the account of the person signed in; a POST changes all of it but the password."""
    if request.method != "POST":
        return _account_page(request)
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _account_page(request, account_form=form, status=422)
    edit_account(by=request.user, **form.cleaned_data)
    toast(request, "Your account is saved.")
    return redirect("teams:account")


@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "HEAD", "POST"])
@personal
def password(request: HttpRequest) -> HttpResponse:
    """Change the password of the person signed in, and end their other sessions."""
    if request.method != "POST":
        return redirect("teams:account")
    form = PasswordForm(request.POST, user=request.user)
    if not form.is_valid():
        return _account_page(request, password_form=form, status=422)
    try:
        user = change_password(by=request.user, **form.cleaned_data, now=timezone.now())
    except WrongPassword:
        form.add_error("current", NOT_THE_CURRENT)
        return _account_page(request, password_form=form, status=422)
    except TooManyFailures as refusal:
        form.add_error("current", str(refusal))
        response = _account_page(request, password_form=form, status=429)
        response["Retry-After"] = refusal.retry_after
        return response
    update_session_auth_hash(request, user)
    toast(request, "Your password is changed. Everywhere else you are signed out.")
    return redirect("teams:account")


def _account_page(request, *, account_form=None, password_form=None, status=200):
    context = {
        "account_form": account_form or AccountForm(initial=model_to_dict(request.user, AccountForm.base_fields)),
        "password_form": password_form or PasswordForm(user=request.user),
    }
    return render(request, "teams/account.html", context, status=status)
