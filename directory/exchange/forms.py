from django import forms

from directory.catalogue.kinds import Kind
from directory.exchange.files.limits import LARGEST
from directory.exchange.files.spreadsheets import FORMATS


class UploadForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind, label="Type of entry in the file")
    file = forms.FileField(label="A CSV or XLSX file", help_text="Never name a child, a family or a school in it.")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST // 2**20} MB. Split it into smaller files."
            )
        return file

    def to_keep(self):
        file = self.cleaned_data["file"]
        return {"kind": self.cleaned_data["kind"], "name": file.name[:200], "content": file.read()}


class ExportForm(forms.Form):
    kind = forms.ChoiceField(choices=Kind, label="Kind")
    format = forms.ChoiceField(choices=[(name, name.upper()) for name in FORMATS], label="Format")
