"""What the ledger shows on the canvas page (its strip, totals of two blocks, badges of notes) and on the dashboard."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID, uuid4

from django.core.cache import cache, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from canvas.models import Canvas
from canvas.slots import Page
from ledger.figures import totals
from ledger.figures.sheets import Sheet, sheet_of, sheets_of
from ledger.forms import PortfolioForm
from ledger.models import Figures, NoteLink
from ledger.pages.badges import badges, stored_badges
from ledger.pages.drift import names_money
from ledger.pages.portfolio import Portfolio, PortfolioPage, to_redesign
from ledger.pages.portfolio.sentences import heading, money
from ledger.pages.sentences import coverage, strip_note, volume_or_missing
from ledger.pages.waiting import features_unfinished, waiting, waiting_for_portfolio
from prices.catalogue import loaded_version
from teams.models import Workspace
from ui.prepared import Prepared

TEMPLATE = "ledger/strip.html"
PORTFOLIO = "ledger/portfolio.html"
# For so many seconds a dashboard is good enough whose figures are being worked out.
GLIMPSE = 2
# What the dashboard itself is asked stays in the address while one sorts and filters.
KEPT = ("q", "page")
TOTALS = {
    "revenue_streams": ("value_captured", "value captured a month", totals.CAPTURED),
    "cost_structure": ("cost", "a month", totals.COSTS),
}


def state(page: Page, canvas_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Name what the places of a canvas page depend on besides its revision: stored figures, prices and the day.

    While figures are being worked out it is another name each time, so that whoever looks asks for them.
    """
    canvas_id = page.subject.pk
    if cache.get(_unfinished(canvas_id)):
        return {canvas_id: uuid4().hex}
    stored = [figures.inputs_key for figures in _keys_of(canvas_id)]
    return {canvas_id: f"{timezone.localdate()} {loaded_version()} {' '.join(stored)}"}


_keys_of = Prepared(lambda canvas_id: Figures.objects.keys_of(canvas_id))


def strip(page: Page, canvas_ids: Sequence[UUID]) -> Mapping[UUID, SafeString]:
    """Fill the strip of a canvas page; with the totals and the badges it takes four queries."""
    sheet = page.read(sheet_of)
    unfinished = {line.pk for row in sheet.rows if not row.is_worked_out for line in row.lines}
    links = page.read(_all_links) if unfinished else []
    ends = [f"ends-note-{link.note_id}" for link in links if link.line_id in unfinished]
    cache.set(_unfinished(sheet.canvas.pk), bool(sheet.unfinished))
    return {page.subject.pk: _strip(sheet, page.asked, ends)}


def _unfinished(canvas_id: UUID) -> str:
    return f"unfinished-{canvas_id}"


def block_totals(page: Page, block_ids: Sequence[str]) -> Mapping[str, SafeString]:
    """Fill the totals of the two blocks that the ledger adds up."""
    return {block: _total(page.read(sheet_of), block) for block in TOTALS if block in block_ids}


def note_badges(page: Page, note_ids: Sequence[UUID]) -> Mapping[UUID, SafeString]:
    """Fill the badges of notes: a page that has read the sheet asks its links alone, a fragment figures stored."""
    canvas = page.subject
    if page.has_read(sheet_of):
        return badges(canvas, page.read(_all_links), page.read(sheet_of))
    links = _links_of_one(canvas.pk, *note_ids) if len(note_ids) == 1 else list(_links_of(canvas.pk, note_ids))
    if names_money(links, canvas.currency) or not all(link.is_worked_out for link in links):
        return badges(canvas, links, page.read(sheet_of))
    return stored_badges(canvas, links)


def _all_links(canvas: Canvas) -> list[NoteLink]:
    return list(canvas.note_links.with_texts())


def _links_of(canvas_id, note_ids):
    return NoteLink.objects.of_notes(note_ids).filter(canvas=canvas_id).with_stored_figures()


_links_of_one = Prepared(lambda canvas_id, note_id: _links_of(canvas_id, [note_id]))


class Overview(NamedTuple):
    """What the ledger shows on a dashboard: of all its canvases, and on the card of each by its id."""

    heading: str
    sentence: str
    portfolio: str
    cards: Mapping[UUID, SafeString]


