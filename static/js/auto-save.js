// What is typed in an open editor is saved 600 ms after the last keystroke, one save at a time; nothing typed is lost.
import { formOf, isAsking } from "./edit-in-place.js";

const DELAY = 600;
const OFFLINE = "Offline. Edits wait here and sync later.";
const timers = new WeakMap();
const typed = new WeakMap();
const sent = new WeakMap();

const isDirty = (form) => (typed.get(form) ?? 0) > (sent.get(form) ?? 0);
const dirty = () => [...document.querySelectorAll("form[data-edit-in-place]")].filter(isDirty);
const isEmptyNew = (form) => form.closest("[data-new]") && !form.querySelector("textarea").value.trim();

function show(form, kind, icon, words, { retry = false } = {}) {
  const line = form.querySelector("[data-save-state]");
  if (!line) return;
  line.className = `save ${kind}`;
  line.innerHTML = words && `<svg class="i" aria-hidden="true"><use href="#i-${icon}"/></svg>${words}`;
  if (retry)
    line.insertAdjacentHTML("beforeend", ' <button class="link" type="button" data-try-again>Try again</button>');
}

function save(form) {
  clearTimeout(timers.get(form));
  if (!form.isConnected || !isDirty(form) || isEmptyNew(form) || isAsking(form)) return;
  const sending = htmx.ajax("POST", form.getAttribute("action"), {
    source: form,
    swap: "none",
    values: { keep_open: "1" },
  });
  // A failure is told by the state line, at htmx:afterRequest.
  sending.catch(() => {});
}

document.addEventListener("input", ({ target }) => {
  const form = formOf(target);
  if (!form || target.matches("[data-search]")) return;
  typed.set(form, (typed.get(form) ?? 0) + 1);
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(save, target.matches("textarea, [type=text], [type=date]") ? DELAY : 0, form));
});

// Leaving a field saves; a field that goes with its editor has been saved already.
document.addEventListener(
  "change",
  ({ target }) => target.matches("input, select") && formOf(target) && setTimeout(save, 0, formOf(target)),
);

document.addEventListener("focusout", ({ target }) => {
  const form = formOf(target);
  if (form && !document.hasFocus()) save(form);
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-try-again]")) return;
  const form = formOf(target);
  form.querySelector("textarea")?.focus();
  save(form);
});

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const form = formOf(detail.elt);
  if (!form || detail.requestConfig.verb === "get") return;
  clearTimeout(timers.get(form));
  detail.xhr.typed = typed.get(form) ?? 0;
  show(form, "", "saving", "Saving…");
});

// What waited in the queue behind a save that took all of it along is not sent again.
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = event.detail;
  if (formOf(elt) && requestConfig.parameters.keep_open && !isDirty(formOf(elt))) event.preventDefault();
});

// To htmx a 409 and a 422 are successes, since their answers are shown.
document.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr } }) => {
  const form = formOf(elt);
  if (!form || xhr?.typed === undefined) return;
  if (xhr.status >= 200 && xhr.status < 300) {
    sent.set(form, xhr.typed);
    show(form, "ok fades", "check", "Saved");
  } else if ([409, 422].includes(xhr.status)) show(form, "", "", "");
  else if (!navigator.onLine) show(form, "bad", "cross", OFFLINE);
  else show(form, "bad", "cross", "Not saved. Your text is kept.", { retry: true });
});

addEventListener("online", () => dirty().forEach(save));
addEventListener("beforeunload", (event) => dirty().length && event.preventDefault());
