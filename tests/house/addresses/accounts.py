"""Sign-in (django-allauth)."""

from tests.house.addresses.table import Address, fixed

ROWS = [
    Address("account_login", outsider=302, member=302),
    Address("account_logout", visitor=302),
    Address("account_signup", outsider=302, member=302),
    Address("account_inactive"),
    Address("account_reauthenticate", visitor=302),
    Address("account_email", visitor=302),
    Address("account_email_verification_sent"),
    Address("account_change_password", visitor=302),
    Address("account_set_password", visitor=302, outsider=302, member=302),
    Address("account_reset_password"),
    Address("account_reset_password_done"),
    Address("account_reset_password_from_key", fixed(uidb36="0", key="worn-out")),
    Address("account_reset_password_from_key_done"),
    Address("account_confirm_login_code", visitor=302, outsider=302, member=302),
    Address("account_confirm_email", fixed(key="worn-out")),
    Address("mfa_index", visitor=302),
    Address("mfa_authenticate", visitor=302, outsider=302, member=302),
    Address("mfa_reauthenticate", visitor=302, outsider=302, member=302),
    Address("mfa_activate_totp", visitor=302),
    Address("mfa_deactivate_totp", visitor=302, outsider=404, member=404),
    Address("mfa_view_recovery_codes", visitor=302, outsider=404, member=404),
    Address("mfa_generate_recovery_codes", visitor=302),
    Address("mfa_download_recovery_codes", visitor=302, outsider=404, member=404, kind="file"),
]
