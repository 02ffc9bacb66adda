// Whether a field of an open editor can be read is said once typing rests or the field is left: "8k t" on the way to
// "8k to 15k" is no mistake yet. What stands beneath the field says it; the field itself is never swapped.
const REST = 1000;
const timers = new WeakMap();
const fieldOf = (target) => target.closest?.("[data-edit-in-place] .fld");

function mark() {
  for (const input of document.querySelectorAll("[data-edit-in-place] .fld > :is(input, select, textarea)")) {
    const isWrong = input.parentElement.matches(":not([data-typing]):has(.fld-err)");
    input.setAttribute("aria-invalid", isWrong);
  }
}

function rest(field) {
  clearTimeout(timers.get(field));
  delete field.dataset.typing;
  mark();
}

document.addEventListener("input", ({ target }) => {
  const field = fieldOf(target);
  if (!field) return;
  clearTimeout(timers.get(field));
  field.dataset.typing = "";
  timers.set(field, setTimeout(rest, REST, field));
});
document.addEventListener("focusout", ({ target }) => fieldOf(target) && rest(fieldOf(target)));
document.addEventListener("htmx:afterSettle", mark);
