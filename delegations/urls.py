from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.socialaccount import views as organization_views
from allauth.usersessions import views as session_views
from django.urls import include, path, re_path

from delegations.views import (
    accepting,
    accounts,
    admitting,
    guarding,
    inviting,
    keeping,
    leading,
    notices,
    organization,
    record,
    seats,
    tokens,
)

# django-allauth's views under our addresses. Its own table is not included: what is not named here cannot be reached.
log_in_patterns = [
    path(
        "",
        account_views.LoginView.as_view(extra_context={"organization": organization.organization_name}),
        name="account_login",
    ),
    path("again/", keeping.log_in_and_go_on, name="log_in_and_go_on"),
    path("go-on/", keeping.go_on, name="go_on"),
    path("code/", account_views.confirm_login_code, name="account_confirm_login_code"),
    path("second-factor/", factor_views.authenticate, name="mfa_authenticate"),
    path("passkey/", accounts.LogInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("closed/", account_views.account_inactive, name="account_inactive"),
    path("forgotten/", accounts.forgotten, name="account_reset_password"),
    path("forgotten/sent/", account_views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^forgotten/(?P<uidb36>[0-9A-Za-z]{1,12})-(?P<key>[-\w]{1,120})/$",
        account_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("by/cancelled/", organization_views.login_cancelled, name="socialaccount_login_cancelled"),
    path("by/failed/", organization_views.login_error, name="socialaccount_login_error"),
    path("by/<slug:provider_id>/", organization.log_in, name="openid_connect_login"),
    path("by/<slug:provider_id>/callback/", organization.come_back, name="openid_connect_callback"),
]
account_patterns = [
    path("", accounts.account, name="account"),
    path("tokens/", tokens.token_list, name="token_list"),
    path("tokens/<int:pk>/withdraw/", tokens.token_withdraw, name="token_withdraw"),
    path("confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("confirm/code/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey/", passkey_views.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("password/", account_views.password_change, name="account_change_password"),
    path("password/first/", account_views.password_set, name="account_set_password"),
    path("sessions/", session_views.list_usersessions, name="usersessions_list"),
    path("second-factor/", factor_views.index, name="mfa_index"),
    path("second-factor/app/", app_views.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/codes/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/make/",
        recovery_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        recovery_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("second-factor/passkeys/", passkey_views.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", passkey_views.add_webauthn, name="mfa_add_webauthn"),
    path(
        "second-factor/passkeys/<int:pk>/remove/", passkey_views.remove_webauthn, name="mfa_remove_webauthn"
    ),
    path("second-factor/passkeys/<int:pk>/rename/", passkey_views.edit_webauthn, name="mfa_edit_webauthn"),
]
participant_patterns = [
    path("<slug:negotiation>/invitations/", inviting.invitation_list, name="invitation_list"),
    path("<slug:negotiation>/invitations/new/", inviting.invitation_create, name="invitation_create"),
    path("<slug:negotiation>/invitations/list/", inviting.invitation_upload, name="invitation_upload"),
    path("<slug:negotiation>/invitations/list/rows/", inviting.invitation_rows, name="invitation_rows"),
    path("<slug:negotiation>/invitations/second-factor/", guarding.log_in_rules, name="log_in_rules"),
    path("<slug:negotiation>/invitations/letters/", guarding.letter_list, name="letter_list"),
    path(
        "<slug:negotiation>/invitations/<int:pk>/send-anew/",
        inviting.invitation_send_anew,
        name="invitation_send_anew",
    ),
    path(
        "<slug:negotiation>/invitations/<int:pk>/withdraw/",
        inviting.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path(
        "<slug:negotiation>/delegations/<slug:slug>/follow/",
        notices.delegation_follow,
        name="delegation_follow",
    ),
    path("<slug:negotiation>/seats/", seats.seat_list, name="seat_list"),
    path("<slug:negotiation>/seats/give/", seats.seat_give, name="seat_give"),
    path("<slug:negotiation>/seats/<int:pk>/", seats.seat_change, name="seat_change"),
    path("<slug:negotiation>/seats/<int:pk>/end/", seats.seat_end, name="seat_end"),
    path(
        "<slug:negotiation>/seats/<int:pk>/second-factor/remove/",
        guarding.second_factor_remove,
        name="second_factor_remove",
    ),
    path("<slug:negotiation>/roles/", seats.role_list, name="role_list"),
    path("<slug:negotiation>/delegations/admit/", admitting.delegation_admit, name="delegation_admit"),
    path("<slug:negotiation>/delegations/another/", admitting.delegation_another, name="delegation_another"),
    path(
        "<slug:negotiation>/delegations/<slug:slug>/change/",
        admitting.delegation_change,
        name="delegation_change",
    ),
    path(
        "<slug:negotiation>/delegations/<slug:slug>/remove/",
        admitting.delegation_remove,
        name="delegation_remove",
    ),
    path("<slug:negotiation>/delegations/<slug:slug>/members/", admitting.member_list, name="member_list"),
    path(
        "<slug:negotiation>/delegations/<slug:slug>/members/<int:pk>/end/",
        admitting.member_end,
        name="member_end",
    ),
    path("<slug:negotiation>/record/", record.act_list, name="act_list"),
    path("<slug:negotiation>/record/access/", record.access_list, name="access_list"),
    path("<slug:negotiation>/record/erase/", record.person_erase, name="person_erase"),
    path("<slug:negotiation>/record/record.<slug:file_format>", record.record_file, name="record_file"),
    path(
        "<slug:negotiation>/delegations/<slug:slug>/spokesperson/", leading.spokesperson, name="spokesperson"
    ),
]

urlpatterns = [
    path("", accounts.home, name="home"),
    path("log-in/", include(log_in_patterns)),
    path("log-out/", accounts.log_out, name="account_logout"),
    path("account/", include(account_patterns)),
    path("invitation/", accepting.invitation_accept, name="invitation_accept"),
    path("invitation/<str:token>/", accepting.invitation_open, name="invitation_open"),
    path("theme/", accounts.theme, name="theme"),
    path("settings/", notices.settings_change, name="settings"),
    path("notices/", notices.notice_list, name="notice_list"),
    path("notices/read/", notices.notices_read, name="notices_read"),
    path("notices/<int:pk>/", notices.notice_open, name="notice_open"),
    path("letters/stop/<str:token>/", notices.letters_stop, name="letters_stop"),
    path("", include((participant_patterns, "delegations"))),
]
