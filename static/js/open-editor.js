// Editors that open beneath what they change, by [data-opens-editor="id"] links that htmx follows: a click anywhere in
// the row, Enter or F2 opens, the link once more closes; another editor that stands open is saved.
import { close } from "./edit-in-place.js";

const linkOf = (target) => target.closest?.("[data-opens-editor]");
const openForm = (link) => document.querySelector(`[id="${link.dataset.opensEditor}"] form`);

// A link whose editor stands open closes it: htmx must not hear of that click.
document.addEventListener(
  "click",
  (event) => {
    const link = linkOf(event.target);
    const form = link && openForm(link);
    if (!form || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    close(form);
  },
  true,
);

document.addEventListener("click", (event) => {
  const { target } = event;
  const row = target.closest("tr.row");
  const mends = target.closest("[data-mends]");
  if (mends) mend(mends);
  else if (row && !target.closest("a, button, form") && getSelection().isCollapsed)
    row.querySelector("[data-opens-editor]")?.click();
  else return;
  event.preventDefault();
});

// A sentence that says what is missing leads to the editor or menu that mends it, on this page.
function mend(link) {
  const menu = link.hash && document.getElementById(link.hash.slice(1));
  const opener = menu
    ? menu.querySelector("summary")
    : document.querySelector(`[data-opens-editor][href="${link.getAttribute("href")}"]`);
  if (!opener) return location.assign(link.href);
  opener.scrollIntoView({ block: "center" });
  if (menu || !openForm(opener)) setTimeout(() => opener.click());
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "F2" || !linkOf(event.target)) return;
  event.target.click();
  event.preventDefault();
});

document.addEventListener("htmx:load", ({ target }) => {
  const form = target.querySelector?.("form[data-edit-in-place]");
  if (!form) return;
  for (const other of document.querySelectorAll("form[data-edit-in-place]")) if (other !== form) other.requestSubmit();
  (form.querySelector("[data-search], .est input") ?? form.querySelector("input:not([type=hidden]), textarea")).focus();
});
