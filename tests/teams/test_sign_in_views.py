import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.utils import timezone

from teams.actions.links import make_link
from teams.models import FailedSignIn, User
from teams.rules import FAILURES_PER_PLACE, FIRST_OWNER_EMAIL
from tests.factories import PASSWORD, UserFactory
from tests.hostile import MARKERS, NULS, SHOWN
from tests.teams.test_links import token_of
from tests.teams.test_rules import ELSEWHERE

SIGN_IN = "/sign-in/"
NEW_PASSWORD = "another walk by the sea"


def is_in(client):
    return SESSION_KEY in client.session


def sign_in(client, *, email="olga@example.com", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"email": email, "password": password, **more})


class TestSignIn:
    def test_the_page_asks_for_email_and_password(self, client, db):
        response = client.get(SIGN_IN)
        assert response.status_code == 200
        assert 'autocomplete="username"' in response.text
        assert 'autocomplete="current-password"' in response.text

    def test_the_right_password_leads_home(self, client, olga):
        response = sign_in(client, email=" Olga@Example.com ")
        assert (response.status_code, response.url) == (302, "/")
        assert client.session[SESSION_KEY] == str(olga.pk)

    def test_it_leads_to_the_page_that_was_asked_for(self, client, olga):
        assert 'value="/account/"' in client.get(SIGN_IN, {"next": "/account/"}).text
        assert sign_in(client, next="/account/").url == "/account/"

    def test_who_is_in_already_is_led_on(self, olga_client):
        assert olga_client.get(SIGN_IN, {"next": "/account/"}).url == "/account/"

    @pytest.mark.parametrize("target", ELSEWHERE)
    def test_a10_it_leads_to_no_other_site(self, client, olga, target):
        assert sign_in(client, next=target).url == "/"
        assert client.get(SIGN_IN, {"next": target}).url == "/"

    @pytest.mark.parametrize("target", ELSEWHERE)
    def test_a10_the_form_does_not_carry_another_site_along(self, client, db, target):
        assert 'name="next"' not in client.get(SIGN_IN, {"next": target}).text

    def test_a_wrong_password_and_an_unknown_email_read_the_same(self, client, olga):
        wrong = sign_in(client, password="wrong wrong wrong")
        unknown = sign_in(client, email="nobody@example.com", password="wrong wrong wrong")
        assert wrong.status_code == unknown.status_code == 422
        assert wrong.text.replace("olga@", "nobody@") == unknown.text or "don’t belong together" in unknown.text
        assert wrong.context["form"].errors == unknown.context["form"].errors

    def test_the_email_is_kept_and_the_password_is_not(self, client, olga):
        text = sign_in(client, password="wrong wrong wrong").text
        assert 'value="olga@example.com"' in text
        assert "wrong wrong wrong" not in text

    @pytest.mark.parametrize("typed", [{"email": ""}, {"email": "olga"}, {"password": ""}, {"password": "x" * 257}])
    def test_what_cannot_be_right_is_answered_beside_its_field(self, client, olga, typed):
        response = sign_in(client, **typed)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == list(typed)
        assert not FailedSignIn.objects.exists()

    def test_an_empty_post_is_answered_with_sentences(self, client, db):
        response = client.post(SIGN_IN)
        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"email", "password"}

    @pytest.mark.parametrize("text", NULS)
    def test_text_that_no_database_can_store_is_refused(self, client, olga, text):
        assert sign_in(client, email=f"{text}@example.com").status_code == 422
        assert sign_in(client, password=text).status_code == 422

    @pytest.mark.parametrize("text", SHOWN)
    def test_hostile_text_is_shown_as_text(self, client, db, text):
        response = sign_in(client, email=text)
        assert response.status_code == 422
        assert not any(marker in response.text for marker in MARKERS)

    def test_too_many_failures_are_answered_with_how_long_to_wait(self, client, olga):
        for _ in range(FAILURES_PER_PLACE):
            sign_in(client, password="wrong wrong wrong")
        response = sign_in(client)
        assert response.status_code == 429
        assert 0 < int(response["Retry-After"]) <= 15 * 60
        assert "Wait 15 minutes" in response.text
        assert not is_in(client)

    def test_the_limit_counts_the_address_of_the_server_not_what_a_header_says(self, client, olga):
        for n in range(20):
            client.post(
                SIGN_IN,
                {"email": f"guess{n}@example.com", "password": "x"},
                headers={"X-Forwarded-For": f"198.51.100.{n}"},
            )
        assert sign_in(client).status_code == 429

    def test_b04_who_failed_elsewhere_gets_in_by_a_browser_that_is_known(self, client, olga):
        sign_in(client)
        client.post("/sign-out/")
        stranger = Client()
        for _ in range(FAILURES_PER_PLACE + 2):
            sign_in(stranger, password="wrong wrong wrong")
        assert sign_in(stranger).status_code == 429
        answer = sign_in(client)
        assert answer.status_code == 302
        assert answer["X-Answer-After"] == "0"

    def test_b04_a_browser_is_known_for_the_account_that_it_was_used_with_and_no_other(self, client, olga, edda):
        sign_in(client)
        client.post("/sign-out/")
        for _ in range(FAILURES_PER_PLACE):
            sign_in(Client(), email=edda.email, password="wrong wrong wrong")
        assert sign_in(client, email=edda.email).status_code == 429

    def test_b04_what_makes_a_browser_known_tells_nobody_whose_it_is(self, client, olga):
        cookie = sign_in(client).cookies["known"]
        assert "olga" not in cookie.value.lower()
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    @pytest.mark.parametrize("cookie", ["", "x", "x:y", "x" * 5000, "\x00:\x00", "é:é"])
    def test_b04_a_cookie_that_was_never_given_out_makes_no_browser_known(self, client, olga, cookie):
        client.cookies["known"] = cookie
        sign_in(client, password="wrong wrong wrong")
        assert FailedSignIn.objects.get().address == "127.0.0.1"

    def test_b05_signing_in_again_changes_the_session_key(self, client, olga):
        sign_in(client)
        before = client.session.session_key
        sign_in(client)
        assert client.session.session_key != before
        assert not client.session.exists(before)

    def test_a44_the_session_key_changes(self, client, olga):
        client.get(SIGN_IN)
        session = client.session
        session["planted"] = "before"
        session.save()
        client.cookies["session"] = planted = session.session_key
        sign_in(client)
        assert client.session.session_key != planted
        assert not client.session.exists(planted)

    def test_a44_signing_in_as_another_person_leaves_nothing_of_the_first(self, olga_client, edda):
        session = olga_client.session
        session["private"] = "Olga's"
        session.save()
        sign_in(olga_client, email=edda.email)
        assert "private" not in olga_client.session

    def test_a35_a_post_without_a_token_is_refused(self, olga):
        assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


