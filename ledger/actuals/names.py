"""What columns are called in exports that people have.

Langfuse, after its documentation: "Blob Storage Export Field Reference", sections "Enriched observations", "Traces",
"Observations" and "Notes on CSV exports" (start_time, trace_id, total_cost, and usage_details as a JSON object with
input and output); "Export Data from UI", which writes the same in camel case (startTime, traceId, totalCost,
inputUsage, outputUsage, and before that promptTokens, completionTokens, calculatedTotalCost); "Daily Metrics API"
(date, countTraces, totalCost). Costs are US dollars.

LiteLLM, after its documentation: "What is stored in the DB", the table LiteLLM_SpendLogs (startTime, spend,
prompt_tokens, completion_tokens, a row for each request); "Spend Tracking", section "Daily Spend Breakdown API" (date,
spend, prompt_tokens, completion_tokens, api_requests); and the export of its usage page (Date, Spend ($), Requests,
Prompt Tokens, Completion Tokens). Costs are US dollars.
"""

PLAIN, LANGFUSE, LITELLM = "plain", "langfuse", "litellm"
SOURCES = {PLAIN: "A table of my own", LANGFUSE: "Langfuse", LITELLM: "LiteLLM"}

TRACES = frozenset(("traceid", "trace"))
# Columns that hold a JSON object, with the members that are worth reading.
BREAKDOWNS = {"usagedetails": ("input", "output"), "usage": ("input", "output")}

# For each thing that can be imported, the names of its column, the likeliest first, as `plain` writes them.
DATES = (
    *("date", "day", "starttime", "timestamp", "starttimeutc", "usagedate", "datetime", "time", "createdat"),
    *("created", "week", "period"),
)
NUMBERS = {
    "uses": ("uses", "usecount", "numberofuses", "counttraces", "apirequests", "requests", "runs", "calls", "count"),
    "cost": ("cost", "totalcost", "calculatedtotalcost", "spend", "costusd", "totalcostusd", "totalspend", "costs"),
    "revenue": ("revenue", "income", "sales", "revenueusd", "turnover"),
    "input_tokens": (
        *("inputtokens", "prompttokens", "inputusage", "usagedetailsinput", "tokensin", "totalinputtokens"),
        "usageinput",
    ),
    "output_tokens": (
        *("outputtokens", "completiontokens", "outputusage", "usagedetailsoutput", "tokensout", "totaloutputtokens"),
        "usageoutput",
    ),
    "reviewed": ("reviewed", "reviews", "humanreviewed", "reviewedbyhuman", "humanreviews"),
}

_SIGNS_OF = {
    LANGFUSE: (
        *({"traceid", each} for each in ("totalcost", "calculatedtotalcost", "usagedetails", "inputusage")),
        *({"counttraces"}, {"bookmarked", "totalcost"}),
    ),
    LITELLM: (
        *({"spend", each} for each in ("prompttokens", "apirequests", "requests", "totaltokens", "requestid")),
        {"prompttokens", "completiontokens", "requestid"},
    ),
}


def plain(name: str) -> str:
    """Return the name of a column without case, spaces and marks: `Start_Time` and `startTime` are the same."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def source_of(header: list[str]) -> str:
    """Return where a table with this header comes from."""
    names = {plain(name) for name in header}
    return next((source for source, signs in _SIGNS_OF.items() if any(sign <= names for sign in signs)), PLAIN)
