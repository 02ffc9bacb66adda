// An editor that stands open keeps its place and all that was typed when what is around it is swapped; one that closes
// waits for its answer without taking further keys.
const isClosing = ({ verb, parameters }) => verb !== "get" && !parameters.keep_open;

export function holdOn(form) {
  const isHere = form.contains(document.activeElement);
  form.dataset.closing = "";
  if (isHere) form.parentElement.focus();
}

function letGo(form) {
  delete form.dataset.closing;
  if (document.activeElement === form.parentElement) form.querySelector("textarea").focus();
}

document.addEventListener("htmx:afterRequest", ({ detail: { elt, requestConfig } }) => {
  if (elt.isConnected && elt.matches("[data-closing]") && isClosing(requestConfig)) letGo(elt);
});

document.addEventListener("htmx:beforeSwap", ({ detail: { xhr, requestConfig } }) => {
  const form = requestConfig.elt.closest?.("form[data-edit-in-place]");
  if (form && xhr.status < 300 && isClosing(requestConfig)) form.closest(".is-edit")?.setAttribute("data-closed", "");
});

document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment } }) => {
  const find = (id) => fragment.querySelector(`[id="${id}"]`);
  for (const editor of target.querySelectorAll(".is-edit:not([data-closed])")) {
    const card = find(editor.id);
    if (card) card.replaceWith(editor);
    else find(editor.closest(".block-notes")?.id)?.querySelector(".notes").append(editor);
  }
});
