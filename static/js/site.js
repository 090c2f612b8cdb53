// Scripts of every page: leaving it in a hurry, and being led to what stands in the way of a form.
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
for (const summary of document.querySelectorAll('[data-module="govuk-error-summary"]')) new ErrorSummary(summary);
