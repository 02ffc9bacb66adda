from django.urls import path

from teams.views import account, sign_in, workspaces

app_name = "teams"

urlpatterns = [
    path("", workspaces.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/<str:token>/", sign_in.use_sign_in_link, name="sign-in-link"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("workspaces/", workspaces.workspaces, name="workspaces"),
    path("workspaces/<uuid:workspace_id>/name/", workspaces.rename, name="workspace-name"),
    path("workspaces/<uuid:workspace_id>/half-life/", workspaces.half_life, name="half-life"),
]
