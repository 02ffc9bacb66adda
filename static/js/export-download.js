// The form of an export (form[data-export-form]): its PDF is downloaded on the spot, and the form says how it goes.
// Without this module the form is a plain download.
const WAIT = "Making the PDF…";
const FAILED = "The PDF could not be made. Check your connection and try again.";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-export-form]") || event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  download(form);
});

async function download(form) {
  const button = form.querySelector(".primary[type=submit]");
  const words = button.querySelector("[data-export-words]");
  const state = form.querySelector("[data-export-state]");
  if (button.getAttribute("aria-busy") === "true") return;
  const before = words.textContent;
  button.setAttribute("aria-busy", "true");
  words.textContent = state.textContent = WAIT;
  try {
    const query = new URLSearchParams(new FormData(form));
    const answer = await fetch(`${form.action}?${query}`, { headers: { "HX-Request": "true" } });
    const isPdf = answer.headers.get("Content-Type") === "application/pdf";
    state.textContent = isPdf ? await save(answer) : await refusalOf(answer);
  } catch {
    state.textContent = FAILED;
  } finally {
    button.removeAttribute("aria-busy");
    words.textContent = before;
  }
}

async function save(answer) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = decodeURIComponent(answer.headers.get("X-File-Name") ?? "Canvas.pdf");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  const missing = answer.headers.get("X-Missing-Scripts");
  return missing ? `Downloaded. No font on this server has these characters: ${missing}.` : "Downloaded.";
}

async function refusalOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[role=alert], .fld-err")?.textContent.trim() || FAILED;
}
