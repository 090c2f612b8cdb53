from django import forms

from directory.inbox.forms import ReaderForm


class EmailForm(ReaderForm):
    """One email address, and nothing else."""

    GUARDED = ()

    email = forms.EmailField(
        max_length=254,
        label="Your email address",
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address such as name@school.example.",
            "max_length": "Enter a shorter email address.",
        },
    )
