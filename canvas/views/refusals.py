"""Saving from a form page; where the write door refuses, the sentence stands in the form and the typed text stays."""

from collections.abc import Callable

from canvas.changes import Conflict, Refused


def saved_or_status(form, save: Callable) -> tuple[object | None, int]:
    """Save what was changed in a form by the action `save`; return what that returns, and the status of the answer.

    Nothing is saved, and None returned, from a form that was only asked for (200), that can't be read (422), or whose
    change was refused (409): the form then says why.
    """
    if not form.is_bound:
        return None, 200
    if not form.is_valid():
        return None, 422
    try:
        return save(**form.changes()), 200
    except Refused as refusal:
        explain(form, refusal)
        return None, 409


def explain(form, refusal: Refused) -> None:
    """Put a refusal into the form that caused it.

    After a conflict the form carries the item's present version: saving again keeps what was typed.
    """
    if not isinstance(refusal, Conflict):
        form.add_error(None, str(refusal))
        return
    form.data = form.data.copy()
    form.data["version"] = refusal.item.version
    for name, (theirs, _) in refusal.fields.items():
        form.data[form[name].html_initial_name] = theirs
        form.add_error(
            name,
            f"{refusal.by_name} changed this to “{theirs}” while you were editing. "
            "Save again to keep yours, or copy theirs into the field.",
        )