class TestSessions:
    def test_a_deactivated_person_is_out_at_once(self, olga_client, olga):
        assert olga_client.get("/account/").status_code == 200
        User.objects.filter(pk=olga.pk).update(is_active=False)
        assert olga_client.get("/account/").status_code == 302

    @pytest.mark.parametrize("limit", ["SESSION_IDLE", "SESSION_ABSOLUTE"])
    def test_a11_a_session_is_over_a_second_past_its_end(self, olga_client, settings, monkeypatch, limit):
        start = 2_000_000_000
        monkeypatch.setattr("ui.middleware.time.time", lambda: start)
        assert olga_client.get("/account/").status_code == 200
        end = start + int(getattr(settings, limit).total_seconds())
        monkeypatch.setattr("ui.middleware.time.time", lambda: end + 1)
        assert olga_client.get("/account/").status_code == 302

    def test_a11_an_expired_session_row_is_not_good_any_more(self, olga_client):
        from django.contrib.sessions.models import Session

        assert olga_client.get("/account/").status_code == 200
        Session.objects.update(expire_date=timezone.now() - timezone.timedelta(seconds=1))
        assert olga_client.get("/account/").status_code == 302


class TestSignOut:
    def test_it_ends_the_session_by_post(self, olga_client):
        key = olga_client.session.session_key
        assert olga_client.post("/sign-out/").url == SIGN_IN
        assert not is_in(olga_client)
        assert not olga_client.session.exists(key)

    def test_a_link_to_it_does_nothing(self, olga_client):
        assert olga_client.get("/sign-out/").status_code == 405
        assert is_in(olga_client)

    def test_who_is_out_already_is_not_sent_back_to_it(self, client, db):
        assert client.post("/sign-out/").url == SIGN_IN


