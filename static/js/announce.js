// Say a sentence to a screen reader: an "announce" event, from a module or from the server's HX-Trigger header.
const region = document.getElementById("announcer");

document.addEventListener("announce", ({ detail }) => {
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = detail.value));
});
