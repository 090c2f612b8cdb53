// Filters that apply at once. The form works without this: the same address, the same answer.
import "../build/htmx.min.js";

const filters = document.getElementById("filters");
const results = document.getElementById("results");
const announcement = document.getElementById("announcement");
const QUIET = 300; // milliseconds before a slow answer shows

// What the form asks for, without what is left empty.
const asked = () => [...new FormData(filters)].filter(([, value]) => value !== "");

filters.classList.add("live");

// On a narrow screen the filters start closed, so that the results are in sight.
if (window.matchMedia("(max-width: 900px)").matches) filters.querySelector(".filters-fold").open = false;

filters.addEventListener("submit", () => {
  for (const field of filters.elements) field.disabled ||= field.value === "" && field.name !== "";
});

results.addEventListener("change", (event) => {
  if (event.target.id === "sort") event.target.form.requestSubmit();
});

document.body.addEventListener("htmx:configRequest", (event) => {
  const parameters = new FormData();
  for (const [name, value] of asked()) parameters.append(name, value);
  event.detail.parameters = parameters;
});

let waiting;
document.body.addEventListener("htmx:beforeRequest", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => results.setAttribute("aria-busy", "true"), QUIET);
});

document.body.addEventListener("htmx:afterRequest", (event) => {
  window.clearTimeout(waiting);
  results.removeAttribute("aria-busy");
  if (!event.detail.successful) return;
  history.pushState(null, "", event.detail.xhr.getResponseHeader("Content-Location"));
  announcement.textContent = results.querySelector("h1").textContent;
});

// Whatever goes wrong, the plain form still answers: a whole page, with the reason if there is one.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.body.addEventListener(failure, () => {
    window.location.assign(`${window.location.pathname}?${new URLSearchParams(asked())}`);
  });
}

// Back and forward ask for the page of their address: its list, its counts and its ticks belong together.
window.addEventListener("popstate", () => window.location.reload());
