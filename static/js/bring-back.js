// After a reload the editor opens again and holds what was typed and not saved, on the version that it was typed on, so
// that what another person has saved meanwhile is asked about and not written over.
const KEPT = "typed ";
const TYPED = "textarea, [type=text], [type=date], [type=hidden]:not([name=csrfmiddlewaretoken])";

function openerOf(url, kept) {
  const link = [...document.links].find(({ href }) => href === url);
  return link?.closest(".note") ?? link ?? document.querySelector(`[data-block="${kept.block}"] [data-add-note]`);
}

// A note that was not written yet has another id now; its words alone are what was kept.
function fill(form, kept) {
  const isNew = form.closest("[data-new]") || kept.version === "0";
  for (const field of form.querySelectorAll(isNew ? "textarea" : TYPED)) {
    const isOne = form.elements[field.name] === field;
    if (isOne && field.name in kept) field.value = kept[field.name];
  }
  form.querySelector("textarea, [type=text]").dispatchEvent(new Event("input", { bubbles: true }));
}

function bringBack(name, kept) {
  const opener = openerOf(name.slice(KEPT.length), kept);
  if (!opener) return;
  const fillOnce = ({ target }) => {
    const form = target.querySelector?.("form[data-edit-in-place]");
    if (!form) return;
    document.removeEventListener("htmx:load", fillOnce);
    sessionStorage.removeItem(name);
    fill(form, kept);
  };
  document.addEventListener("htmx:load", fillOnce);
  opener.click();
}

const name = Object.keys(sessionStorage).find((key) => key.startsWith(KEPT));
if (name) bringBack(name, JSON.parse(sessionStorage.getItem(name)));
