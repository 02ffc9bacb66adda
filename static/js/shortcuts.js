// Single keys, while a note or its block has the focus: N S 1-4 L ?, and Delete; Ctrl/Cmd+Z anywhere but in a field.
import { addNote } from "./note-editor.js";
import { openPanel } from "./panel.js";
import { blockOf, isTyping, noteOf, poster, send, urlOf } from "./notes.js";

const KEYS = {
  n: (_, block) => addNote(block),
  s: (note) => note && send(note.id, "status/"),
  l: (note) => note && openPanel(`${urlOf(note)}links/`),
  "?": () => document.getElementById("all-keys").showModal(),
  Delete: (note) => note && send(note.id, "delete/"),
};

function toggle(note, number) {
  const segment = document.querySelectorAll("#legend [data-segment]")[number - 1];
  if (!segment) document.getElementById("edit-segments").click();
  else if (note) send(note.id, "segment/", { segment: segment.dataset.segment });
}

function step(event) {
  if (event.target.closest(".is-edit")) return;
  document.querySelector(event.shiftKey ? "[data-redo]" : "[data-undo]")?.requestSubmit();
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (isTyping(target) || target.closest("dialog") || !poster()?.matches("[data-canvas]")) return;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") return step(event);
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest(".is-edit form")) return;
  const block = blockOf(target);
  const isSingle = key.length === 1;
  if (!block || (isSingle && !poster().matches("[data-single-keys]"))) return;
  const name = isSingle ? key.toLowerCase() : key;
  if (/^[1-4]$/.test(name)) toggle(noteOf(target), name);
  else if (Object.hasOwn(KEYS, name)) KEYS[name](noteOf(target), block);
  else return;
  event.preventDefault();
});
