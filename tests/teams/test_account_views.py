import pytest
from django.test import Client

from teams.rules import FAILURES_PER_PLACE
from tests.cast import signed_in
from tests.factories import PASSWORD
from tests.hostile import BRACKETS, MARKERS, NULS, SHOWN

ACCOUNT = "/account/"
CHANGE_PASSWORD = "/account/password/"
NEW_PASSWORD = "another walk by the sea"
TYPED = {"name": "Olga K.", "time_zone": "europe/berlin", "theme": "dark"}


class TestAccount:
    def test_it_shows_what_is_chosen(self, olga_client, olga):
        olga.time_zone = "Asia/Tokyo"
        olga.save()
        form = olga_client.get(ACCOUNT).context["account_form"]
        assert form.initial == {
            "name": "Olga",
            "time_zone": "Asia/Tokyo",
            "theme": "system",
            "single_key_shortcuts": True,
        }

    def test_it_changes_name_time_zone_theme_and_shortcuts(self, olga_client, olga):
        assert olga_client.post(ACCOUNT, TYPED).url == ACCOUNT
        olga.refresh_from_db()
        chosen = (olga.name, olga.time_zone, olga.theme, olga.single_key_shortcuts)
        assert chosen == ("Olga K.", "Europe/Berlin", "dark", False)

    def test_shortcuts_stay_on_while_they_are_ticked(self, olga_client, olga):
        olga_client.post(ACCOUNT, TYPED | {"single_key_shortcuts": "on"})
        olga.refresh_from_db()
        assert olga.single_key_shortcuts

    def test_the_page_takes_the_chosen_theme(self, olga_client):
        olga_client.post(ACCOUNT, TYPED)
        assert 'data-theme="dark"' in olga_client.get(ACCOUNT).text

    def test_it_says_that_it_is_saved(self, olga_client):
        assert "Your account is saved." in olga_client.post(ACCOUNT, TYPED, follow=True).text

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": " \n "},
            {"name": "x" * 101},
            {"name": BRACKETS},
            {"time_zone": "Mars/Olympus"},
            {"time_zone": "../../etc/passwd"},
            {"time_zone": ""},
            {"theme": "pink"},
            {"theme": ""},
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_changes_nothing(self, olga_client, olga, wrong):
        response = olga_client.post(ACCOUNT, TYPED | wrong)
        assert response.status_code == 422
        assert list(response.context["account_form"].errors) == list(wrong)
        olga.refresh_from_db()
        assert (olga.name, olga.theme) == ("Olga", "system")

    def test_what_was_typed_is_kept(self, olga_client):
        text = olga_client.post(ACCOUNT, TYPED | {"time_zone": "Mars/Olympus"}).text
        assert 'value="Mars/Olympus"' in text
        assert 'value="Olga K."' in text

    @pytest.mark.parametrize("text", NULS)
    def test_text_that_no_database_can_store_is_refused(self, olga_client, text):
        for field in ("name", "time_zone", "theme"):
            assert olga_client.post(ACCOUNT, TYPED | {field: text}).status_code == 422

    @pytest.mark.parametrize("text", SHOWN)
    def test_a04_a_hostile_name_is_shown_as_text_wherever_it_is_shown(self, olga_client, edda_client, workspace, text):
        assert olga_client.post(ACCOUNT, TYPED | {"name": text}).status_code == 302
        for browser, page in ((olga_client, ACCOUNT), (edda_client, "/workspaces/")):
            shown = browser.get(page).text
            assert not any(marker in shown for marker in MARKERS)
            assert "14" not in text or "{{ 7|add:7 }}" in shown

    def test_a26_it_changes_nothing_that_it_did_not_ask_for(self, victor_client, victor, workspace, olga):
        victor_client.post(
            ACCOUNT,
            TYPED
            | {
                "email": "boss@example.com",
                "role": "owner",
                "is_owner": "on",
                "is_active": "",
                "id": str(olga.pk),
                "password": "x",
                "is_superuser": "on",
            },
        )
        before = victor.password
        victor.refresh_from_db()
        olga.refresh_from_db()
        assert (victor.name, victor.email, victor.password) == ("Olga K.", "victor@example.com", before)
        assert workspace.memberships.get(user=victor).role == "viewer"
        assert olga.name == "Olga"

    @pytest.mark.parametrize("page", [ACCOUNT, CHANGE_PASSWORD, "/", "/workspaces/"])
    def test_a_stranger_is_asked_to_sign_in(self, client, db, page):
        assert client.get(page).url == f"/sign-in/?next={page}"


class TestPassword:
    def change(self, client, *, current=PASSWORD, new=NEW_PASSWORD):
        return client.post(CHANGE_PASSWORD, {"current": current, "new": new})

    def test_it_is_changed_by_who_knows_the_present_one(self, olga_client, olga):
        assert self.change(olga_client).url == ACCOUNT
        olga.refresh_from_db()
        assert olga.check_password(NEW_PASSWORD)

    def test_a11_the_other_sessions_end_and_this_one_goes_on(self, olga_client, olga):
        elsewhere = signed_in(olga)
        before = olga_client.session.session_key
        assert elsewhere.get(ACCOUNT).status_code == 200
        self.change(olga_client)
        assert elsewhere.get(ACCOUNT).status_code == 302
        assert olga_client.get(ACCOUNT).status_code == 200
        assert olga_client.session.session_key != before

    def test_a_wrong_present_password_is_answered_beside_its_field(self, olga_client, olga):
        response = self.change(olga_client, current="wrong wrong wrong")
        assert response.status_code == 422
        assert "This is not your current password." in response.text
        olga.refresh_from_db()
        assert olga.check_password(PASSWORD)

    @pytest.mark.parametrize("new", ["", "short", "olga@example.com", "x" * 257, "nul\x00byte and more"])
    def test_a_password_that_is_easily_guessed_is_refused(self, olga_client, olga, new):
        response = self.change(olga_client, new=new)
        assert response.status_code == 422
        assert list(response.context["password_form"].errors) == ["new"]

    def test_twelve_characters_are_enough_as_the_page_says(self, olga_client):
        assert "At least 12 characters" in olga_client.get(ACCOUNT).text
        assert self.change(olga_client, new="eleven char").status_code == 422
        assert self.change(olga_client, new="twelve chars").status_code == 302

    def test_guessing_the_present_password_is_limited(self, olga_client):
        for _ in range(FAILURES_PER_PLACE):
            self.change(olga_client, current="wrong wrong wrong")
        response = self.change(olga_client)
        assert response.status_code == 429
        assert int(response["Retry-After"]) > 0

    def test_no_password_is_ever_sent_back(self, olga_client):
        assert "wrong wrong wrong" not in self.change(olga_client, current="wrong wrong wrong").text

    def test_a_bookmark_of_it_leads_to_the_account(self, olga_client):
        assert olga_client.get(CHANGE_PASSWORD).url == ACCOUNT

    def test_a_post_without_a_token_is_refused(self, olga):
        client = Client(enforce_csrf_checks=True)
        client.force_login(olga)
        assert self.change(client).status_code == 403
