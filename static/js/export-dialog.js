// The choice of paper in a dialog, and the download that says how it goes; fetched by export-button.js when first used.
const WAIT = "Making the PDF…";
const FAILED = "The PDF could not be made. Check your connection and try again.";

export async function openDialog(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) return location.assign(link.href);
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "export-title");
  const title = document.createElement("h2");
  title.id = "export-title";
  title.textContent = "Export as PDF";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn quiet";
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  const body = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  dialog.append(title, ...body.children);
  dialog.querySelector(".acts")?.append(close);
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

export async function download(form) {
  const button = form.querySelector("[type=submit]");
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
