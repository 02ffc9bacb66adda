// Editors that open beneath what they change, by [data-opens-editor="id"] links that htmx follows. A click anywhere in
// a row, Enter or F2 opens; Ctrl/Cmd+Enter saves and closes; Esc writes the old values back; leaving a field saves.
const formOf = (target) => target.closest?.("form[data-edit-in-place]");
const linkOf = (target) => target.closest?.("[data-opens-editor]");
const openForm = (link) => document.querySelector(`[id="${link.dataset.opensEditor}"] form`);

let back = "";

function close(form) {
  back = form.dataset.openedBy;
  form.requestSubmit();
}

// A line that was just added goes again.
function giveUp(form) {
  form.reset();
  if (form.elements.just_added) form.elements.just_added.value = "cancelled";
  close(form);
}

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
  if (target.closest("[data-cancel]")) giveUp(formOf(target));
  else if (mends) mend(mends);
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
  const form = formOf(event.target);
  if (form && event.key === "Escape") giveUp(form);
  else if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) close(form);
  else if (event.key === "Enter" && event.target.matches("[data-search]")) event.stopPropagation();
  else if (event.key === "F2" && linkOf(event.target)) event.target.click();
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:load", ({ target }) => {
  const form = target.querySelector?.("form[data-edit-in-place]");
  if (!form) return;
  for (const other of document.querySelectorAll("form[data-edit-in-place]")) if (other !== form) other.requestSubmit();
  (form.querySelector("[data-search], .est input") ?? form.querySelector("input:not([type=hidden]), textarea")).focus();
});

// Once closed, the focus is on the link that opened it.
document.addEventListener("htmx:afterSettle", () => {
  if (!back || document.querySelector(`form[data-opened-by="${back}"]`)) return;
  document.getElementById(back)?.focus();
  back = "";
});
