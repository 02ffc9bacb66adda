"""Exports are known by the columns that their makers document, and several columns add up to one measure."""

import json
from decimal import Decimal

import pytest

from ledger.tables import sources
from tests.ledger.tables.tables import counted, named, taken

START, END = 1_790_553_600, 1_790_640_000
OPENAI_COSTS = (
    "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,quantity,line_item,project_id\n"
    "1790467200,1790553600,2026-09-27T00:00:00+00:00,2026-09-28T00:00:00+00:00,,,,,\n"
    "1790553600,1790640000,2026-09-28T00:00:00+00:00,2026-09-29T00:00:00+00:00,0.00383598000000000000000,usd,,,\n"
    "1790553600,1790640000,2026-09-28T00:00:00+00:00,2026-09-29T00:00:00+00:00,1.5,usd,12,gpt,\n"
)
ANTHROPIC_USAGE = (
    "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,"
    "usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,"
    "usage_output_tokens,web_search_count,inference_geo,speed\n"
    "2026-08-05,m,key,Default,standard,≤ 200k,46981,15969,100,7,16932,0,global,\n"
    "2026-08-05,m,key,Default,standard,≤ 200k,1,0,0,0,2,3,global,\n"
)
ANTHROPIC_COST = (
    "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type\n"
    "2026-03-15,m,Default,k,message,≤ 200k,input_no_cache,1.50,1.70,token\n"
    "2026-03-15,m,Default,k,message,≤ 200k,output,0.50,0.50,token\n"
)
CURSOR = (
    "Date,User,Kind,Model,Max Mode,Input (w/ Cache Write),Input (w/o Cache Write),Cache Read,Output Tokens,"
    "Total Tokens,Cost\n"
    '"2026-10-01T10:00:00.000Z",a@b.c,"Included",m,No,1200,1000,5000,300,7500,"Included"\n'
    '"2026-10-01T11:00:00.000Z",a@b.c,"On-Demand",m,No,100,100,0,10,210,"$0.01"\n'
    '"2026-10-02T11:00:00.000Z",a@b.c,"Errored, No Charge",m,No,0,0,0,0,0,"-"\n'
)
OPENROUTER = (
    "generation_id,created_at,cost_total,cost_web_search,cost_cache,cost_file_processing,byok_usage_inference,"
    "tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug\n"
    "g1,2026-03-30 02:37:51.271,0.01,0,-0.002,0,0,100,200,50,80,m\n"
    "g2,2026-03-30 02:38:51.271,0.02,0,0.0,0,0,100,200,50,80,m\n"
)
HELICONE = (
    "request_id,request_created_at,response_created_at,response_status,request_user_id,model,prompt_tokens,"
    "completion_tokens,total_tokens,delay_ms,cost_usd\n"
    "a,2026-03-30T02:37:51.271Z,2026-03-31T02:37:52Z,200,u,m,100,20,120,900,0.002\n"
    "b,2026-03-30T02:38:51.271Z,2026-03-31T02:37:52Z,200,u,m,100,20,120,900,0.002\n"
)
LITELLM_LOGS = (
    "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model\n"
    "a,acompletion,88dc,0.0021,620,500,120,2026-11-01 10:00:00.123,2026-11-01 10:00:01,m\n"
    "b,acompletion,88dc,0.0021,620,500,120,2026-11-01 10:00:00.123,2026-11-01 10:00:01,m\n"
)
LITELLM_USAGE = (
    "Date,Team,Team ID,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,"
    'Completion Tokens\n2026-11-01,Core,t1,"1,234.5678",900,890,10,620000,500000,120000\n'
)
LANGFUSE_UI = (
    "id,traceId,startTime,endTime,type,inputUsage,outputUsage,totalUsage,totalCost\n"
    "1,t1,2026-11-01T10:00:00.000Z,2026-11-01T10:00:01.000Z,GENERATION,500,120,620,0.0021\n"
    "2,t1,2026-11-01T10:00:02.000Z,2026-11-01T10:00:03.000Z,GENERATION,400,100,500,1.8e-05\n"
)
FOCUS_13 = (
    "AllocatedMethodId,BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,"
    "ChargePeriodEnd,ChargePeriodStart,ContractedCost,EffectiveCost,HostProviderName,InvoiceId,ListCost,"
    "PricingCurrency,PricingCurrencyEffectiveCost,ServiceProviderName\n"
    ",0,1,EUR,2026-04-01T00:00:00Z,2026-03-01T00:00:00Z,Usage,2026-03-03T00:00:00Z,2026-03-02T00:00:00Z,9,8,a,i,10,USD,"
    "7,b\n"
    ",-3,1,EUR,2026-04-01T00:00:00Z,2026-03-01T00:00:00Z,Credit,2026-03-04T00:00:00Z,2026-03-03T00:00:00Z,0,-3,a,i,0,USD,"
    "7,b\n"
)


