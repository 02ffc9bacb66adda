// Menus (<details data-menu>): one open at a time; arrows, Home and End move, Escape and a choice close.
// Arrows on a radio button are left to the browser: there they choose.
const open = () => document.querySelector("[data-menu][open]");
const itemsOf = (menu) => [
  ...menu.querySelectorAll(".menu-items :is(a, button, input:not([type=hidden])):not([disabled])"),
];

function close(menu, { refocus = false } = {}) {
  menu.open = false;
  if (refocus) menu.querySelector("summary").focus();
}

// At once, not by the browser's later "toggle": the next key is already meant for the choices.
function show(menu) {
  menu.open = true;
  (menu.querySelector(".menu-items input:checked") ?? itemsOf(menu)[0])?.focus();
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const menu = open();
  // Enter on a choice clicks the button of its form.
  if (menu && !menu.contains(target)) close(menu, { refocus: menu.contains(document.activeElement) });
  else if (menu && target.closest(".menu-items :is(a, button)")) close(menu, { refocus: true });
  const next = target.closest("[data-menu]:not([open]) > summary");
  if (!next) return;
  event.preventDefault();
  show(next.parentElement);
});

// By keys only: what moves under a pointer in mid-press is not clicked.
document.addEventListener("focusin", ({ target }) => {
  const menu = open();
  if (menu && !menu.contains(target) && target.matches(":focus-visible")) close(menu);
});

document.addEventListener(
  "keydown",
  (event) => {
    const menu = event.target.closest?.("[data-menu][open]");
    if (!menu || (event.target.type === "radio" && event.key.startsWith("Arrow"))) return;
    const items = itemsOf(menu);
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + (at < 0), Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") close(menu, { refocus: true });
    else if (to !== undefined) items.at(to % items.length)?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);
