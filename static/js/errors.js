// A request that failed says so in the message area: the server's own sentence where it sent one.
const area = document.getElementById("message");
const OFFLINE = "Offline. This was not saved; your text is kept. Try again once you are connected.";
const FAULT = "Not saved: something went wrong on our side. Your text is kept. Try again.";
let failed;

function show(sentence, element) {
  failed = element;
  area.hidden = false;
  area.firstElementChild.textContent = sentence;
}

function hide() {
  area.hidden = true;
}

function sentenceOf(request) {
  const { responseText } = request;
  // What is refused before a page is asked is a sentence and nothing else.
  if (request.getResponseHeader("content-type")?.startsWith("text/plain")) return responseText;
  const answer = new DOMParser().parseFromString(responseText, "text/html");
  return answer.querySelector("[data-sentence]")?.textContent || FAULT;
}

area.lastElementChild.addEventListener("click", hide);
document.addEventListener("htmx:responseError", ({ detail }) => show(sentenceOf(detail.xhr), detail.elt));
document.addEventListener("htmx:sendError", ({ detail }) => show(OFFLINE, detail.elt));
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && (failed === detail.elt || !failed?.isConnected)) hide();
});
