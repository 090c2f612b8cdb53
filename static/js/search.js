// Filters that apply at once. The form works without this: the same address, the same answer.
import "../build/htmx.min.js";

// htmx notes the address, searched words and all, as it loads. Nothing of a search is kept in the browser.
sessionStorage.removeItem("htmx-current-path-for-history");

const filters = document.getElementById("filters");
const results = document.getElementById("results");
const announcement = document.getElementById("announcement");
const QUIET = 300; // milliseconds before a slow answer shows

// What the form asks for, without what is left empty.
const asked = () => [...new FormData(filters)].filter(([, value]) => value !== "");

filters.classList.add("live");

// The server says what is wrong with a value; the browser would only hold the request back, in silence.
filters.noValidate = true;

const words = document.getElementById("q");
const panel = filters.querySelector(".filters-fold");
const beside = window.matchMedia("(min-width: 901px)"); // the filters stand beside the results
beside.addEventListener("change", () => { panel.open = beside.matches; });

// Above the results, the button at the end of the filters says how many there are now, and leads to them.
const total = document.getElementById("filters-total");
total.textContent = total.dataset.total;
filters.addEventListener("submit", (event) => {
  if (event.submitter?.closest(".filters-go") && words.value === words.defaultValue) {
    event.preventDefault();
    panel.open = false;
    results.focus();
    return;
  }
  for (const field of filters.elements) field.disabled ||= field.value === "" && field.name !== "";
});

// A long group has a box that finds an option by its words. It is no filter itself.
for (const box of filters.querySelectorAll(".facet-find")) {
  const options = box.parentElement.querySelectorAll("li");
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    for (const option of options) option.hidden = !option.textContent.toLowerCase().includes(wanted);
  });
  box.addEventListener("change", (event) => event.stopPropagation());
}

results.addEventListener("change", (event) => {
  if (event.target.id === "sort") event.target.form.requestSubmit();
});

// The whole page is asked for when more of it changes than the results: words not searched yet, or a filter that the
// words became and that a choice in its group now overrules.
document.body.addEventListener("htmx:confirm", (event) => {
  const group = document.activeElement.closest("fieldset");
  if (words.value === words.defaultValue && !group?.hasAttribute("data-said")) return;
  event.preventDefault();
  sessionStorage.setItem("filter-in-use", document.activeElement.id);
  filters.requestSubmit();
});

// After such a page whoever ticked a filter is still at that filter.
const inUse = document.getElementById(sessionStorage.getItem("filter-in-use"));
sessionStorage.removeItem("filter-in-use");
if (inUse && filters.contains(inUse)) {
  for (let box = inUse.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  inUse.focus();
}

document.body.addEventListener("htmx:configRequest", (event) => {
  const parameters = new FormData();
  for (const [name, value] of asked()) parameters.append(name, value);
  event.detail.parameters = parameters;
});

const here = () => window.location.pathname + window.location.search;
let shown = here(); // the address of the list in sight
let waiting;
document.body.addEventListener("htmx:beforeRequest", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => results.setAttribute("aria-busy", "true"), QUIET);
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  window.clearTimeout(waiting);
  results.removeAttribute("aria-busy");
  if (!event.detail.successful) return;
  const address = event.detail.xhr.getResponseHeader("Content-Location");
  if (address !== shown) history.pushState(null, "", address);
  shown = address;
  announcement.textContent = results.querySelector("h1").textContent;
  document.title = document.title.replace(/, page \d+ of \d+/, ""); // another list begins at its first page
});

// Whatever goes wrong, the plain form still answers: a whole page, with the reason if there is one.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(failure, () => {
    window.location.assign(`${window.location.pathname}?${new URLSearchParams(asked())}`);
  });
}

// Back and forward ask for the page of their address: its list, its counts and its ticks belong together.
// A jump within the page has the same address.
window.addEventListener("popstate", () => { if (here() !== shown) window.location.reload(); });

// A reader who was quicker than this script has changed a filter that nothing noticed: notice it now, so that the list
// is never another than the one that the filters ask for.
function isChanged(field) {
  if (field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") {
    const first = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
    return field.selectedOptions[0] !== first;
  }
  return field.type === "number" && field.value !== field.defaultValue;
}
document.addEventListener("DOMContentLoaded", () => {
  if ([...filters.elements].some(isChanged)) filters.dispatchEvent(new Event("change"));
});
