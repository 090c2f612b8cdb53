// Tick or clear a whole vocabulary at once, and warn before unsaved words are lost.
document.addEventListener("DOMContentLoaded", () => {
  for (const terms of document.querySelectorAll("[data-terms]")) {
    const boxes = terms.querySelectorAll("input[type=checkbox]");
    const buttons = terms.querySelector(".terms-all");
    buttons.hidden = false;
    buttons.addEventListener("click", (event) => {
      const wanted = event.target.dataset.tick;
      if (!wanted) return;
      for (const box of boxes) box.checked = wanted === "all";
      terms.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  const form = document.querySelector("#content-main > form[id$=_form]");
  if (!form) return;
  let unsaved = false;
  form.addEventListener("change", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
});
