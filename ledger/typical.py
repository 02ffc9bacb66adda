"""Kinds of features, each with the figures that are typical of it: guesses to begin with, every one with its source.

Money is in US dollars. A source begins with "Ours:" where nobody has published the figure, else with "Published:".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from economics import kinds

LETTERS_OF_A_STEM = 4
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
DIGITS = 2
OFFICE_HOUR = "https://www.bls.gov/news.release/ecec.nr0.htm"
AGENTS = "https://www.anthropic.com/engineering/multi-agent-research-system"
PAGES = "https://docs.anthropic.com/en/docs/build-with-claude/pdf-support"
SPEECH = "https://openai.com/api/pricing/"
BATCHES = "https://platform.openai.com/docs/guides/batch"


@dataclass(frozen=True, slots=True)
class Guess:
    """One typical figure, as one would type it, and where it comes from."""

    field: str
    text: str
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TypicalLine:
    """A cost or value line with its typical figures; `model` is a provider's and a model's id."""

    kind: str
    guesses: tuple[Guess, ...]
    method: str = ""
    label: str = ""
    basis: str = ""
    model: tuple[str, str] = ("", "")
    model_source: str = ""
    price_factor_reason: str = ""


@dataclass(frozen=True, slots=True)
class FeatureKind:
    """A kind of feature: what it does, the words that describe it, its lines, and why it has none of some kind.

    `pays` is the way in which such a feature mostly earns; `hints` are examples of what its people type.
    """

    id: str
    title: str
    says: str
    words: str
    lines: tuple[TypicalLine, ...]
    reasons: dict[str, str]
    hints: dict[str, str]
    pays: str = "plan"

    def guesses(self, *fields: str) -> Iterator[Guess]:
        """Yield the typical figures of these fields."""
        return (guess for line in self.lines for guess in line.guesses if guess.field in fields)


SMALL = ("openai", "gpt-4.1-mini")
SMALL_SOURCE = "Ours: a small model that is enough for most such tasks"
OWN_DATA = "it works on what its users bring along, so no data is bought (our guess)"
HOUR = Guess(
    "hourly_value", "40 to 60", "Published: cost of an hour of work, US private industry, June 2025", OFFICE_HOUR
)
REVIEWER = Guess("hourly_rate", "30 to 40", "Ours: a trained reviewer, on the payroll")


def _inference(
    tokens_in: Guess, tokens_out: Guess, *more: Guess, model=SMALL, source=SMALL_SOURCE, factor_reason=""
) -> TypicalLine:
    guesses = (tokens_in, tokens_out, *more)
    return TypicalLine("inference", guesses, model=model, model_source=source, price_factor_reason=factor_reason)


def _in(text: str, source: str, url: str = "") -> Guess:
    return Guess("input_tokens", text, source, url)


def _out(text: str, source: str) -> Guess:
    return Guess("output_tokens", text, source)


def _calls(text: str, source: str) -> Guess:
    return Guess("calls_per_use", text, source)


def _review(share: str, why: str, minutes: str) -> TypicalLine:
    guesses = (
        Guess("share_reviewed", share, f"Ours: {why}"),
        Guess("minutes_per_review", minutes, "Ours: to read it, and to correct what is wrong"),
        REVIEWER,
    )
    return TypicalLine("human_review", guesses)


WORTH = TypicalLine("perceived", (HOUR,), method="time_saved")

KINDS = (
    FeatureKind(
        "chat-answer",
        "Chat answer over documents",
        "Finds passages, answers with sources.",
        "chat answer question document documents knowledge search rag passages sources help assistant faq ask wiki",
        (
            _inference(
                _in("4k to 12k", "Ours: 5 to 15 passages of 800 tokens"),
                _out("200 to 600", "Ours: a paragraph or two with sources"),
                _calls("2", "Ours: one to search, one to answer"),
            ),
            _review("1% to 3%", "answers that somebody reports, and a sample", "2 to 4"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "1k to 3k", "uses_per_user_per_month": "10 to 30", "minutes_saved_per_use": "3 to 8"},
    ),
    FeatureKind(
        "meeting-summary",
        "Meeting summary",
        "Writes up what was said.",
        "meeting meetings summary summaries summarise summarize minutes call recording transcript notes write writes "
        "recap who does",
        (
            _inference(
                _in("8k to 15k", "Ours: 30 to 60 minutes at 130 words a minute, with instructions"),
                _out("400 to 900", "Ours: half a page to a page"),
            ),
            _review("2% to 5%", "a sample", "2 to 4"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "2k to 5k", "uses_per_user_per_month": "8 to 20", "minutes_saved_per_use": "10 to 20"},
    ),
    FeatureKind(
        "ticket-sorting",
        "Ticket sorting",
        "Labels and routes a message.",
        "ticket tickets sort sorting route routing label labels classify triage support message email inbox request",
        (
            _inference(
                _in("600 to 1,500", "Ours: a message, the labels and a few examples"),
                _out("20 to 80", "Ours: a label and its reason"),
                model=("openai", "gpt-4.1-nano"),
                source="Ours: the smallest of its family, enough for labels",
            ),
            _review("3% to 8%", "those that it is not sure of", "0.5 to 1.5"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "20 to 40", "uses_per_user_per_month": "300 to 600", "minutes_saved_per_use": "0.5 to 2"},
        pays="save",
    ),
    FeatureKind(
        "invoice-reading",
        "Invoice reading",
        "Turns a page into fields.",
        "invoice invoices read reading receipt receipts extract extraction fields form forms scan page pdf ocr bill",
        (
            _inference(
                _in("1.5k to 4k", "Published: 1,500 to 3,000 tokens of text a page; ours: the rest", PAGES),
                _out("300 to 700", "Ours: twenty to forty fields"),
                _calls("1", "Ours: one a page"),
            ),
            _review("5% to 15%", "those with a field in doubt", "1 to 3"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "20 to 60", "uses_per_user_per_month": "100 to 300", "minutes_saved_per_use": "2 to 5"},
        pays="save",
    ),
    FeatureKind(
        "code-suggestion",
        "Code suggestion",
        "Completes while one types.",
        "code coding suggestion suggestions complete completion autocomplete developer developers editor ide program",
        (
            _inference(
                _in("1k to 4k", "Ours: the file around the cursor, and its neighbours"),
                _out("20 to 120", "Ours: one to ten lines"),
            ),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA, "human_review": "whoever types reads each suggestion anyway (our guess)"},
        {"active_users": "200 to 600", "uses_per_user_per_month": "1k to 4k", "minutes_saved_per_use": "0.05 to 0.2"},
    ),
    FeatureKind(
        "voice-agent",
        "Voice agent",
        "Listens and answers by voice.",
        "voice speech speak phone telephone call calls caller spoken audio listen listens talk talks hotline agent",
        (
            _inference(
                _in("2k to 6k", "Ours: instructions and what was said so far"),
                _out("30 to 90", "Ours: one or two sentences"),
                _calls("8 to 20", "Ours: one a turn"),
            ),
            TypicalLine(
                "other",
                (
                    Guess(
                        "amount",
                        "0.02 to 0.07",
                        "Published: $0.36 an hour heard, $15 per million characters spoken; ours: 2 to 5 minutes",
                        SPEECH,
                    ),
                ),
                label="Hearing and speaking",
                basis="per_use",
            ),
            _review("2% to 6%", "calls that somebody complains of, and a sample", "3 to 6"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "500 to 1,500", "uses_per_user_per_month": "1 to 3", "minutes_saved_per_use": "5 to 12"},
        pays="save",
    ),
    FeatureKind(
        "nightly-batch",
        "Nightly batch",
        "Works through a list at half price.",
        "nightly night batch overnight list bulk catalogue catalog enrich translate translation backlog job daily rows",
        (
            _inference(
                _in("2k to 6k", "Ours: a record with instructions"),
                _out("200 to 500", "Ours: a paragraph"),
                Guess("price_factor", "0.5", "Published: what can wait a day costs half the list price", BATCHES),
                factor_reason="batch",
            ),
            _review("1% to 2%", "a sample", "1 to 3"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "5 to 15", "uses_per_user_per_month": "1k to 4k", "minutes_saved_per_use": "1 to 3"},
        pays="save",
    ),
    FeatureKind(
        "agent-with-tools",
        "Agent with tools",
        "Plans, calls tools, checks itself.",
        "agent agents tool tools plan plans autonomous research browse workflow task tasks steps book itself",
        (
            _inference(
                _in("5k to 20k", "Published: agents use about four times the tokens of a chat; ours: the size", AGENTS),
                _out("300 to 900", "Ours: a step with its reasoning"),
                _calls("6 to 25", "Ours: one a step"),
                model=("openai", "gpt-4.1"),
                source="Ours: planning takes a larger model",
            ),
            _review("5% to 20%", "what it may not do alone", "3 to 8"),
            WORTH,
        ),
        {"data_acquisition": OWN_DATA},
        {"active_users": "200 to 600", "uses_per_user_per_month": "4 to 12", "minutes_saved_per_use": "15 to 40"},
    ),
)

BY_ID = {kind.id: kind for kind in KINDS}


def described_by(text: str) -> list[FeatureKind]:
    """Return the kinds that a description fits, the nearest first; none where no word of it says anything."""
    typed = [word.strip(".,;:!?") for word in text.casefold().split()]
    fits = {kind.id: _fit(kind, typed) for kind in KINDS}
    return sorted((kind for kind in KINDS if fits[kind.id]), key=lambda kind: -fits[kind.id])


def _fit(kind: FeatureKind, typed: list[str]) -> int:
    """How well words fit a kind: a word of its title counts twice, the beginning of one as the word."""
    title = kind.title.casefold().split()
    known = kind.words.split()
    return sum(2 * _is_one_of(word, title) + _is_one_of(word, known) for word in typed)


def _is_one_of(word: str, known: list[str]) -> bool:
    return word in known or (len(word) >= LETTERS_OF_A_STEM and any(each.startswith(word) for each in known))


def typical_texts(line: TypicalLine, rate: float) -> dict[str, str]:
    """Return the typical figures of a line by their fields; `rate` is what a dollar is in the canvas's currency."""
    line_type = kinds.line_type(line.kind, line.method)
    money = {field.name for field in line_type.fields if field.unit.startswith("money")}
    return {each.field: in_currency(each.text, rate) if each.field in money else each.text for each in line.guesses}


def in_currency(text: str, rate: float) -> str:
    """Return an estimate in dollars as one of another currency, in two digits; as it stands where they are alike."""
    return text if rate == 1 else NUMBER.sub(lambda found: _rounded(float(found[0]) * rate), text)


def _rounded(amount: float) -> str:
    return f"{float(f'{amount:.{DIGITS}g}'):.10f}".rstrip("0").rstrip(".")
