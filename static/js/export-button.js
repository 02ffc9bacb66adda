// Exporting (a[data-export] and form[data-export-form]): the link opens the choice of paper in a dialog, the form
// downloads the PDF and says how it goes. Without this module the link is a page and the form a download.
const dialog = () => import("./export-dialog.js");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-export]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  dialog()
    .then(({ openDialog }) => openDialog(link))
    .catch(() => location.assign(link.href));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches?.("form[data-export-form]")) return;
  event.preventDefault();
  dialog()
    .then(({ download }) => download(form))
    .catch(() => form.submit());
});
