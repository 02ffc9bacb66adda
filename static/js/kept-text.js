// What is typed in an open editor is kept in the tab until the server has it; on a reload bring-back.js types it again.
const KEPT = "typed ";
const FORM = "form[data-edit-in-place]";
const nameOf = (form) => KEPT + form.action;
const drop = (form) => sessionStorage.removeItem(nameOf(form));

document.addEventListener("input", ({ target }) => {
  const form = target.closest(FORM);
  if (!form) return;
  if (target.value) sessionStorage[nameOf(form)] = JSON.stringify(Object.fromEntries(new FormData(form)));
  else drop(form);
});

document.addEventListener("reset", ({ target }) => drop(target));
document.addEventListener("htmx:beforeSend", ({ detail: { elt, xhr } }) => {
  if (elt.matches(FORM)) xhr.kept = [nameOf(elt), sessionStorage[nameOf(elt)]];
});
// By then the form may have gone with its editor.
document.addEventListener("htmx:afterRequest", ({ detail: { xhr, successful } }) => {
  const [name, sent] = xhr.kept ?? [];
  if (sent && successful && sessionStorage[name] === sent) sessionStorage.removeItem(name);
});
addEventListener(
  "load",
  () => Object.keys(sessionStorage).some((key) => key.startsWith(KEPT)) && import("./bring-back.js"),
);
