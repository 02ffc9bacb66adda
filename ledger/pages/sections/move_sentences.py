"""What is said of the things to do: what they do together, what each asks and leaves, the plan, what is too far."""

from collections.abc import Sequence

import economics
from economics import verdict
from economics.inputs import field_of
from economics.model import Feature
from economics.proposals import CERTAIN, EACH_HEALTHY, HALVED, OPEN, TOGETHER, Move, Moves, Option, Outcome, TooFar
from economics.verdict import percent
from ledger.pages.estimates import estimate_text, value_text
from ledger.pages.sentences import NUMBERS
from ui.templatetags.figures import per_month_signed, per_use_signed

NEVER_WORDS = "Nothing within reach makes it healthy: change what is offered, or drop it."
HEADINGS = ("Nothing to do", "One thing to do", "Two things to do", "Three things to do")
RARE = "A month loses in under 1% of cases, so nothing needs doing."
OWN_PRICES = "your own prices"

_ASKS = {
    "model": "Try fifty uses on both first.",
    "calls_per_use": "One call has to do the work of several.",
    "input_tokens": "Send less text along: shorter instructions, fewer passages.",
    "output_tokens": "Ask for shorter answers.",
    "cached_share": "Put what is always the same first, so that it is cached.",
    "retry_rate": "Find out why calls fail.",
    "share_reviewed": "Review only what is doubtful.",
    "minutes_per_review": "Make a review quicker, with the source beside the answer.",
    "hourly_rate": "Have somebody else review.",
    "price_factor": "Negotiate, or send it in batches.",
    "months": "Use it for longer before it is bought again.",
    "active_users": "Offer it to more people at the same cost a use.",
    "price_per_month": "If as many still pay.",
    "attach_rate": "More users have to find it worth its price.",
    "conversion_uplift": "More users have to start paying because of it.",
    "value_per_conversion": "If as many still start paying.",
    "impressions_per_use": "If users put up with more advertising.",
    "revenue_per_thousand": "If advertisers pay that.",
    "margin_per_user_per_month": "If as many customers still stay.",
    "churn_with": "More customers have to stay because of it.",
}
_AMOUNT_ASKS = {
    "price_per_use": "If it is used as much.",
    "cost_saving": "It has to save more each month.",
    "data_acquisition": "Buy less data, or negotiate.",
    "other": "Find it cheaper.",
}
_PRICES_ASK, _TOKENS_ASK, _CAP_ASK, _MORE_USES_ASK = (
    "Negotiate, or choose a cheaper model.",
    "Use less of it in a call.",
    "Cap how often each user can use it.",
    "Have each user come back to it more often.",
)


def heading(moves: Moves) -> str:
    """Return how many things there are to do."""
    return HEADINGS[len(moves.options)]


def says(moves: Moves) -> str:
    """Return what the things to do do, each by itself."""
    one = len(moves.options) == 1
    if moves.aim == OPEN:
        return "What to do shows once it is quantified."
    if moves.aim == EACH_HEALTHY:
        return "This alone makes it healthy." if one else "Each alone makes it healthy."
    if moves.aim == CERTAIN:
        return RARE if moves.now and moves.now.monthly_loss else "At the numbers you typed no month loses."
    if moves.aim == HALVED:
        return _halved(moves, one=one)
    if not moves.options:
        return "No number within reach changes what it loses."
    return "It is not enough alone. What it would leave:" if one else "None is enough alone. What each would leave:"


def plan_says(feature: Feature, moves: Moves, currency: str) -> str:
    """Return the smallest plan in a sentence, or that there is none; "" where none is asked for."""
    if moves.plan:
        count = NUMBERS[len(moves.plan.moves)].capitalize()
        listed = _listed([to_instead(feature, move, currency) for move in moves.plan.moves])
        return f"{count} moves make it healthy: {listed}. {leaves(moves.plan.outcome, currency)}"
    return "" if moves.aim in (OPEN, EACH_HEALTHY, CERTAIN, HALVED, TOGETHER) else NEVER_WORDS


def leaves(outcome: Outcome, currency: str) -> str:
    """Return what a move or a plan would leave."""
    use, month = per_use_signed(outcome.contribution, currency), per_month_signed(outcome.monthly_profit, currency)
    return f"That leaves {use} per use, {month} a month."


