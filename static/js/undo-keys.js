// Ctrl/Cmd+Z anywhere but in a field takes the last step back, with Shift does it again: by the menu's own forms.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  document.querySelector(event.shiftKey ? "[data-redo]" : "[data-undo]")?.requestSubmit();
  event.preventDefault();
});
