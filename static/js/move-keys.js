// Alt+Up and Alt+Down reorder a note, past the end of its block into the next; Alt+Left and Alt+Right move it beside.
import { blockOf, noteOf, notesIn, send } from "./notes.js";

const BY = { ArrowUp: -1, ArrowDown: 1 };
const SIDE = { ArrowUp: "above", ArrowDown: "below", ArrowLeft: "left", ArrowRight: "right" };

function place(note, key) {
  const block = blockOf(note);
  const notes = notesIn(block);
  const at = notes.indexOf(note);
  const to = at + BY[key];
  if (notes[to]) return { block: block.dataset.block, position: to + 1 };
  const next = block.dataset[SIDE[key]];
  return next && { block: next, position: to < 0 ? "" : (BY[key] ?? at + 1) };
}

document.addEventListener("keydown", (event) => {
  const note = noteOf(event.target);
  if (!note?.dataset.version || !event.altKey || event.ctrlKey || event.metaKey || !SIDE[event.key]) return;
  event.preventDefault();
  send(note.id, "move/", (found) => place(found, event.key));
});