class TestSignInLink:
    @pytest.fixture
    def newcomer(self, db):
        return UserFactory(name="", password=None, email="new@example.com")

    def path_for(self, user):
        return f"/sign-in/{token_of(make_link(user=user, now=timezone.now()))}/"

    def test_looking_at_it_uses_nothing_up(self, client, newcomer):
        path = self.path_for(newcomer)
        for _ in range(3):
            assert client.get(path).status_code == 200
            assert client.head(path).status_code == 200
        assert not is_in(client)
        assert client.post(path, {"name": "New", "password": NEW_PASSWORD}).status_code == 302

    def test_a_newcomer_chooses_a_name_and_a_password(self, client, newcomer):
        client.post(self.path_for(newcomer), {"name": " New  Person ", "password": NEW_PASSWORD})
        assert is_in(client)
        newcomer.refresh_from_db()
        assert newcomer.name == "New Person"
        assert sign_in(Client(), email="new@example.com", password=NEW_PASSWORD).status_code == 302

    def test_a46_it_works_once(self, client, newcomer):
        path = self.path_for(newcomer)
        client.post(path, {"name": "New", "password": NEW_PASSWORD})
        late = Client()
        for response in (late.get(path), late.post(path, {"name": "Thief", "password": NEW_PASSWORD})):
            assert response.status_code == 410
            assert "has been used, has expired" in response.text
        assert not is_in(late)
        newcomer.refresh_from_db()
        assert newcomer.name == "New"

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"name": "", "password": NEW_PASSWORD}, "name"),
            ({"name": "x" * 101, "password": NEW_PASSWORD}, "name"),
            ({"name": "New", "password": ""}, "password"),
            ({"name": "New", "password": "short walks"}, "password"),
            ({"name": "New", "password": "new@example.com"}, "password"),
            ({"name": "Walter Riverside", "password": "walter riverside"}, "password"),
            ({"name": "New", "password": "passwordpassword"[:8] * 1}, "password"),
        ],
    )
    def test_bad_input_is_answered_beside_its_field_and_leaves_the_link_good(self, client, newcomer, typed, field):
        path = self.path_for(newcomer)
        response = client.post(path, typed)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == [field]
        assert client.post(path, {"name": "New", "password": NEW_PASSWORD}).status_code == 302

    def test_the_name_that_was_typed_is_kept(self, client, newcomer):
        assert 'value="New Person"' in client.post(self.path_for(newcomer), {"name": "New Person"}).text

    def test_a_forgotten_password_is_replaced_and_ends_the_other_sessions(self, client, olga, olga_client):
        assert client.post(self.path_for(olga), {"password": NEW_PASSWORD}).status_code == 302
        assert olga_client.get("/account/").status_code == 302
        assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302
        assert sign_in(Client(), password=PASSWORD).status_code == 422

    def test_who_knows_the_password_may_keep_it(self, client, olga):
        assert client.post(self.path_for(olga), {"password": ""}).status_code == 302
        assert is_in(client)
        assert sign_in(Client()).status_code == 302

    def test_a26_it_changes_nothing_that_it_did_not_ask_for(self, client, olga):
        stolen = {"password": "", "name": "Mallory", "email": "mallory@example.com", "is_active": "", "role": "owner"}
        client.post(self.path_for(olga), stolen)
        olga.refresh_from_db()
        assert (olga.name, olga.email, olga.is_active) == ("Olga", "olga@example.com", True)
        assert not olga.memberships.exists()

    def test_the_first_owner_chooses_an_email_as_well(self, client, db):
        first = UserFactory(name="", password=None, email=FIRST_OWNER_EMAIL)
        path = self.path_for(first)
        assert client.post(path, {"name": "Olga", "password": NEW_PASSWORD}).status_code == 422
        client.post(path, {"name": "Olga", "email": "Olga@Example.com", "password": NEW_PASSWORD})
        assert is_in(client)
        assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302

    def test_the_first_owner_cannot_take_the_email_of_somebody_else(self, client, edda):
        path = self.path_for(UserFactory(name="", password=None, email=FIRST_OWNER_EMAIL))
        response = client.post(path, {"name": "Olga", "email": "EDDA@example.com", "password": NEW_PASSWORD})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["email"]
        assert client.get(path).status_code == 200

    def test_a_link_for_one_person_ends_the_session_of_another(self, edda_client, olga):
        edda_client.post(self.path_for(olga), {"password": ""})
        assert edda_client.session[SESSION_KEY] == str(olga.pk)

    @pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "%ff", "..%2f..", "%3Cscript%3Ealert(1)%3C%2Fscript%3E"])
    def test_a_token_that_was_never_given_out_says_what_to_do(self, client, db, token):
        response = client.get(f"/sign-in/{token}/")
        assert response.status_code in (404, 410)
        assert "<script>alert" not in response.text

    def test_a35_a_post_without_a_token_is_refused(self, newcomer):
        client = Client(enforce_csrf_checks=True)
        assert client.post(self.path_for(newcomer), {"name": "New", "password": NEW_PASSWORD}).status_code == 403
