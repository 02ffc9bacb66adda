// The one panel of the page: [data-panel] links open in it, and a note's handle opens “Move to…”; without this module
// they are pages of their own.
const panel = document.getElementById("panel");

export async function openPanel(url) {
  await htmx.ajax("GET", url, { source: "#panel-body", target: "#panel-body", swap: "innerHTML" });
  const title = panel.querySelector("h2");
  if (!title) return;
  panel.setAttribute("aria-label", title.textContent);
  if (!panel.open) panel.showModal();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-panel], a.grip");
  const isClosing = panel?.contains(event.target) && event.target.closest("[data-close-panel]");
  if (!panel || event.ctrlKey || event.metaKey || !(link || isClosing)) return;
  event.preventDefault();
  if (link) openPanel(link.href + (link.matches(".grip") ? "move/" : ""));
  else panel.close();
});

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.xhr.status < 300 && detail.elt.matches?.("#panel form[data-closes-panel]"))
    panel.close();
});

document.addEventListener("close-panel", () => panel?.close());
panel?.addEventListener("close", () => document.getElementById("panel-body").replaceChildren());
