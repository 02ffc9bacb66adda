"""The layouts of a canvas, as data: which blocks it has, what each asks, and where each stands.

The six blocks are those of the source document; their order is the order of the argument, the tab order and
the phone order. `left`, `right`, `above` and `below` name the neighbour that Alt and an arrow move a note to: each
way leads back, and together they reach every block.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a layout: its id in the document format, its words, and its neighbours."""

    id: str
    title: str
    short: str
    area: str
    question: str
    ask: str
    example: str
    left: str = ""
    right: str = ""
    above: str = ""
    below: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A named arrangement of blocks, in the order of the page."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    def block(self, block_id: str) -> Block:
        """Return the block with this id; raise KeyError where the layout has none."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)


SIX_BLOCKS = Layout(
    id="six_blocks",
    title="Six blocks",
    blocks=(
        Block(
            id="value_proposition",
            title="Value Proposition",
            short="Value",
            area="vp",
            question="Why choose this over the alternatives?",
            ask="Why would someone leave what they use today?",
            example="“Replies drafted in the customer’s language, checked by an agent, in under a minute.”",
            left="key_activities",
            right="target_market",
        ),
        Block(
            id="target_market",
            title="Target Market",
            short="Market",
            area="tm",
            question="Who is it for?",
            ask="Whose day gets better, and who pays for that?",
            example="support leads with 10–50 agents and a backlog",
            left="value_proposition",
            below="revenue_streams",
            second="One more segment makes trade-offs visible: who is it not for?",
        ),
        Block(
            id="revenue_streams",
            title="Revenue Streams",
            short="Revenue",
            area="rev",
            question="How does it earn?",
            ask="Who pays, for what, how often?",
            example="$14 per seat per month; usage packs; a free tier that converts at 4%.",
            left="cost_structure",
            above="target_market",
        ),
        Block(
            id="cost_structure",
            title="Cost Structure",
            short="Cost",
            area="cost",
            question="What does it cost to deliver?",
            ask="What do you pay each time someone uses it?",
            example="for an AI feature count inference, data and human review. The ledger adds them up for you.",
            right="revenue_streams",
            above="key_resources",
        ),
        Block(
            id="key_activities",
            title="Key Activities",
            short="Activities",
            area="act",
            question="What must we do well?",
            ask="What has to go right every week?",
            example="label 200 tickets, renew one license",
            right="value_proposition",
            below="key_resources",
        ),
        Block(
            id="key_resources",
            title="Key Resources",
            short="Resources",
            area="res",
            question="What must we own or control?",
            ask="What would a rival have to buy, hire or license?",
            example="three years of rated replies",
            above="key_activities",
            below="cost_structure",
        ),
    ),
)

LAYOUTS = {SIX_BLOCKS.id: SIX_BLOCKS}
BLOCK_IDS = tuple(block.id for block in SIX_BLOCKS.blocks)
