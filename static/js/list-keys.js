// From a field the arrows go down into the list that it narrows, and up again: [data-list-keys] names that list.
const WAYS = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 };

document.addEventListener("keydown", (event) => {
  const field = document.querySelector("[data-list-keys]");
  const links = [...document.querySelectorAll(`#${field.dataset.listKeys} li a`)];
  const at = links.indexOf(document.activeElement);
  const isInField = document.activeElement === field;
  if (!(event.key in WAYS) || (at < 0 && !(isInField && event.key === "ArrowDown"))) return;
  event.preventDefault();
  (links[at + WAYS[event.key]] ?? (at <= 0 && event.key !== "ArrowDown" ? field : links.at(-1))).focus();
});