def bucket(*results):
    return {"object": "bucket", "start_time": START, "end_time": END, "results": list(results)}


OPENAI_USAGE_API = {
    "object": "page",
    "data": [
        bucket(
            {
                "input_tokens": 1000,
                "output_tokens": 500,
                "input_cached_tokens": 800,
                "num_model_requests": 5,
                "model": "m",
            },
            {"input_tokens": 10, "output_tokens": 5, "input_cached_tokens": 8, "num_model_requests": 2, "model": "n"},
        ),
        bucket(),
    ],
}
OPENAI_COSTS_API = {
    "data": [bucket({"amount": {"value": 0.06, "currency": "usd"}}, {"amount": {"value": 1e-05, "currency": "usd"}})]
}
ANTHROPIC_USAGE_API = {
    "data": [
        {
            "starting_at": "2025-08-01T00:00:00Z",
            "ending_at": "2025-08-02T00:00:00Z",
            "results": [
                {
                    "uncached_input_tokens": 1500,
                    "cache_creation": {"ephemeral_1h_input_tokens": 1000, "ephemeral_5m_input_tokens": 500},
                    "cache_read_input_tokens": 200,
                    "output_tokens": 500,
                    "server_tool_use": {"web_search_requests": 10},
                }
            ],
        }
    ]
}
ANTHROPIC_COST_API = {
    "data": [
        {
            "starting_at": "2025-08-01T00:00:00Z",
            "ending_at": "2025-08-02T00:00:00Z",
            "results": [{"currency": "USD", "amount": "123.78912", "description": "x"}],
        }
    ]
}
OPENROUTER_API = {
    "data": [
        {"date": "2025-08-24", "model": "m", "usage": 0.015, "byok_usage_inference": 0.012, "requests": 5,
         "prompt_tokens": 50, "completion_tokens": 125, "reasoning_tokens": 25},
    ]
}  # fmt: skip
DAILY_OF_A_TOOL = {
    "daily": [
        {"date": "2025-05-25", "inputTokens": 152, "outputTokens": 8912, "cacheCreationTokens": 2341,
         "cacheReadTokens": 100, "totalTokens": 11505, "totalCost": 1.25, "modelsUsed": ["a"]},
    ],
    "totals": {"inputTokens": 152},
}  # fmt: skip
LANGFUSE_API = [
    {
        "id": "a",
        "traceId": "t",
        "createdAt": "2026-08-12T00:00:01Z",
        "startTime": "2026-08-11T23:59:59Z",
        "usageDetails": {"input": 3, "cache_read_input_tokens": 5000, "output": 20, "total": 5023},
        "costDetails": {"input": 0.1, "output": 0.2, "total": 0.3},
        "totalCost": 0.3,
    }
]


