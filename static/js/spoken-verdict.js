// A verdict that has changed is said in the live region: [data-spoken-verdict] holds its words.
const words = () => document.querySelector("[data-spoken-verdict]")?.textContent.trim();
let said = words();

document.addEventListener("htmx:afterSettle", () => {
  const now = words();
  if (!now || now === said) return;
  said = now;
  document.dispatchEvent(new CustomEvent("announce", { detail: { value: `Verdict: ${now}` } }));
});
