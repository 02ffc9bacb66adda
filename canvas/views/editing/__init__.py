"""The one editor: whatever is edited anywhere is a subclass of `Editor`."""

from canvas.views.editing.editor import TEMPLATE, Editor
from canvas.views.editing.kinds import FormEditor, PreviewedEditor

__all__ = ["TEMPLATE", "Editor", "FormEditor", "PreviewedEditor"]