@pytest.mark.parametrize(
    ("source", "table", "totals"),
    [
        (sources.OPENAI, OPENAI_COSTS, {"cost": Decimal("1.50383598")}),
        (sources.OPENAI, OPENAI_COSTS_API, {"cost": Decimal("0.06001")}),
        (sources.OPENAI, OPENAI_USAGE_API, {"uses": 7, "input_tokens": 1010, "output_tokens": 505}),
        (sources.ANTHROPIC, ANTHROPIC_USAGE, {"input_tokens": 63_058, "output_tokens": 16_934}),
        (sources.ANTHROPIC, ANTHROPIC_COST, {"cost": Decimal(2)}),
        (sources.ANTHROPIC, ANTHROPIC_USAGE_API, {"input_tokens": 3200, "output_tokens": 500}),
        (sources.ANTHROPIC, ANTHROPIC_COST_API, {"cost": Decimal("1.2378912")}),
        (sources.CURSOR, CURSOR, {"uses": 3, "cost": Decimal("0.01"), "input_tokens": 7400, "output_tokens": 310}),
        (
            sources.OPENROUTER,
            OPENROUTER,
            {"uses": 2, "cost": Decimal("0.03"), "input_tokens": 200, "output_tokens": 400},
        ),
        (
            sources.OPENROUTER,
            OPENROUTER_API,
            {"uses": 5, "cost": Decimal("0.015"), "input_tokens": 50, "output_tokens": 125},
        ),
        (sources.HELICONE, HELICONE, {"uses": 2, "cost": Decimal("0.004"), "input_tokens": 200, "output_tokens": 40}),
        (
            sources.LITELLM,
            LITELLM_LOGS,
            {"uses": 2, "cost": Decimal("0.0042"), "input_tokens": 1000, "output_tokens": 240},
        ),
        (
            sources.LITELLM,
            LITELLM_USAGE,
            {"uses": 900, "cost": Decimal("1234.5678"), "input_tokens": 500_000, "output_tokens": 120_000},
        ),
        (
            sources.LANGFUSE,
            LANGFUSE_UI,
            {"uses": 1, "cost": Decimal("0.002118"), "input_tokens": 900, "output_tokens": 220},
        ),
        (
            sources.LANGFUSE,
            LANGFUSE_API,
            {"uses": 1, "cost": Decimal("0.3"), "input_tokens": 5003, "output_tokens": 20},
        ),
        (
            sources.LANGFUSE,
            "date,countTraces,countObservations,totalCost\n2026-11-01,10,30,1.5\n2026-11-02,12,36,1.8\n",
            {"uses": 22, "cost": Decimal("3.3")},
        ),
        (sources.PLAIN, DAILY_OF_A_TOOL, {"cost": Decimal("1.25"), "input_tokens": 2593, "output_tokens": 8912}),
    ],
)
def test_an_export_is_known_and_read(source, table, totals):
    found = taken(table if isinstance(table, str) else json.dumps(table))
    assert found.digest.source == source
    assert counted(found) == totals
    assert found.asks == []


def test_amounts_of_a_known_source_are_dollars():
    assert counted(taken(ANTHROPIC_COST, "JPY", 150)) == {"cost": 300}
    assert counted(taken(LANGFUSE_UI, "EUR", "0.5"))["cost"] == Decimal("0.001059")
    assert counted(taken(json.dumps(OPENROUTER_API), "CAD", "2"))["cost"] == Decimal("0.030")


def test_focus_is_the_effective_cost_in_the_billing_currency_on_the_day_of_the_charge():
    found = taken(FOCUS_13, "EUR")
    assert found.digest.source == sources.FOCUS
    assert named(found) == {"cost": ["EffectiveCost"], "date": ["ChargePeriodStart"]}
    assert [(day.date.day, day.cost) for day in found.days] == [(2, 8), (3, -3)]
    assert "is in EUR by the column of currencies" in taken(FOCUS_13, "USD").asks[0].sentence


def test_the_day_of_a_call_is_when_it_ran_not_when_its_row_was_written():
    assert named(taken(json.dumps(LANGFUSE_API)))["date"] == ["startTime"]
    assert named(taken(HELICONE))["date"] == ["request_created_at"]
    rows = "2026-03-09,2026-04-01,2026-03-02,4\n2026-03-09,2026-04-01,2026-03-03,5\n"
    table = f"updated_at,invoice_date,created_at,uses\n{rows}"
    assert named(taken(table))["date"] == ["created_at"]


def test_a_date_that_never_changes_is_no_day_where_another_does():
    table = "period_start,day_of_call,uses\n2026-03-01,2026-03-02,4\n2026-03-01,2026-03-03,5\n"
    assert named(taken(table))["date"] == ["day_of_call"]


