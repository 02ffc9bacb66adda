// Notes by arrow keys: up and down within a block, left and right to what stands beside it; one tab stop per block.
import { isTyping, noteOf, notesIn, poster } from "./notes.js";

function rove(note) {
  for (const one of notesIn(note.closest("[data-block]"))) setStop(one, one === note);
}

function setStop(note, isStop) {
  note.tabIndex = isStop ? 0 : -1;
  for (const link of note.querySelectorAll("a, button")) link.tabIndex = isStop && !link.matches(".grip") ? 0 : -1;
}

function settle() {
  for (const block of document.querySelectorAll("[data-block]")) {
    const notes = notesIn(block).filter((note) => !note.matches(".is-edit"));
    const stop =
      notes.find((note) => note.contains(document.activeElement)) ?? notes.find((note) => note.tabIndex === 0);
    for (const note of notes) setStop(note, note === (stop ?? notes[0]));
  }
}

const centre = ({ top, bottom }) => (top + bottom) / 2;

function beside(note, way) {
  const here = note.getBoundingClientRect();
  const places = [...poster().querySelectorAll(".notes > .note[id], .notes:empty + .empty .ghost")].map((place) => [
    place,
    place.getBoundingClientRect(),
  ]);
  const ahead = places.filter(([, box]) => (way > 0 ? box.left >= here.right : box.right <= here.left));
  const apart = ([, box]) =>
    Math.abs(centre(box) - centre(here)) + (way > 0 ? box.left - here.right : here.left - box.right);
  return ahead.sort((one, other) => apart(one) - apart(other))[0]?.[0];
}

function neighbour(note, key) {
  const notes = notesIn(note.closest("[data-block]"));
  const at = notes.indexOf(note);
  if (key === "ArrowUp") return notes[at - 1];
  if (key === "ArrowDown") return notes[at + 1];
  const way = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return way && beside(note, way);
}

document.addEventListener("keydown", (event) => {
  const note = noteOf(event.target) ?? event.target.closest?.("#poster .ghost");
  if (!note || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const next = neighbour(note, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener("focusin", ({ target }) => {
  const note = noteOf(target);
  if (note) rove(note);
});
document.addEventListener("htmx:afterSettle", settle);
settle();
