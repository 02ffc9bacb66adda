// Toasts: the newest replaces the others, leaves after 8 seconds, and waits while it is hovered or holds the focus.
const LIFE = 8000;
const area = document.getElementById("toasts");
let timer;

const wait = () => clearTimeout(timer);

function restart() {
  wait();
  timer = setTimeout(() => area.matches(":hover, :focus-within") || area.replaceChildren(), LIFE);
}

function keepNewest() {
  while (area.children.length > 1) area.firstElementChild.remove();
  if (area.firstElementChild) restart();
}

new MutationObserver(keepNewest).observe(area, { childList: true });
for (const type of ["pointerover", "focusin"]) area.addEventListener(type, wait);
for (const type of ["pointerout", "focusout"]) area.addEventListener(type, restart);

area.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-toast-close]")) return;
  area.replaceChildren();
  document.getElementById("main").focus({ preventScroll: true });
});

area.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (detail.successful) target.closest("[data-toast]")?.remove();
});

// After a further change the step of a toast is no longer the latest.
document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.requestConfig.verb !== "get" && !area.contains(detail.elt)) area.replaceChildren();
});

keepNewest();
