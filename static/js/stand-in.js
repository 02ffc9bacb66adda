// An editor opens at once: until the server has sent it, a plain field stands in and takes what is typed.
import { inTurn } from "./notes.js";

const waiting = new WeakMap();
let made = 0;

export function standIn(url, text, id, put) {
  const note = Object.assign(document.createElement("li"), {
    className: "note is-edit",
    id: id || `new-note-${++made}`,
  });
  const stand = `stand-in-${note.id}`;
  note.innerHTML = `<textarea class="note-field" id="${stand}" rows="1" dir="auto" aria-label="Note text"></textarea>`;
  note.toggleAttribute("data-new", !id);
  note.tabIndex = -1;
  const field = note.firstChild;
  field.value = text;
  waiting.set(note, { text });
  put(note);
  field.focus();
  field.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key !== "Escape" && !(key === "Enter" && (ctrlKey || metaKey))) return;
    waiting.get(note).key = { key, ctrlKey, metaKey };
    note.dataset.closing = "";
    // What is typed after that is no longer meant for this field.
    note.focus();
  });
  inTurn(() => htmx.ajax("GET", url, { source: note, target: note, swap: "outerHTML" }));
}

let arrived;
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const before = waiting.get(detail.target);
  const field = detail.target.firstChild;
  if (!before) return;
  const chosen = [field.selectionStart, field.selectionEnd];
  const hasFocus = detail.target.contains(document.activeElement);
  arrived = { ...before, typed: field.value, chosen, isLeft: !hasFocus };
});

document.addEventListener("htmx:load", ({ target }) => {
  const field = target.querySelector?.("[data-edit-in-place] textarea");
  if (!field) return;
  const { text, typed = field.value, chosen = [typed.length, typed.length], key, isLeft } = arrived ?? {};
  arrived = undefined;
  if (!isLeft) (key ? field.closest(".note") : field).focus();
  const isTyped = text !== undefined && typed !== text;
  // What was typed at the end is added to the server's text: the page shows runs of spaces as one.
  if (isTyped) field.value = typed.startsWith(text) ? field.value + typed.slice(text.length) : typed;
  field.setSelectionRange(...chosen.map((at) => at && at + field.value.length - typed.length));
  if (isTyped) field.dispatchEvent(new Event("input", { bubbles: true }));
  if (key) field.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true, cancelable: true }));
  else if (isLeft) field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
});
