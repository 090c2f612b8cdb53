// "Save" without leaving the page. The address of the reader's list is kept in this tab only, and only once they have
// pressed Save; without this script Save is a link to a page that does the same.
const KEY = "list";
const add = "/list/add/";

const status = document.createElement("div");
status.className = "list-bar";
status.setAttribute("role", "status");
document.body.append(status);

function stored() {
  try {
    return window.sessionStorage.getItem(KEY) || "";
  } catch {
    return ""; // storage is switched off: each Save starts a list, as without a script
  }
}

function keep(list) {
  try {
    window.sessionStorage.setItem(KEY, list);
  } catch {
    // as above
  }
}

async function send(entry, list) {
  const body = new URLSearchParams({ entry, list });
  const answer = await fetch(add, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok) return answer.json();
  // The list may have been forgotten: a new one then.
  if (list && answer.status === 400) return send(entry, "");
  throw new Error(String(answer.status));
}

function showSaved(link, saved) {
  link.firstChild.textContent = "Saved";
  const words = document.createElement("span");
  const open = document.createElement("a");
  words.textContent = `Saved. ${saved.number === 1 ? "1 entry is" : `${saved.number} entries are`} in your list. `;
  open.href = saved.url;
  open.textContent = "Open my list";
  status.replaceChildren(words, open);
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-save]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const saved = await send(link.dataset.save, stored());
    keep(saved.list);
    showSaved(link, saved);
  } catch {
    window.location.href = link.href;
  }
});

// A list that is opened here is the one that Save adds to.
const opened = document.querySelector("[data-list]");
if (opened && stored()) keep(opened.dataset.list);

const mine = document.querySelector("[data-my-list]");
if (mine && stored()) mine.href = `/list/${encodeURIComponent(stored())}/`;

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value);
    status.textContent = "Copied.";
  });
}
