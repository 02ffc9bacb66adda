// Notes by arrow keys: up and down, past the end of a block into the next, left and right to what stands beside it,
// empty blocks among them; one tab stop per block.
import { blockOf, isTyping, noteOf, notesIn, poster, say } from "./notes.js";

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

// The sides of a box that an arrow leaves and reaches, and those across its way.
const SIDES = {
  ArrowLeft: ["left", "right", "top", "bottom"],
  ArrowRight: ["right", "left", "top", "bottom"],
  ArrowUp: ["top", "bottom", "left", "right"],
  ArrowDown: ["bottom", "top", "left", "right"],
};

function beside(place, key) {
  const [leaves, reaches, from, to] = SIDES[key];
  const here = place.getBoundingClientRect();
  const way = (box) => (box[reaches] - here[leaves]) * (/Left|Up/.test(key) ? -1 : 1);
  const apart = (box) => {
    const gap = Math.max(0, box[from] - here[to], here[from] - box[to]);
    return way(box) + 4 * gap + Math.abs(box[from] + box[to] - here[from] - here[to]) / 2;
  };
  return [...poster().querySelectorAll(".notes > .note[id], .notes:empty + .empty .ghost")]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => one !== place && way(box) >= 0)
    .sort(([, one], [, other]) => apart(one) - apart(other))[0]?.[0];
}

function neighbour(place, key) {
  const notes = notesIn(blockOf(place));
  return notes[notes.indexOf(place) + { ArrowUp: -1, ArrowDown: 1 }[key]] ?? beside(place, key);
}

// On some screens blocks stand in another order: who comes into one by a key is told which. A move (Alt) says more.
let block;
let isByKey = false;

function enter(place) {
  const entered = blockOf(place);
  if (isByKey && entered && entered !== block) say(entered.querySelector("h2").textContent);
  block = entered;
}

document.addEventListener("keydown", (event) => {
  isByKey = !event.altKey && (event.key === "Tab" || event.key in SIDES);
  const note = noteOf(event.target) ?? event.target.closest?.("#poster .ghost");
  if (!note || isTyping(event.target) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const next = event.key in SIDES && neighbour(note, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

document.addEventListener("focusin", ({ target }) => {
  const note = noteOf(target);
  if (note) rove(note);
  enter(target);
});
document.addEventListener("htmx:afterSettle", settle);
settle();
