// A file that is too large is not sent: the server would refuse it only after the browser had begun to send it.
const field = document.querySelector("input[type=file][data-most-bytes]");

field?.addEventListener("change", () => {
  const isTooLarge = field.files[0]?.size > Number(field.dataset.mostBytes);
  field.setCustomValidity(isTooLarge ? field.dataset.tooLarge : "");
  if (isTooLarge) field.reportValidity();
});

field?.form.addEventListener("submit", (event) => {
  if (field.reportValidity()) return;
  event.preventDefault();
});
