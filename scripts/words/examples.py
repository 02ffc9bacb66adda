"""Example values for what stands between the words of a sentence, found by how the code names it.

An example is set in marks until the sentence is whole, so that it isn't taken for words of the sentence.
"""

import ast
import re

MARKED = re.compile("\ue000.*?\ue001")
EXAMPLES = """
$0.100 = per_use price price_text unit_price into out to_price own_price use each_use leaves
+$0.100 = per_use_signed left margin margins best gain
$3,336 = per_month money amount cost captured revenue low high came went month lost earned back
$3,336 = sum total_text
+$3,336 = per_month_signed profit monthly_profit
14% = rest_text reach chance chance_of_loss try_form percent share probability covered covers
14% = percent_text rest borne part parts of_it ends
10% = SOUND_USE
20% = SOUND_MONTH
14 = round top below
43,232 uses = uses uses_words volume break_even cap
43,232 = whole ceil now_uses
28 = count days_text wanted taken minutes ids archived_count num_pages note_count redesign add
28 = beyond unproven over 0 1 body_limit number len points days weeks places total limit rows row
28 = n most first_row guesses inside following failing width size length lines_found MOST_ROWS
28 = MOST_DAYS COLUMNS megabytes numbers_at place position max
four = counted spelled NUMBERS how_many
month = noun period per
Langfuse = LABELS program
the catalogue of 12 Nov 2026 = catalogue kept_as_of
12 Nov 2026 = day date on since as_of first last start end when format_date isoformat until by_day
12 seconds = moment clock seconds TIMEOUT
USD = currency code
€ = sign foreign
GPT-4o = chosen_name model offer model_name successor sold
OpenAI = provider provider_name
Cheaper model = scenario case scenario_name
AI meeting summary = feature feature_name driver nearest_feature features
Tandem = workspace
Tandem Meetings = canvas title canvas_title
Value Proposition = block block_title
Edda = by_name person member actor user user_name who
edda@example.com = email address
Human review = line kind kind_words line_words bar words_of holder label_of KIND_WORDS
actuals.csv = file path
changed = verb did change word
Healthy = verdict chip short SHORT_WORDS verdict_words
8 to 20 = range_text q where earlier comma expected typed text value cell quoted readback estimate
8 to 20 = estimate_text value_text rounded_text found to now at said_as
2% to 5% = hint
Share reviewed = parent measure key inner known unknown each all single alone near WORDS form
Share reviewed = source coverage figure heading finding filtered waits money_a_month sub field
Share reviewed = label input name names column words named which nearest listed what of_what
Share reviewed = outside join
what you said = reason why reasons
What is wrong, in a sentence = sentence problem refusal misfit message says said effect
"""
_LINES = (line.split(" = ") for line in EXAMPLES.strip().splitlines())
_BY_NAME = {name: shown for shown, names in _LINES for name in names.split()}
_OF_ITS_OWNER = {"name", "title", "label", "words"}
_THROUGH = {"lower", "upper", "capitalize", "strip", "rstrip", "removesuffix", "str", "quote", "escape", "replace"}


def example(node: ast.AST) -> str:
    """Return an example of what an expression comes to, in marks; its own name where nothing is known."""
    names = list(_names(node))
    shown = next((_BY_NAME[name] for name in names if name in _BY_NAME), "")
    if not shown:
        shown = "28" if names and names[0].isupper() else f"\u2039{names[0]}\u203a" if names else "Share reviewed"
    return f"\ue000{shown}\ue001"


def is_known(name: str) -> bool:
    """Whether a name has an example, so that what it calls need not be followed."""
    return name in _BY_NAME


def _names(node: ast.AST):
    """The names in an expression, from the outermost inwards: of `per_use(cost, currency)` first `per_use`."""
    match node:
        case ast.Call(ast.Attribute(owner, attr), arguments):
            yield from [] if attr in _THROUGH else [attr.strip("_")]
            yield from _names(owner)
            yield from (name for each in arguments for name in _names(each))
        case ast.Call(function, arguments):
            yield from (name for name in _names(function) if name not in _THROUGH)
            yield from (name for each in arguments for name in _names(each))
        case ast.Attribute(owner, attr):
            yield from _names(owner) if attr in _OF_ITS_OWNER else ()
            yield attr.strip("_")
            yield from _names(owner)
        case ast.Name(name):
            yield name.strip("_")
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _names(child)


def bare(sentence: str) -> str:
    """Return what a sentence says itself, its examples taken out."""
    return MARKED.sub("", sentence)


def unmarked(sentence: str) -> str:
    """Return a sentence with its examples, out of their marks."""
    return sentence.replace("\ue000", "").replace("\ue001", "")
