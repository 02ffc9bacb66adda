"""Where a table comes from, told by the names of its columns.

The layouts known here, after their makers' documentation:

- Langfuse: "Blob Storage Export Field Reference" (start_time, trace_id, total_cost, usage_details as an object whose
  parts exclude each other), "Export Data from UI" (startTime, traceId, totalCost, inputUsage), "Daily Metrics API".
- OpenAI: the exports of its usage and costs pages and the answers of its Usage and Costs APIs (num_model_requests,
  input_tokens with the cached ones in it, input_cached_tokens, amount.value and amount.currency).
- Anthropic: the exports of its console (usage_date_utc, usage_input_tokens_no_cache, …_cache_read, cost_usd) and the
  answers of its Usage and Cost API (uncached_input_tokens, cache_creation, amount in cents).
- FOCUS 1.0 to 1.3, the specification of billing data (ChargePeriodStart, EffectiveCost, BillingCurrency).
- Cursor: "Export CSV" of its dashboard (Input (w/ Cache Write), Cache Read, Cost as "Included"); its Admin API in
  cents.
- OpenRouter: the export of its activity (generation_id, cost_total, tokens_prompt) and its Activity API (usage).
- LiteLLM: the table LiteLLM_SpendLogs, its daily spend API and the export of its usage page (spend, prompt_tokens).
- Helicone: the export of its requests (request_created_at, prompt_tokens, cost_usd).
- AWS Cost Explorer: its CSV (Service, a column for each in dollars, Total costs($), a line of totals).
"""

from ledger.tables.names import plain

PLAIN, LANGFUSE, OPENAI, ANTHROPIC, FOCUS = "plain", "langfuse", "openai", "anthropic", "focus"
CURSOR, OPENROUTER, LITELLM, HELICONE, AWS = "cursor", "openrouter", "litellm", "helicone", "aws"
SOURCES = {
    PLAIN: "A table of my own",
    LANGFUSE: "Langfuse",
    OPENAI: "OpenAI",
    ANTHROPIC: "Anthropic",
    FOCUS: "FOCUS",
    CURSOR: "Cursor",
    OPENROUTER: "OpenRouter",
    LITELLM: "LiteLLM",
    HELICONE: "Helicone",
    AWS: "AWS Cost Explorer",
}
# The sources whose amounts are dollars where neither header nor cell says otherwise.
IN_DOLLARS = frozenset((LANGFUSE, OPENAI, ANTHROPIC, CURSOR, OPENROUTER, LITELLM, HELICONE, AWS))
# Those that have a row for each call, and those whose rows are sums already.
OF_CALLS = frozenset((LANGFUSE, CURSOR, OPENROUTER, LITELLM, HELICONE))
OF_SUMS = frozenset((FOCUS, OPENAI, ANTHROPIC, AWS))

_SIGNS_OF = {
    FOCUS: ({"chargeperiodstart", "billedcost"}, {"chargeperiodstart", "effectivecost"}),
    ANTHROPIC: (
        *({"usagedateutc", each} for each in ("usageoutputtokens", "costusd", "usageinputtokensnocache")),
        *({"startingat", each} for each in ("uncachedinputtokens", "amount")),
        {"modelversion", "usageinputtokensnocache"},
    ),
    OPENAI: (
        {"nummodelrequests"},
        {"starttime", "endtime", "amountvalue"},
        {"starttime", "lineitem", "amountcurrency"},
        {"starttimeiso", "endtimeiso"},
    ),
    CURSOR: ({"inputwcachewrite"}, {"inputwocachewrite"}, {"tokenusagetotalcents"}, {"usagebasedcosts", "kind"}),
    OPENROUTER: ({"generationid", "costtotal"}, {"byokusageinference"}, {"modelpermaslug"}, {"nativetokensprompt"}),
    HELICONE: (
        {"requestcreatedat"},
        {"heliconerequestid"},
        {"responseid", "requestid", "prompttokens"},
        {"requestid", "requestuserid"},
        {"costusd", "promptcachereadtokens"},
    ),
    LITELLM: (
        *({"spend", each} for each in ("prompttokens", "apirequests", "requests", "totaltokens", "requestid")),
        {"metricsspend"},
        {"prompttokens", "completiontokens", "requestid"},
    ),
    LANGFUSE: (
        *({"traceid", each} for each in ("totalcost", "calculatedtotalcost", "usagedetails", "inputusage")),
        *({each} for each in ("counttraces", "usagedetailsinput", "calculatedtotalcost")),
        {"usageinput", "totalcost"},
        {"bookmarked", "totalcost"},
    ),
    AWS: ({"service", "totalcosts"}, {"linkedaccount", "totalcosts"}),
}


def source_of(header: list[str]) -> str:
    """Return where a table with this header comes from."""
    names = {plain(name) for name in header}
    return next((source for source, signs in _SIGNS_OF.items() if any(sign <= names for sign in signs)), PLAIN)
