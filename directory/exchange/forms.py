from urllib.parse import urlsplit

from django import forms

from directory.catalogue.kinds import Kind
from directory.exchange.files.limits import LARGEST
from directory.exchange.files.spreadsheets import FORMATS
from directory.exchange.open_referral.feeds import read_feed


class UploadForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind, label="Type of entry in the file")
    file = forms.FileField(
        label="A CSV or XLSX file, or Open Referral as JSON",
        required=False,
        help_text="Never name a child, a family or a school in it.",
    )
    address = forms.URLField(
        label="Or the web address of an Open Referral feed",
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text="The address of its list of services.",
    )
    source = forms.CharField(
        label="Where the list comes from",
        max_length=100,
        required=False,
        help_text="Its name, such as 211 Miami or Our providers 2026. Give the same name next time.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST // 2**20} MB. Split it into smaller files."
            )
        return file

    def clean(self):
        file, address = self.cleaned_data.get("file"), self.cleaned_data.get("address")
        if self.errors:
            return self.cleaned_data
        if bool(file) == bool(address):
            raise forms.ValidationError("Choose a file, or enter the address of a feed.")
        try:
            self.content = file.read() if file else read_feed(address)
        except forms.ValidationError as error:
            self.add_error("address", error)
        return self.cleaned_data

    def to_keep(self):
        file, address = self.cleaned_data["file"], self.cleaned_data["address"]
        return {
            "kind": self.cleaned_data["kind"],
            "name": (file.name if file else address)[:200],
            "content": self.content,
            "source": self.cleaned_data["source"] or ("" if file else urlsplit(address).hostname),
        }


class ExportForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind, label="Kind")
    format = forms.ChoiceField(choices=[(name, name.upper()) for name in FORMATS], label="Format")