def why(feature: Feature, moves: Moves, option: Option) -> str:
    """Return what a move asks of people or, where it is not enough alone, what it would still leave open."""
    return still(option.outcome) if moves.aim not in (EACH_HEALTHY, HALVED) else asks(feature, option.move)


def asks(feature: Feature, move: Move) -> str:
    """Return what a move asks of people."""
    name = move.input.number.field
    if name == "amount":
        line = next(each for each in feature.lines if each.key == move.input.number.key)
        return _AMOUNT_ASKS.get(line.method or line.kind, "")
    if name == "uses_per_user_per_month":
        return _CAP_ASK if (move.to or 0) < (move.now or 0) else _MORE_USES_ASK
    if name.startswith(("price_per_million", "unit_prices.")):
        return _PRICES_ASK
    return _ASKS.get(name, _TOKENS_ASK if name.startswith("units.") else "")


def still(outcome: Outcome) -> str:
    """Return what is still not healthy where a move alone is not enough."""
    if outcome.verdict == verdict.LOSES_ON_EVERY_USE:
        return "Still loses on a use."
    if outcome.verdict == verdict.BELOW_BREAK_EVEN:
        return "Earns per use, not yet over a month."
    if outcome.loss_per_use > outcome.monthly_loss:
        return f"Still loses on a use in {percent(outcome.loss_per_use)} of cases."
    return f"A month still loses in {percent(outcome.monthly_loss)} of cases."


def name_of(feature: Feature, move: Move) -> str:
    """Return what a move changes: with its line where the field alone would not say it."""
    held = move.input
    line = next((line for line in feature.lines if line.key == held.number.key), None)
    if line is None:
        return held.label
    if move.is_model:
        return held.label if _is_only(feature, line) else f"{held.label} for {line.words}"
    if held.number.field == "amount":
        return line.words
    return held.label if sum(each.kind == line.kind for each in feature.lines) == 1 else held.words


def _is_only(feature: Feature, line: economics.Line) -> bool:
    """Whether a line has no label and is the only one of its kind, so that its kind need not be said."""
    return not line.label.strip() and sum(each.kind == line.kind for each in feature.lines) == 1


def from_text(feature: Feature, move: Move, currency: str) -> str:
    """Return what stands there now."""
    if move.is_model:
        return move.was or OWN_PRICES
    return estimate_text(field_of(feature, move.input.number), move.input.text, currency)


def to_text(feature: Feature, move: Move, currency: str) -> str:
    """Return where a move goes, as it is typed; the median where no text does."""
    if move.is_model:
        return move.named
    field = field_of(feature, move.input.number)
    return estimate_text(field, move.typed, currency) if move.typed else value_text(field, move.to, currency)


def to_instead(feature: Feature, move: Move, currency: str) -> str:
    """Return a move as part of a sentence: "price per month $21 instead of $12"."""
    to, now = to_text(feature, move, currency), from_text(feature, move, currency)
    if move.is_model:
        return f"{to} instead of {now}"
    name = name_of(feature, move)
    return f"{name[:1].lower()}{name[1:]} {to} instead of {now}"


def needs(feature: Feature, far: TooFar, currency: str) -> str:
    """Return what a number that is too far would need."""
    field = field_of(feature, far.input.number)
    if far.needs is not None:
        return f"needs {value_text(field, float(f'{far.needs:.3g}'), currency)}"
    return (
        f"even {value_text(field, far.best, currency)} isn’t enough" if far.best is not None else "no value is enough"
    )


def too_far_says(moves: Moves) -> str:
    """Return how many numbers would need more than is plausible."""
    return f"{len(moves.too_far)} more would need more than is plausible"


def _halved(moves: Moves, *, one: bool) -> str:
    now = percent(moves.now.monthly_loss) if moves.now else ""
    if not moves.options:
        return f"Nothing within reach halves the chance that a month loses, {now} now."
    half = percent(max(option.outcome.monthly_loss for option in moves.options))
    return f"{'It' if one else 'Each alone'} halves the chance that a month loses, from {now} to {half} or less."


def _listed(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])}, and {parts[-1]}" if len(parts) > 1 else parts[0]