def dashboard_heading(page: Page, workspace_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Fill a dashboard's heading; the whole dashboard takes six queries, and one where it is kept as drawn."""
    return {page.subject.pk: _overview(page).heading}


def dashboard_sentence(page: Page, workspace_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Fill the sentence beneath a dashboard's heading."""
    return {page.subject.pk: _overview(page).sentence}


def dashboard(page: Page, workspace_ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """Fill what follows the cards of a dashboard: the portfolio of its active canvases, as the address asks for it."""
    return {page.subject.pk: _overview(page).portfolio}


def card_figures(page: Page, canvas_ids: Sequence[UUID]) -> Mapping[UUID, SafeString]:
    """Fill the cards of canvases with what each leaves."""
    cards = _overview(page).cards
    return {pk: cards[pk] for pk in canvas_ids if pk in cards}


def _overview(page: Page) -> Overview:
    """Return the overview as last drawn, while nothing has changed that it shows.

    Figures that are being worked out change it all the time, which is seen after GLIMPSE seconds only: who reloads a
    dashboard of a thousand features again and again would keep everybody else waiting.
    """
    kept, asked = caches["pages"], sorted(page.asked.items())
    key = sha256(f"{page.read(_dashboard_state)} {asked}".encode()).hexdigest()
    overview = kept.get(key)
    if overview is None:
        portfolio = page.read(_active)
        overview = _drawn_overview(page, portfolio)
        kept.set(key, overview, GLIMPSE if portfolio.unfinished else DEFAULT_TIMEOUT)
    return overview


def _dashboard_state(workspace: Workspace) -> str:
    """Name what a dashboard depends on: the revisions of its canvases, prices and the day."""
    revisions = workspace.canvases.active().recent_first().values_list("pk", "revision")
    return f"{workspace.pk} {timezone.localdate()} {loaded_version()} {list(revisions)}"


def _active(workspace: Workspace) -> Portfolio:
    return Portfolio(sheets_of(list(workspace.canvases.active().recent_first())))


def _drawn_overview(page: Page, portfolio: Portfolio) -> Overview:
    cards = {sheet.canvas.pk: _card(sheet) for sheet in portfolio.sheets}
    if not portfolio.entries:
        return Overview("", "", "", cards)
    return Overview(heading(portfolio), money(portfolio), _portfolio(page, portfolio), cards)


def _portfolio(page: Page, portfolio: Portfolio) -> SafeString:
    form = PortfolioForm(page.asked, canvases=[sheet.canvas for sheet in portfolio.sheets if sheet.rows])
    kept = {name: page.asked[name] for name in KEPT if page.asked.get(name)}
    address = page.subject.get_absolute_url()
    found = PortfolioPage(portfolio, form.choice(), kept)
    cards = [f"figures-{sheet.canvas.pk}" for sheet in portfolio.sheets]
    status = waiting_for_portfolio(portfolio, address, page.asked, others=["dash-words", *cards])
    context = {"portfolio": found, "form": form, "waiting": status, "address": address}
    return render_to_string(f"{PORTFOLIO}#portfolio-region", context)


def _card(sheet: Sheet) -> SafeString:
    return render_to_string(f"{PORTFOLIO}#card-figures", {"sheet": sheet, "redesign": to_redesign(sheet)})


def refreshed(canvas: Canvas) -> SafeString:
    """Return the strip with the blocks' totals, which take their own places on the page."""
    sheet = sheet_of(canvas)
    return SafeString("".join([_strip(sheet, {}, []), *(_total(sheet, block, oob=True) for block in TOTALS)]))


def _strip(sheet: Sheet, asked: Mapping[str, str], ends: Sequence[str]) -> SafeString:
    """Draw the strip; `ends` are the ids of what follows notes that show a figure which is being worked out."""
    others = [*(f"total-{block}" for block in TOTALS), *dict.fromkeys(ends)]
    said = features_unfinished(sheet.unfinished)
    context = {
        "waiting": waiting(said, sheet.canvas.get_absolute_url(), asked, target="strip", others=others),
        "canvas": sheet.canvas,
        "sheet": sheet,
        "rows": [(row, volume_or_missing(row)) for row in sheet.rows],
        "note": strip_note(sheet),
        "revenue": sheet.canvas.plan.block("revenue_streams"),
        "cost": sheet.canvas.plan.block("cost_structure"),
        **_bars(sheet),
    }
    return render_to_string(f"{TEMPLATE}#ledger-strip", context)


def _bars(sheet) -> dict:
    """Return how wide the two bars of the balance are, of 100: the greater fills it."""
    captured, cost = max(sheet.value_captured or 0, 0), max(sheet.cost or 0, 0)
    greatest = max(captured, cost) or 1
    out = round(100 * cost / greatest, 1)
    return {"in_width": round(100 * captured / greatest, 1), "out_width": out, "out_start": round(100 - out, 1)}


def _total(sheet, block_id, *, oob=False) -> SafeString:
    name, words, total_id = TOTALS[block_id]
    context = {
        "canvas": sheet.canvas,
        "block_id": block_id,
        "total_id": total_id,
        "shown": bool(sheet.rows),
        "amount": getattr(sheet, name),
        "words": words,
        "coverage": coverage(sheet),
        "oob": oob,
    }
    return render_to_string(f"{TEMPLATE}#block-total", context)
