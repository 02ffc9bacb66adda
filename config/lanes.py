"""What is dear: which requests wait for each other, so that pages need not wait for them."""

import re

from config.turns import TOO_MANY, Lane, Turns, TurnsOfEach, too_many, unavailable

READS, SENDS = frozenset({"GET"}), frozenset({"POST"})
MANY_SIGN_IN = too_many("Many people are signing in at this moment. Try again in a few seconds.", retry_after=5)
MANY_READ = too_many(
    "Other files are being read at this moment, so nothing of this one was saved. Try again in half a minute.",
    retry_after=30,
)
YOURS_ARE_READ = too_many(
    "Other files of yours are being read, so nothing of this one was saved. Send it again once they are done.",
    retry_after=15,
)
MANY_PRINT = too_many("Several PDFs are being made already. Try again in half a minute.", retry_after=30)
MANY_LOOK = unavailable("Many people look at their canvases at this moment. Try again in a few seconds.", retry_after=5)
YOURS_ARE_PRINTED = too_many("Other PDFs of yours are being made. Ask again once they are done.", retry_after=15)

LANES = (
    # A password is hashed slowly on purpose.
    Lane(SENDS, re.compile(r"/sign-in/.*"), Turns(2, waiting=20, refusal=MANY_SIGN_IN)),
    Lane(
        SENDS,
        re.compile(r"/workspaces/[^/]+/canvases/import/|/canvases/[^/]+/(duplicate|ledger/features/[^/]+/actuals)/"),
        Turns(1, waiting=6, refusal=MANY_READ),
        TurnsOfEach(2, waiting=0, refusal=YOURS_ARE_READ),
    ),
    # The press prints one after the other; one more is composed meanwhile.
    Lane(
        READS,
        re.compile(r"/canvases/[^/]+/(canvas\.pdf|export/pages/)"),
        Turns(2, waiting=4, refusal=MANY_PRINT),
        # Whoever tries out what a PDF shall hold asks anew before the last is there.
        TurnsOfEach(2, waiting=2, refusal=YOURS_ARE_PRINTED),
    ),
    # Pages of all features: as many as a canvas holds, or a workspace. Two at once would only share the interpreter's
    # lock with each other and with the light page of another person.
    Lane(
        READS,
        re.compile(r"/workspaces/[^/]+/|/canvases/[^/]+/(ledger/(portfolio/)?)?"),
        Turns(2, waiting=500, refusal=MANY_LOOK),
        each_browser=TurnsOfEach(1, waiting=32, refusal=TOO_MANY),
    ),
)
