// Small helps for curators: tick a vocabulary at once, count what is still needed, name what has no name, keep
// unsaved words.
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
  const left = document.querySelector("[data-needed]");
  if (left) {
    const names = left.dataset.needed.split(" ");
    const isGiven = (name) => [...form.elements].some((field) => field.name === name && (
      field.type === "checkbox" ? field.checked : field.value.trim() !== ""));
    const recount = () => {
      left.querySelector("strong").textContent = names.filter((name) => !isGiven(name)).length;
    };
    form.addEventListener("change", recount);
    form.addEventListener("input", recount);
  }
  let unsaved = false;
  form.addEventListener("change", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
});

// The admin draws some controls without their label, and draws them anew as rows are added: name each as it appears.
function name(control, words) {
  if (!control.hasAttribute("aria-label")) control.setAttribute("aria-label", words.replace(/[:\s]+/g, " ").trim());
}

function nameDrawnControls() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    if (!label) continue;
    for (const drawn of select.parentElement.querySelectorAll('[role="combobox"], [role="textbox"], [role="searchbox"]')) {
      name(drawn, label.textContent);
    }
  }
  for (const input of document.querySelectorAll(".datetime input")) {
    const label = input.closest(".fieldBox, .form-row").querySelector("label, legend");
    name(input, `${label.textContent} ${input.classList.contains("vTimeField") ? "time" : "date"}`);
  }
  for (const icon of document.querySelectorAll(".help-tooltip[aria-label]")) icon.setAttribute("role", "img");
}

window.addEventListener("load", () => {
  for (const heading of document.querySelectorAll("th.original:empty")) {
    heading.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: "Row" }));
  }
  nameDrawnControls();
  const content = document.getElementById("content-main");
  if (content) new MutationObserver(nameDrawnControls).observe(content, { childList: true, subtree: true });
});
