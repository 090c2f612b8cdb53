// Scripts of every page: leaving it in a hurry, being led to what stands in the way of a form, printing, and Escape.
import { ErrorSummary, ExitThisPage } from "../build/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

// The design system follows the link, so that Back would return here. We put the other page in this one's place.
class ExitWithoutReturn extends ExitThisPage {
  exitPage() {
    document.documentElement.hidden = true;
    window.location.replace(this.$button.href);
  }
}

for (const element of document.querySelectorAll('[data-module="govuk-exit-this-page"]')) {
  new ExitWithoutReturn(element);
}

// It takes the focus, and its links lead to the fields.
for (const summary of document.querySelectorAll('.govuk-error-summary')) new ErrorSummary(summary);

// Hidden where no script runs: a browser prints without us too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Paper has all that is folded away, also where a style sheet cannot open it. Of a hub's lessons it has their number.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open], .hub .fold)")];
  for (const details of folded) details.open = true;
});
window.addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

// What a `details` shows and hides without us: Escape closes it too, and the focus is not lost with what it held.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of document.querySelectorAll(".menu[open], .help-more[open]")) {
    const held = details.contains(document.activeElement) || details.nextElementSibling.contains(document.activeElement);
    details.open = false;
    if (held) details.firstElementChild.focus();
  }
});
