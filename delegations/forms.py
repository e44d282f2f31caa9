"""The shape of what people type about themselves."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

THEMES = [("auto", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]


class LogInForm(AuthenticationForm):
    """Log-in by e-mail, in any case."""

    username = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"})
    )

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=THEMES)
