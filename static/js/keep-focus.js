// The focus survives a swap: it goes back to the same note or row, after a delete to the next, or where the server
// says.
// A dialog gives the focus back to what it was opened from, or to what has taken that one's place.
let around = [];
let behind = [];
const FOCUSABLE = "a, button, input, textarea, select, summary, [tabindex]";
let asked = [];

function idsAround(element) {
  const note = element.closest(".note, tr[id]");
  const block = element.closest("[data-block]")?.dataset.block;
  const near = [note, note?.nextElementSibling, note?.previousElementSibling].map((one) => one?.id);
  if (element.closest(".statement")) near.push("edit-statement");
  near.push(element.closest("form")?.querySelector("[type=submit]")?.id);
  return [element.id, ...near, `add-${block}`, `first-${block}`];
}

function restore({ type }) {
  const isLost = document.activeElement.matches("body, dialog:not([open]) *");
  const find = (ids) =>
    ids
      .map((id) => document.getElementById(id))
      .find((element) => element?.matches(FOCUSABLE) && element.checkVisibility());
  const place = find(asked) ?? (isLost && (find(around) ?? find(behind)));
  if (!place) return;
  place.focus();
  // Within a swap htmx still gives the focus back to what had it before.
  if (type === "htmx:afterSettle" && document.activeElement === place) asked = [];
}

document.addEventListener("close", restore, true);
document.addEventListener("htmx:beforeSwap", () => {
  const focused = document.activeElement;
  if (focused === document.body) return;
  around = idsAround(focused);
  if (!focused.closest("dialog")) behind = around;
});
document.addEventListener("focus-on", ({ detail }) => (asked = detail.anchors));
for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, () => (asked = []), true);
for (const type of ["htmx:afterSwap", "htmx:oobAfterSwap", "htmx:afterSettle"])
  document.addEventListener(type, restore);