@pytest.mark.parametrize(
    ("header", "row", "input_tokens"),
    [
        ("input_tokens,cache_read_input_tokens,cache_creation_input_tokens,output_tokens", "50,20,10,6", 80),
        ("input_tokens,input_cached_tokens,output_tokens", "50,20,6", 50),
        ("input_tokens,cached tokens,output_tokens,total_tokens", "50,20,6,76", 70),
        ("input_tokens,cached tokens,output_tokens,total_tokens", "50,20,6,56", 50),
        ("input_tokens,cached tokens,output_tokens", "3,20,6", 23),
        ("input_tokens,cached tokens,output_tokens", "50,0,6", 50),
        ("prompt_cache_hit_tokens,prompt_cache_miss_tokens,completion_tokens", "50,20,6", 70),
        ("uncached input tokens,cached input tokens,output tokens", "50,20,6", 70),
        ("input_tokens,input_uncached_tokens,input_cached_tokens", "70,50,20", 70),
        ("chat tokens in,search tokens in,tokens out", "50,20,6", 70),
        ("prompt tokens,native tokens prompt,completion tokens", "50,55,6", 50),
        ("input_tokens,input_audio_tokens,output_tokens", "50,20,6", 50),
    ],
)
def test_columns_of_tokens_add_up_to_all_tokens_in(header, row, input_tokens):
    found = taken(f"date,uses,{header}\n2026-03-02,1,{row}\n")
    assert found.totals["input_tokens"] == input_tokens
    assert found.asks == []


def test_whether_cached_tokens_are_in_the_whole_is_asked_where_nothing_tells():
    table = "date,uses,input_tokens,cached tokens x,output_tokens\n2026-03-02,1,50,20,6\n"
    found = taken(table)
    assert [ask.id for ask in found.open_asks] == ["cache"]
    assert found.totals["input_tokens"] is None
    assert taken(table, cache="parts").totals["input_tokens"] == 70
    assert taken(table, cache="inclusive").totals["input_tokens"] == 50


@pytest.mark.parametrize(
    ("header", "row", "totals"),
    [
        ("requests,successful requests,failed requests", "9,8,1", {"uses": 9}),
        ("successful requests,failed requests", "8,1", {"uses": 9}),
        ("chat requests,search requests", "1,3", {"uses": 4}),
        ("uses,requests,count", "1,3,5", {"uses": 1}),
        ("requests,web_search_count", "3,50", {"uses": 3}),
        ("OpenAI cost,Pinecone cost", "1.5,2.5", {"cost": 4}),
        ("input_cost,output_cost,total_cost", "1,2,3.5", {"cost": Decimal("3.5")}),
        ("cost_before_tax,tax,total_cost", "10,2,12", {"cost": 12}),
        ("uses,avg cost,cost per use,cost", "10,2,2,20", {"uses": 10, "cost": 20}),
        ("BilledCost,EffectiveCost,ListCost", "1,2,3", {"cost": 2}),
        ("cost_cents", "250", {"cost": Decimal("2.5")}),
        ("Bedrock($),S3($)", "5,1", {"cost": 6}),
        ("Cost ($),Discounts ($),Subtotal ($)", "10,-1,9", {"cost": 9}),
        ("uses,revenue,cost,reviewed", "10,5,4,3", {"uses": 10, "revenue": 5, "cost": 4, "reviewed": 3}),
        ("Anfragen,Geprüft,Kosten", "10,3,4", {"uses": 10, "reviewed": 3, "cost": 4}),
        ("active users,error count,latency ms,cost limit", "10,3,4,9", {}),
    ],
)
def test_measures_are_told_by_the_words_of_their_names(header, row, totals):
    assert counted(taken(f"date,{header}\n2026-03-02,{row}\n")) == totals


def test_a_row_is_a_use_only_where_it_is_a_call():
    calls = "timestamp,cost\n2026-03-02T09:01:07Z,1\n2026-03-02T09:05:09Z,1\n"
    assert taken(calls).totals["uses"] == 2
    assert taken(calls.replace("T09:01:07Z", "").replace("T09:05:09Z", "")).totals["uses"] is None
    assert taken("request_id,date,cost\na,2026-03-02,1\n").totals["uses"] == 1
    assert taken(OPENAI_COSTS).totals["uses"] is None


