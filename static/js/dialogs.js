// Dialogs: [data-opens="id"] opens the <dialog> of that id, [data-closes] or a click beside it closes it.
// The browser itself keeps the focus inside and gives it back to the opener.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    event.preventDefault();
    const dialog = document.getElementById(opener.dataset.opens);
    dialog?.open || dialog?.showModal();
  } else if (event.target.matches("dialog") || event.target.closest("[data-closes]")) {
    event.target.closest("dialog").close();
  }
});
