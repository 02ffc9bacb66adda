// What an open editor does, wherever it stands: Ctrl/Cmd+Enter saves and closes, Esc and Cancel write the old values
// back, and one that stands in the place of its text closes when it is left. Without this module the same forms are
// pages of their own.
import { holdOn } from "./keep-editors.js";
import "./kept-text.js";

export const formOf = (target) => target.closest?.("form[data-edit-in-place]");
// Whether it asks the person which way to go on: then it neither saves nor closes by itself.
export const isAsking = (form) => form.querySelector(".edit-notice [name=way]");
const isInPlace = (form) => form.closest(".is-edit");
const isAway = (form) =>
  document.hasFocus() && form.isConnected && !form.parentElement.contains(document.activeElement);

let back = "";

// Whoever closes an editor in a way of its own, as a note that is not written yet, prevents "editor-close".
export function close(form) {
  back = form.dataset.openedBy;
  if (form.dispatchEvent(new CustomEvent("editor-close", { bubbles: true, cancelable: true }))) form.requestSubmit();
  if (form.isConnected && isInPlace(form)) holdOn(form);
}

// What was added with its editor goes again.
function giveUp(form) {
  form.reset();
  if (form.elements.just_added) form.elements.just_added.value = "cancelled";
  close(form);
}

document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-cancel]") && formOf(event.target);
  if (!form) return;
  event.preventDefault();
  giveUp(form);
});

document.addEventListener("keydown", (event) => {
  const form = formOf(event.target);
  if (!form) return;
  if (event.key === "Escape") giveUp(form);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(form);
  else if (event.key === "Enter" && event.target.matches("[data-search]")) event.stopPropagation();
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", ({ target }) => {
  const form = formOf(target);
  if (form && isInPlace(form)) setTimeout(() => isAway(form) && !isAsking(form) && close(form));
});

// Once closed, by a key or one of its buttons, the focus is on the link that opened it.
document.addEventListener("submit", ({ target, submitter }) => {
  if (submitter && formOf(target)) back = target.dataset.openedBy;
});
document.addEventListener("htmx:afterSettle", () => {
  if (!back || document.querySelector(`form[data-opened-by="${back}"]`)) return;
  document.getElementById(back)?.focus();
  back = "";
});
