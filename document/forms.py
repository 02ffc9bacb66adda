"""What is sent as a document: a file, or its text."""

from django import forms

from document.parsing import MOST_BYTES, DocumentRefused
from document.reading import read
from ui.forms import PlainForm, PlainTextArea

NEITHER = "Choose a file, or paste the text of one below."
BOTH = "A file is chosen as well. Send one of the two."


class ImportForm(PlainForm):
    """One document; valid once it is read, whole, as `cleaned_data["document"]`."""

    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        help_text="A .canvas.json file of at most 2 MB.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json", "autofocus": True}),
    )
    text = PlainTextArea(
        label="Or its text",
        required=False,
        strip=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean(self):
        """Read what was sent; a refusal stands beside where it came from, and names the place in it."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text")
        if not self.errors and bool(file) == bool(text.strip()):
            self.add_error(*(("text", BOTH) if file else ("file", NEITHER)))
        if self.errors:
            return self.cleaned_data
        try:
            document = read(file.read() if file else text)
        except DocumentRefused as refusal:
            self.add_error("file" if file else "text", str(refusal))
            return self.cleaned_data
        return self.cleaned_data | {"document": document}
