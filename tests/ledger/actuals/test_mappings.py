import pytest

from ledger.actuals import DOLLARS, ROWS, TRACES, guess, read
from ledger.actuals.names import LANGFUSE, LITELLM, PLAIN, source_of

LANGFUSE_UI = (
    "id,traceId,startTime,endTime,type,inputUsage,outputUsage,totalUsage,totalCost\n"
    "1,t1,2026-11-01T10:00:00.000Z,2026-11-01T10:00:01.000Z,GENERATION,500,120,620,0.0021\n"
    "2,t1,2026-11-01T10:00:02.000Z,2026-11-01T10:00:03.000Z,GENERATION,400,100,500,1.8e-05\n"
)
LANGFUSE_BLOB = (
    "id,trace_id,start_time,end_time,usage_details,cost_details,total_cost,created_at\n"
    '1,t1,2026-11-01 10:00:00.000000,2026-11-01 10:00:01.000000,"{""input"":500,""output"":120}","{}",0.0021,'
    "2026-11-01 10:00:05.000000\n"
)
LANGFUSE_DAILY = "date,countTraces,countObservations,totalCost\n2026-11-01,10,30,1.5\n2026-11-02,12,36,1.8\n"
LITELLM_LOGS = (
    "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model\n"
    "a,acompletion,88dc,0.0021,620,500,120,2026-11-01 10:00:00.123,2026-11-01 10:00:01,gpt-4o\n"
    "b,acompletion,88dc,0.0021,620,500,120,2026-11-01 10:00:00.123,2026-11-01 10:00:01,gpt-4o\n"
)
LITELLM_USAGE = (
    "Date,Team,Team ID,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,"
    'Completion Tokens\n2026-11-01,Core,t1,"1,234.5678",900,890,10,620000,500000,120000\n'
)


def meant(table, source=""):
    """Each thing that a guess found, with the name of its column."""
    digest = read(table)
    mapping = guess(digest, source)
    names = {}
    for thing in ("date", "uses", "cost", "revenue", "input_tokens", "output_tokens", "reviewed"):
        place = getattr(mapping, thing)
        names[thing] = digest.columns[int(place)].name if place.isdigit() else place
    return names, mapping.money


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (LANGFUSE_UI, ("startTime", TRACES, "totalCost", "", "inputUsage", "outputUsage")),
        (LANGFUSE_BLOB, ("start_time", TRACES, "total_cost", "", "usage_details: input", "usage_details: output")),
        (LANGFUSE_DAILY, ("date", "countTraces", "totalCost", "", "", "")),
        (LITELLM_LOGS, ("startTime", ROWS, "spend", "", "prompt_tokens", "completion_tokens")),
        (LITELLM_USAGE, ("Date", "Requests", "Spend ($)", "", "Prompt Tokens", "Completion Tokens")),
    ],
)
def test_an_export_is_known_by_its_header(table, columns):
    names, money = meant(table)
    assert tuple(names.values())[:6] == columns
    assert money == DOLLARS


def test_a_table_of_one_s_own_is_in_the_canvas_s_currency():
    names, money = meant("Day;Uses;Cost;Revenue;Reviewed\n12.11.2026;10;1.5;2;1\n")
    assert list(names.values()) == ["Day", "Uses", "Cost", "Revenue", "", "", "Reviewed"]
    assert money == "canvas"


def test_one_row_a_day_without_uses_counts_none():
    assert meant("date,cost\n2026-11-01,1\n2026-11-02,1\n")[0]["uses"] == ""
    assert meant("date,cost\n2026-11-01,1\n2026-11-01,1\n")[0]["uses"] == ROWS


def test_a_column_that_can_not_be_read_is_guessed_so_that_its_fault_comes_out():
    names, _ = meant("date,uses,cost,revenue\n2026-11-01,many,1,\n")
    assert names["uses"] == "uses"
    assert names["cost"] == "cost"
    assert names["revenue"] == ""


def test_what_is_said_of_the_source_goes_before_the_header():
    assert meant(LITELLM_USAGE, PLAIN)[1] == "canvas"
    assert source_of(["spend", "requests"]) == LITELLM
    assert source_of(["traceId", "totalCost"]) == LANGFUSE
    assert source_of(["date", "cost"]) == PLAIN