@pytest.mark.parametrize(
    ("header", "row", "canvas", "cost"),
    [
        ("Cost,CostUSD,Currency", "9,10,EUR", ("EUR", "0.9"), 9),
        ("Cost,CostUSD,Currency", "9,10,EUR", ("USD",), 10),
        ("CostInBillingCurrency,CostInUsd,BillingCurrency", "9,10,EUR", ("EUR",), 9),
        ("lineItem/UnblendedCost,lineItem/BlendedCost,lineItem/UsageAmount", "9,8,500", ("USD",), 9),
        ("API Cost,Cost to You", "9,4", ("USD",), 4),
        ("cost,usage.amount,cost_at_list", "9,500,12", ("USD",), 9),
    ],
)
def test_of_several_amounts_the_one_that_was_paid_in_the_canvas_s_currency_is_taken(header, row, canvas, cost):
    found = taken(f"date,{header}\n2026-03-02,{row}\n", *canvas)
    assert counted(found) == {"cost": cost}


@pytest.mark.parametrize(
    ("usage", "input_tokens", "output_tokens"),
    [
        ({"prompt_tokens": 50, "completion_tokens": 6, "prompt_tokens_details": {"cached_tokens": 20}}, 50, 6),
        ({"input_tokens": 50, "output_tokens": 6, "input_tokens_details": {"cached_tokens": 20}}, 50, 6),
        (
            {
                "input_tokens": 3,
                "cache_creation_input_tokens": 12,
                "cache_read_input_tokens": 5,
                "cache_creation": {"ephemeral_5m_input_tokens": 12, "ephemeral_1h_input_tokens": 0},
                "output_tokens": 6,
            },
            20,
            6,
        ),
    ],
)
def test_answers_of_providers_that_were_logged_are_read(usage, input_tokens, output_tokens):
    lines = [json.dumps({"id": f"r{n}", "created": 1_790_553_600 + n, "usage": usage}) for n in range(2)]
    assert counted(taken("\n".join(lines))) == {
        "uses": 2,
        "input_tokens": 2 * input_tokens,
        "output_tokens": 2 * output_tokens,
    }


def test_opentelemetry_counts_cached_tokens_among_all():
    names = ("gen_ai.usage.input_tokens", "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.output_tokens")
    found = taken(f"timestamp,span_id,{','.join(names)}\n2026-03-02T09:01:02Z,a,50,20,6\n")
    assert counted(found) == {"uses": 1, "input_tokens": 50, "output_tokens": 6}


def test_the_first_exports_of_openai_are_read():
    table = "timestamp,n_requests,n_context_tokens_total,n_generated_tokens_total\n2023-06-01,4,500,60\n"
    assert counted(taken(table)) == {"uses": 4, "input_tokens": 500, "output_tokens": 60}


def test_cents_of_cursor_are_dollars():
    usage = {"inputTokens": 126, "outputTokens": 450, "cacheWriteTokens": 6112, "cacheReadTokens": 11964}
    events = [{"timestamp": "1750979225854", "model": "m", "tokenUsage": usage | {"totalCents": 20.18}}] * 2
    found = taken(json.dumps({"totalUsageEventsCount": 2, "usageEvents": events}), "EUR", "0.5")
    assert counted(found) == {"uses": 2, "cost": Decimal("0.2018"), "input_tokens": 36_404, "output_tokens": 900}


def test_what_details_a_number_by_model_is_not_added_to_it():
    metrics = {"spend": 0.5, "prompt_tokens": 100, "completion_tokens": 20, "api_requests": 3}
    model = {"metrics": {"spend": 0.5, "prompt_tokens": 100}}
    day = {
        "date": "2026-03-27",
        "metrics": metrics,
        "breakdown": {"models": {"a-model-of-a-very-long-name" * 2: model}},
    }
    found = taken(json.dumps({"results": [day], "metadata": {"total_spend": 0.5}}))
    assert counted(found) == {"uses": 3, "cost": Decimal("0.5"), "input_tokens": 100, "output_tokens": 20}
