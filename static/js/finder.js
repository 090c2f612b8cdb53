// The finder fills as its form is answered. Without this script, or without an answer, the form's button does the same.
const form = document.getElementById("finder");
const status = document.getElementById("finder-status");
let asking;

async function fill() {
  const answers = new URLSearchParams(new FormData(form));
  const address = `${form.action}?${answers}`;
  asking?.abort();
  asking = new AbortController();
  const answer = await fetch(address, { signal: asking.signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("found").replaceWith(page.getElementById("found"));
  document.title = page.title;
  window.history.replaceState(null, "", answer.url); // which leaves out what was left empty
  status.textContent = document.querySelector("[data-found]").textContent;
}

form?.addEventListener("change", async () => {
  try {
    await fill();
  } catch (error) {
    if (error.name !== "AbortError") form.submit();
  }
});
