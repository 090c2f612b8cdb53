from django import forms


def posted(request):
    """What was sent with a form, even if that is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        label="Code",
        help_text="Six digits from your authenticator app, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )
