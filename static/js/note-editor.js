// Notes edited where they stand: a click, Enter or F2 opens one; the first save of a new one creates it.
import { blockOf, inTurn, isTyping, listOf, noteOf, urlOf } from "./notes.js";
import { standIn } from "./stand-in.js";

const isUnsaved = (form) => form.elements.version.value === "0";

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

document.addEventListener("focusin", ({ target }) => {
  // Offline a text does without.
  if (target.dataset.limit) import("./long-text.js").catch(() => {});
});

document.addEventListener("editor-close", (event) => {
  const form = event.target;
  if (!form.closest("[data-new]")) return;
  if (!form.querySelector("textarea").value.trim()) vanish(form);
  else if (isUnsaved(form)) create(form);
  else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const add = target.closest("[data-add-note]");
  const note = noteOf(target);
  if (add) addNote(blockOf(add));
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
  const note = noteOf(event.target);
  if (note !== event.target || !["Enter", "F2"].includes(event.key) || isTyping(note)) return;
  openEditor(note);
  event.preventDefault();
});
