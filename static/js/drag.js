// A note dragged by its handle, with mouse, pen or finger; Esc cancels. Fetched by handle.js when first needed.
import { blockOf, listOf, moveTo, noteOf, notesIn, say } from "./notes.js";

const [START, EDGE] = [4, 56];
let [drag, isDragged] = [undefined, false];

function begin({ note, box }) {
  Object.assign(note.style, {
    position: "fixed",
    width: `${box.width}px`,
    left: `${box.left}px`,
    top: `${box.top}px`,
    pointerEvents: "none",
  });
  note.classList.add("is-drag");
  drag.gap = Object.assign(document.createElement("li"), { className: "note is-drop" });
  drag.gap.style.height = `${box.height}px`;
  note.before(drag.gap);
  drag.frame = requestAnimationFrame(scroll);
}

function scroll() {
  const by = drag.y < EDGE ? -12 : drag.y > innerHeight - EDGE ? 12 : 0;
  if (by) scrollBy(0, by);
  if (by) aim();
  drag.frame = requestAnimationFrame(scroll);
}

function isBefore({ x, y }, note) {
  const box = note.getBoundingClientRect();
  const isBeside = listOf(blockOf(note)).clientWidth > box.width * 1.5;
  return y < box.top || (y <= box.bottom && (isBeside ? x < box.left + box.width / 2 : y < box.top + box.height / 2));
}

function aim() {
  const block = blockOf(document.elementFromPoint(drag.x, drag.y) ?? document.body);
  if (!block) return;
  const others = notesIn(block).filter((note) => note !== drag.note);
  const next = others.find((note) => isBefore(drag, note));
  const position = 1 + (next ? others.indexOf(next) : others.length);
  const place = `position ${position} of ${others.length + 1} in ${block.querySelector("h2").textContent}`;
  if (place === drag.place) return;
  Object.assign(drag, { place, position, block: block.dataset.block });
  listOf(block).insertBefore(drag.gap, next ?? null);
  say(place);
}

function end({ drop = false } = {}) {
  if (!drag) return;
  const { note, gap, block, position, frame } = drag;
  drag = undefined;
  cancelAnimationFrame(frame);
  note.removeAttribute("style");
  note.classList.remove("is-drag");
  if (drop && block) gap.replaceWith(note);
  gap?.remove();
  if (drop && block) moveTo(note.id, block, position);
}

export function take(grip, event) {
  const note = noteOf(grip);
  grip.setPointerCapture(event.pointerId);
  drag = {
    note,
    box: note.getBoundingClientRect(),
    x: event.clientX,
    y: event.clientY,
    startX: event.clientX,
    startY: event.clientY,
  };
}

document.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
  Object.assign(drag ?? {}, { x, y });
  if (!drag || (!drag.gap && Math.hypot(x - drag.startX, y - drag.startY) < START)) return;
  if (!drag.gap) begin(drag);
  drag.note.style.translate = `${x - drag.startX}px ${y - drag.startY}px`;
  aim();
});

document.addEventListener("pointerup", () => {
  isDragged ||= Boolean(drag?.gap);
  setTimeout(() => (isDragged = false));
  end({ drop: Boolean(drag?.gap) });
});
// The click that ends a drag is not a click on the handle.
document.addEventListener("click", (event) => isDragged && (event.preventDefault(), event.stopPropagation()), true);
document.addEventListener("pointercancel", () => end());
document.addEventListener("keydown", ({ key }) => {
  isDragged ||= key === "Escape" && Boolean(drag?.gap);
  if (isDragged) end();
});
