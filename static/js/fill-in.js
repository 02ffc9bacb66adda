// What fills itself in waits while somebody is in a field of what it would replace.
const isField = (element) => element.matches("input, select, textarea");

function fieldInUse(target) {
  const focused = document.activeElement;
  return target?.contains(focused) && isField(focused) ? focused : null;
}

function putOff(field, status) {
  field.addEventListener("blur", () => status.dispatchEvent(new Event("field-left")), { once: true });
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt, target } = event.detail;
  const field = elt.matches("[data-fills-in]") && fieldInUse(target);
  if (!field) return;
  event.preventDefault();
  putOff(field, elt);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { elt } = detail.requestConfig;
  const field = elt.matches?.("[data-fills-in]") && fieldInUse(detail.target);
  if (!field) return;
  detail.shouldSwap = false;
  putOff(field, elt);
});
