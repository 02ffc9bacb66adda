// A long text: how much more it may hold is said while one types, once little is left, [data-limit] being the most; and
// several lines are offered as a note each, by [data-lines].
const SHOWN_FROM = 0.9;

function sayLeft(target) {
  const most = Number(target.dataset.limit);
  if (!most) return;
  const length = [...target.value].length;
  const said = target.parentElement.querySelector(".left") ?? document.createElement("p");
  said.className = length > most ? "left is-over" : "left";
  said.role = "status";
  said.textContent = length < SHOWN_FROM * most ? "" : wordsOf(most - length);
  if (!said.isConnected) target.after(said);
}

const wordsOf = (left) => (left < 0 ? `${-left} characters too many` : `${left} characters left`);

function offerLines(target) {
  const button = target.form?.querySelector("[data-lines]");
  if (button) button.hidden = target.value.split("\n").filter((line) => line.trim()).length < 2;
}

function look({ target }) {
  sayLeft(target);
  offerLines(target);
}

document.addEventListener("input", look);
look({ target: document.activeElement });
