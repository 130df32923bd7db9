// The little that pages do by themselves: take the reader to what went wrong, tick all rows.
"use strict";

(() => {
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  };
  // Without this the link opens the same page with every row ticked.
  document.addEventListener("click", (event) => {
    const all = event.target.closest("[data-tick-all]");
    if (!all) return;
    event.preventDefault();
    const boxes = [...all.closest("form").querySelectorAll("input[type=checkbox]")];
    const ticked = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !ticked;
  });
  document.addEventListener("DOMContentLoaded", () => focusSummary(document));
  document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
})();
