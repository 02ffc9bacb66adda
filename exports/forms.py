from django import forms
from django.http import QueryDict

from exports.rules.choices import PARTS, Choice, in_order, moved
from exports.rules.papers import DEFAULT_PAPER, PAPERS
from ui.forms import PlainForm

STEPS = {"up": -1, "down": 1}


class ChoiceForm(PlainForm):
    """What a PDF is to hold: the paper, the parts in their order, the features.

    `offered` are the parts that this canvas has something for, `features` pairs of id and name. What the address says
    nothing of is as it is offered first: all of it, on the usual paper.
    """

    paper = forms.ChoiceField(
        choices=[(paper.id, paper.title) for paper in PAPERS.values()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a paper.",
            "invalid_choice": "There is no such paper. Choose one of these.",
        },
    )
    part = forms.MultipleChoiceField(
        label="Parts",
        error_messages={
            "required": "Choose at least one part.",
            "invalid_choice": "There is no such part. Choose of these.",
        },
    )
    feature = forms.MultipleChoiceField(
        label="Features",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "A feature that was chosen is gone. Choose of these."},
    )

    def __init__(self, address: QueryDict, *, offered, features):
        order = [part for part in in_order(address.getlist("order")) if part in offered]
        part, _, step = address.get("move", "").partition("-")
        self.order = moved(order, part, STEPS.get(step, 0))
        names = [id for id, _ in features]
        first = not address.get("chosen")
        data = {
            "paper": address.get("paper", DEFAULT_PAPER),
            "part": address.getlist("part") or (self.order if first else []),
            "feature": names if first else address.getlist("feature"),
        }
        super().__init__(data)
        self.fields["part"].choices = [(part, PARTS[part].title) for part in self.order]
        self.fields["feature"].choices = features

    def clean_paper(self):
        return PAPERS[self.cleaned_data["paper"]]

    @property
    def parts(self) -> list[dict]:
        """The parts in their order, each with whether it is chosen."""
        chosen, last = self.data["part"], len(self.order) - 1
        return [
            {"part": PARTS[part], "is_chosen": part in chosen, "is_first": place == 0, "is_last": place == last}
            for place, part in enumerate(self.order)
        ]

    @property
    def choice(self) -> Choice:
        """What was chosen, once that is valid."""
        chosen = self.cleaned_data
        left_out = {id for id, _ in self.fields["feature"].choices} - set(chosen["feature"])
        return Choice(
            chosen["paper"], tuple(part for part in self.order if part in chosen["part"]), frozenset(left_out)
        )
