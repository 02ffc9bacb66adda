// A note's handle: pressing it fetches the module that drags. Keys and "Move to…" do the same without it.
let pressed;

document.addEventListener("pointerdown", async (event) => {
  const grip = event.target.closest(".grip");
  if (!grip || event.button) return;
  pressed = event;
  const { take } = await import("./drag.js");
  if (pressed === event) take(grip, event);
});
for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => (pressed = undefined));
document.addEventListener("dragstart", (event) => event.target.closest?.(".grip") && event.preventDefault());
