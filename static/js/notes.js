// What the modules of the canvas page share: finding notes and blocks, and sending one change after the other.
export const poster = () => document.getElementById("poster");
export const noteOf = (target) => target.closest?.(".note:not(.is-edit)[id]");
export const blockOf = (target) => target.closest?.("[data-block]");
export const listOf = (block) => block.querySelector(".notes");
export const notesIn = (block) => [...block.querySelectorAll(".notes > .note[id]")];
export const urlOf = (note) => note.querySelector(".grip").href;
export const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");
export const say = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: { value: text } }));

// Each change waits for the one before it, and finds its note anew: its element and version may have been swapped.
let turn = Promise.resolve();
export const inTurn = (change) => (turn = turn.then(change, change));

export function send(id, path, values = {}) {
  return inTurn(() => {
    const note = document.getElementById(id);
    if (!note?.dataset.version) return undefined;
    values = typeof values === "function" ? values(note) : values;
    if (!values) return undefined;
    const sent = { version: note.dataset.version, ...values };
    return htmx.ajax("POST", urlOf(note) + path, { source: note, target: note, swap: "outerHTML", values: sent });
  });
}

export function moveTo(id, block, position) {
  return send(id, "move/", () => ({ block, position }));
}
