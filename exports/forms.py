from django import forms

from exports.rules.papers import DEFAULT_PAPER, PAPERS
from ui.forms import PlainForm


class PaperForm(PlainForm):
    """Which paper the PDF is for."""

    paper = forms.ChoiceField(
        choices=[(paper.id, paper.title) for paper in PAPERS.values()],
        widget=forms.RadioSelect,
        initial=DEFAULT_PAPER,
        error_messages={
            "required": "Choose a paper.",
            "invalid_choice": "There is no such paper. Choose one of these.",
        },
    )

    def clean_paper(self):
        return PAPERS[self.cleaned_data["paper"]]
