"""What the words in a column's name say of it."""

import re
from functools import lru_cache
from itertools import pairwise

_BREAKS = re.compile(r"[a-zà-ÿ0-9]+|[A-ZÀ-Þ][a-zà-ÿ0-9]+|[A-ZÀ-Þ0-9]+(?![a-zà-ÿ])|#")


def plain(name: str) -> str:
    """Return the name of a column without case, spaces and marks: `Start_Time` and `startTime` are the same."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


@lru_cache(maxsize=1024)
def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, small: `inputCacheRead`, `input_cache_read` and `Input: cache read` are the same."""
    return tuple(word.lower() for word in _BREAKS.findall(name))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


TOKENS = _set("token tokens toks tok")
INPUT = _set("input prompt context eingabe entrée entrada inputs prompts")
OUTPUT = _set("output completion ausgabe sortie salida generated outputs completions candidates")
CACHE = _set("cache cached caching")
WRITE = _set("write writes written creation created")
FRESH = _set("uncached fresh noncached miss misses")
MEDIA = _set("audio image images video vision speech")
THOUGHT = _set("reasoning thinking thoughts")
MONEY_WORDS = _set(
    "cost costs spend spending spent amount charge charged charges price billed kosten coût cout coste costo "
    "custo betrag ausgaben preis cents cent fee fees usd eur gbp dollars expense expenses"
)
# What makes a number something other than the amount itself.
NOT_COUNTED = _set(
    "per price unit rate rates limit limits budget avg average mean median max maximum min minimum percent "
    "percentage change share ratio latency duration ms seconds p50 p90 p95 p99 forecast forecasted previous "
    "threshold model id list pricing discount discounts savings saved quota remaining cumulative running"
)
_NEUTRAL_COST = MONEY_WORDS | _set(
    "total totals sum net gross effective billed contracted calculated value in us us$ amounts estimated all "
    "the of helicone request token my to date cny inr jpy chf cad aud dollar euro euros pounds gesamt summe "
    "usage currency subtotal unrounded ai llm api model mtd and billing line item unblended blended amortized "
    "you paid"
) - _set("fee fees")
_NEUTRAL_TOKENS = (
    TOKENS | INPUT | OUTPUT | _set("total usage details native count num number of in out n model text token all sum")
)
_NEUTRAL_USES = _set(
    "uses use n usecount numberofuses num number of model api requests request calls call runs run invocations "
    "invocation executions count counts total traces trace conversations queries generations nutzungen "
    "nutzung aufrufe anfragen anzahl der # completions completion times usage usages how often llm "
    "observations messages sessions summe gesamt utilisations appels usos llamadas metrics events"
)
_USES_AT = (
    _set("uses nutzungen nutzung utilisations usos usecount"),
    _set("traces trace"),
    _set("conversations sessions"),
    _set("requests request calls call runs run aufrufe anfragen invocations invocation executions appels llamadas"),
    _set("queries generations completions messages times"),
    _set("count counts anzahl #"),
    _set("observations events"),
)
_NOT_USES = (
    NOT_COUNTED
    | TOKENS
    | MONEY_WORDS
    | _set(
        "searches web storage tool tools image images user users active error errors retries cache cached hits "
        "misses time start end created updated by key project reviewed reviews mode status seat seats cents"
    )
)
REVENUE = _set("revenue revenues income sales turnover umsatz erlös erlöse einnahmen ingresos ventas recettes earnings")
REVIEWED = _set("reviewed reviews geprüft prüfungen révisés revisados humanreviewed")
_NOT_REVIEWED = NOT_COUNTED | MONEY_WORDS | _set("minutes time date by at reviewer hours start end")
DATE_WORDS = _set(
    "date day days datum tag tage time timestamp start started starting begin end ended ending created at "
    "period bucket month monat week woche when jour fecha data dia mois mes año utc iso updated ts uhrzeit "
    "zeit zeitpunkt zeitstempel from until hour interval"
)
CURRENCY = _set("currency währung waehrung devise moneda ccy valuta")
TRACES = frozenset(("traceid", "trace"))
# Names of what is different in each row of a table that has a row for each call.
CALL_IDS = _set(
    "id requestid generationid eventid callid responseid observationid spanid completionid messageid logid uuid"
)


def is_whole_cost(name: str) -> bool:
    """Whether an amount's name says no part of a cost, as `input_cost` does."""
    return not set(words_of(name)) - _NEUTRAL_COST


def is_cost(name: str, *, has_currency: bool) -> bool:
    """Whether a name is that of money spent; one that carries a currency is, where it says nothing else."""
    words = set(words_of(name))
    barred = NOT_COUNTED - ({"price"} if words <= _NEUTRAL_COST | {"price"} and "total" in words else set())
    named = frozenset() if {"cost", "in"} <= words else CURRENCY
    tokens = frozenset() if "cents" in words else TOKENS
    if words & (barred | REVENUE | named | tokens) or _is_credit(words) or {"usage", "amount"} <= words:
        return False
    return bool(words & MONEY_WORDS) or has_currency


def _is_credit(words: set[str]) -> bool:
    return bool(words & _set("credit credits promotion promotions refund refunds gutschrift gutschriften avoir"))


def is_credit(name: str) -> bool:
    """Whether a name is that of credits, which may be in the cost already or not."""
    return _is_credit(set(words_of(name)))


