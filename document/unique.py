"""That a list names each thing once."""

from collections.abc import Sequence

from document.parsing import DocumentRefused, quoted


def check_unique(names: Sequence[str], where: str) -> None:
    """Refuse the second of two like names in the list at `where`. Raises DocumentRefused."""
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        # Names that differ in their case alone are one name to the database.
        earlier = first.setdefault(name.casefold(), index)
        if earlier != index:
            raise DocumentRefused(
                f"{where}.{index}.name", f"{quoted(name)} is the name of {where}.{earlier} already. Rename one of them."
            )


def check_once(said: Sequence[str], where: str, key: str) -> None:
    """Refuse what the list at `where` says a second time under `key`. Raises DocumentRefused."""
    for index, each in enumerate(said):
        earlier = said.index(each)
        if earlier != index:
            raise DocumentRefused(
                f"{where}.{index}.{key}",
                f"{quoted(each)} stands in {where}.{earlier} already. Take one of the two out.",
            )
