// The block switcher of a narrow screen marks the block that is being read.
function mark(id) {
  const links = [...document.querySelectorAll("#switch a")];
  for (const link of links) link.removeAttribute("aria-current");
  const current = links.find((link) => link.hash === `#${id}`);
  current?.setAttribute("aria-current", "true");
  current?.parentElement.scrollTo({ left: current.offsetLeft - 16 });
}

const reading = new IntersectionObserver(
  (blocks) => blocks.filter((block) => block.isIntersecting).forEach((block) => mark(block.target.id)),
  { rootMargin: "-25% 0px -70%" },
);

function watch() {
  reading.disconnect();
  for (const block of document.querySelectorAll("#poster > .block, #strip")) reading.observe(block);
}

document.addEventListener("canvas-changed", () => document.addEventListener("htmx:afterSettle", watch, { once: true }));
watch();