_COST_ORDER = (
    _set("effective you paid"),
    _set("net amortized"),
    _set("total totals gesamt summe"),
    _set("cost costs kosten spend spent coût coste costo"),
    _set("charged charge"),
    _set("amount value betrag"),
    _set("billed"),
    _set("subtotal"),
    _set("contracted gross"),
)


def cost_rank(name: str) -> int:
    """How near a name is to what was paid in the end, 0 the nearest: effective, net, total, then a plain cost."""
    words = set(words_of(name))
    if words & _set("contracted gross blended"):
        return len(_COST_ORDER)
    if "subtotal" in words:
        return 2
    if "billed" in words:
        return 6
    return next((rank for rank, each in enumerate(_COST_ORDER) if words & each), len(_COST_ORDER))


def uses_rank(name: str) -> int:
    """How near a name is to that of uses, 0 the nearest; -1 where it is none."""
    words = set(words_of(name))
    if words & (_NOT_USES - {"model", "key"}) or ("model" in words and len(words) < 2):
        return -1
    return next((rank for rank, each in enumerate(_USES_AT) if words & each), -1)


def is_whole_uses(name: str) -> bool:
    """Whether a name of uses says no part of them, as `failed_requests` does."""
    return not set(words_of(name)) - _NEUTRAL_USES


def is_revenue(name: str) -> bool:
    """Whether a name is that of money brought in."""
    words = set(words_of(name))
    return bool(words & REVENUE) and not words & NOT_COUNTED


def is_reviewed(name: str) -> bool:
    """Whether a name is that of how many were reviewed."""
    words = set(words_of(name))
    return bool(words & REVIEWED) and not words & _NOT_REVIEWED


def side_of(name: str) -> str:
    """Return "input" or "output" for a column of tokens, "total" for both together, "" for none."""
    words = set(words_of(name))
    said = words_of(name)
    is_tokens = bool(words & TOKENS)
    if words & (NOT_COUNTED - {"model", "change"}) or words & (MONEY_WORDS - {"charge"}) or words & CURRENCY:
        return ""
    if not is_tokens and not _is_of_usage(said):
        return ""
    if words & OUTPUT or (is_tokens and "out" in words) or words & THOUGHT:
        return "output"
    if words & INPUT or words & (CACHE | FRESH) or (is_tokens and "in" in words):
        return "input"
    return "total" if is_tokens or "total" in words else ""


def _is_of_usage(said: tuple[str, ...]) -> bool:
    """Whether a name without the word token is one of tokens all the same: `inputUsage`, `Cache Read`."""
    words = set(said)
    if words & _set("search searches text message messages content body tool request requests created at"):
        return False
    if words in ({"input"}, {"output"}):
        return True
    if "usage" in words or "usagedetails" in words:
        return bool(words & (INPUT | OUTPUT | CACHE)) or said[-1] == "total"
    return bool(words & CACHE and words & (_set("read write") | INPUT))


def kind_of_input(name: str) -> str:
    """Return which part of the tokens in a column holds: "fresh", "written", "read", "media" or "whole"."""
    said = words_of(name)
    words = set(said)
    is_cache = bool(words & CACHE)
    if words & FRESH or (is_cache and (words & _set("no non without") or ("w", "o") in set(pairwise(said)))):
        return "fresh"
    if (is_cache and words & WRITE) or "ephemeral" in words:
        return "written"
    if is_cache or "hit" in words or "hits" in words:
        return "read"
    return "media" if words & (MEDIA | {"text"}) and not words <= _NEUTRAL_TOKENS - {"text"} else "whole"


def kind_of_output(name: str) -> str:
    """Return which part of the tokens out a column holds: "thought", "media" or "whole"."""
    words = set(words_of(name))
    if words & THOUGHT or words & _set("accepted rejected prediction"):
        return "thought"
    return "media" if words & (MEDIA | {"text"}) else "whole"


def is_whole_tokens(name: str) -> bool:
    """Whether a name of tokens says no part of them."""
    return not set(words_of(name)) - _NEUTRAL_TOKENS


_LATE = _set(
    "updated modified completed completion finished end ended ending response until last first to token expires"
)
_APART = _set("billing invoice due paid export exported report generated settled ingested signup birth expiry renewal")


def date_rank(name: str) -> int:
    """How near a name is to that of the day on which a use was, 0 the nearest; 9 where it says nothing of a day."""
    words = set(words_of(name))
    if words & _APART:
        return 7
    if words & _LATE:
        return 5
    if not words & DATE_WORDS:
        return 9
    if words & _set("created"):
        return 3 if words != {"request", "created", "at"} else 1
    if words & _set("charge usage use used") or words <= _set("date day datum tag jour fecha data dia utc"):
        return 0
    return 2 if words & _set("month monat week woche period bucket mois mes") else 1


def is_start(name: str) -> bool:
    """Whether a name is that of the beginning of a period."""
    return bool(set(words_of(name)) & _set("start started starting begin from since von"))


def is_end(name: str) -> bool:
    """Whether a name is that of the end of a period."""
    return bool(set(words_of(name)) & _set("end ended ending until to bis"))


def scale_of(name: str) -> int:
    """Return the power of ten that a header says its numbers are in: cents -2, micros -6, thousands 3; else 0."""
    words = set(words_of(name))
    if words & _set("cents cent"):
        return -2
    if words & _set("micros micro microusd microdollars"):
        return -6
    if words & _set("thousands thousand tsd") or re.search(r"\(\s?[kK]\s?[$€£]?\)", name):
        return 3
    return 6 if words & _set("millions million mio mtok") or re.search(r"\(\s?M\s?[$€£]?\)", name) else 0
