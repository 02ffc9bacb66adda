// Notes and the value statement edited where they stand. Click, Enter or F2 opens; Ctrl/Cmd+Enter and leaving save and
// close; Esc writes the old text back. Without this module the same links and forms are pages of their own.
import { holdOn } from "./keep-editors.js";
import { blockOf, inTurn, isTyping, listOf, noteOf, urlOf } from "./notes.js";
import { standIn } from "./stand-in.js";

const formOf = (target) => target.closest?.("form[data-edit-in-place]");
const fieldOf = (form) => form.querySelector("textarea");
const isNew = (form) => form.closest("[data-new]");
const isUnsaved = (form) => form.elements.version.value === "0";
const isAway = (form) =>
  document.hasFocus() && form.isConnected && !form.parentElement.contains(document.activeElement);

function openEditor(note) {
  const text = note.querySelector(".note-text").innerText;
  const url = urlOf(note);
  standIn(url, text, note.id, (editor) => note.replaceWith(editor));
}

export function addNote(block) {
  const open = block.querySelector("[data-new]:not([data-closing], :has([data-closing])) textarea");
  if (open) open.focus();
  else standIn(block.querySelector("[data-add-note]").href, "", "", (editor) => listOf(block).append(editor));
}

function vanish(form) {
  const note = form.closest(".note");
  const place = note.previousElementSibling ?? blockOf(note).querySelector(".ghost, [data-add-note]");
  if (isUnsaved(form)) note.remove();
  else htmx.ajax("POST", `${form.action}delete/`, { source: form, swap: "none" });
  place?.focus();
}

// New notes stand in the order in which they were written, however long the answer to each of them takes.
function create(form) {
  inTurn(() =>
    htmx.ajax("POST", form.getAttribute("action"), { source: form, target: form.closest("li"), swap: "outerHTML" }),
  );
}

function close(form) {
  if (isNew(form) && !fieldOf(form).value.trim()) return vanish(form);
  if (isNew(form) && isUnsaved(form)) create(form);
  else form.requestSubmit();
  holdOn(form);
}

function giveUp(form) {
  form.reset();
  close(form);
}

document.addEventListener("click", (event) => {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const add = target.closest("[data-add-note]");
  const note = noteOf(target);
  if (target.closest("[data-cancel]")) giveUp(formOf(target));
  else if (add) addNote(blockOf(add));
  else if (
    note &&
    document.querySelector("#poster[data-canvas]") &&
    !target.closest("a, button") &&
    getSelection().isCollapsed
  )
    openEditor(note);
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  const note = noteOf(event.target);
  if (form && event.key === "Escape") giveUp(form);
  else if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(form);
  else if (note === event.target && ["Enter", "F2"].includes(event.key) && !isTyping(note)) openEditor(note);
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", ({ target }) => {
  const form = formOf(target);
  if (form) setTimeout(() => isAway(form) && !form.querySelector(".conflict") && close(form));
});
