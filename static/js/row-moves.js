// Rows that can be moved: Alt+Up and Alt+Down inside a row press its own buttons, [data-row-up] and [data-row-down].
const BUTTON = { ArrowUp: "[data-row-up]", ArrowDown: "[data-row-down]" };

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !BUTTON[event.key] || event.target.matches("input, textarea, select")) return;
  const button = event.target.closest("tr, li")?.querySelector(BUTTON[event.key]);
  if (!button) return;
  event.preventDefault();
  // The list is swapped after the move: htmx puts the focus back on what carries the same id.
  button.focus();
  if (button.getAttribute("aria-disabled") !== "true") button.click();
});
