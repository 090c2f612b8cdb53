// "Save" without leaving the page, and what is saved looks saved. Without this script Save is a link to a page that does
// the same. Kept: the token of the reader's list and the ids of its entries. This tab keeps them, and only once somebody
// pressed Save or opened a list to change it; the device keeps them only if asked to on the page of the list.
const KEY = "list";
const ADD = "/list/add/";
const addressOf = (list) => `/list/${encodeURIComponent(list)}/`;

function read(storage) {
  try {
    const found = JSON.parse(window[storage].getItem(KEY));
    return typeof found?.list === "string" && Array.isArray(found.entries) ? found : null;
  } catch {
    return null; // storage is switched off, or it holds nothing that we wrote
  }
}

function write(storage, mine) {
  try {
    if (mine) window[storage].setItem(KEY, JSON.stringify(mine));
    else window[storage].removeItem(KEY);
  } catch {
    // switched off: each Save starts a list, as without a script
  }
}

// The tab's own list, and the newest that is known of it; in a new tab the one that the device remembers.
function kept() {
  const [tab, device] = [read("sessionStorage"), read("localStorage")];
  return device && (!tab || tab.list === device.list) ? device : tab;
}

const isRemembered = (list) => read("localStorage")?.list === list;

function keep(mine) {
  write("sessionStorage", mine);
  if (isRemembered(mine.list)) write("localStorage", mine);
}

function forget(list) {
  for (const storage of ["sessionStorage", "localStorage"]) if (read(storage)?.list === list) write(storage, null);
}

// What is on the page

const status = document.createElement("div");
status.className = "list-bar";
status.setAttribute("role", "status");
document.body.append(status);

const firstWords = (element) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (texts.currentNode.textContent.trim()) return texts.currentNode;
  return element.appendChild(document.createTextNode(""));
};

// "Save" becomes "Saved", and opens the list. It does not remove: a note or a date would go with one stray click, and
// the list shows what that would be.
function mark(link, mine, isSaved) {
  if (isSaved === link.hasAttribute("data-saved")) return;
  const words = firstWords(link);
  words.textContent = words.textContent.replace(/Saved?/, isSaved ? "Saved" : "Save");
  link.toggleAttribute("data-saved", isSaved);
  link.href = isSaved ? addressOf(mine.list) : `${ADD}?entry=${link.dataset.save}`;
}

const header = document.querySelector("[data-my-list]");
const empty = header?.getAttribute("href");

function show() {
  const mine = kept();
  const saved = new Set(mine?.entries);
  for (const link of document.querySelectorAll("[data-save]")) mark(link, mine, saved.has(Number(link.dataset.save)));
  if (!header) return;
  header.href = mine ? addressOf(mine.list) : empty;
  const count = header.querySelector("[data-my-list-count]");
  if (count) count.textContent = mine ? ` (${saved.size})` : "";
}

// Saving

async function send(entry, list) {
  const body = new URLSearchParams({ entry, list });
  const answer = await fetch(ADD, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok) return answer.json();
  const { problems } = answer.status === 400 ? await answer.json() : {};
  if (!problems?.list) throw new Error(String(answer.status));
  forget(list); // nobody had opened it for a year
  return { ...(await send(entry, "")), forgotten: true };
}

function tell(saved) {
  const words = document.createElement("span");
  const open = document.createElement("a");
  const number = saved.entries.length;
  words.textContent = [
    saved.forgotten ? "We no longer have your old list, so this starts a new one." : "Saved.",
    `${number === 1 ? "1 entry is" : `${number} entries are`} in your list.`,
    isRemembered(saved.list) ? "" : "Only this tab remembers it.",
  ].join(" ").trim().concat(" ");
  open.href = addressOf(saved.list);
  open.textContent = "Open my list";
  status.replaceChildren(words, open);
}

async function save(link) {
  try {
    const saved = await send(link.dataset.save, kept()?.list ?? "");
    keep({ list: saved.list, entries: saved.entries });
    show();
    tell(saved);
  } catch {
    window.location.href = link.href;
  }
}

let saving = Promise.resolve(); // one after another: two quick clicks start one list
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-save]");
  if (!link || link.hasAttribute("data-saved") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  saving = saving.then(() => save(link));
});

// The page of a list

const forgotten = document.querySelector("[data-list-forgotten]");
if (forgotten) forget(forgotten.dataset.listForgotten);

// A list that is opened here to be changed is the one that Save adds to.
const opened = document.querySelector("[data-list]");
if (opened) {
  const { list, entries } = opened.dataset;
  const mine = { list, entries: entries.split(" ").filter(Boolean).map(Number) };
  keep(mine);
  const part = (name) => opened.querySelector(`[data-${name}]`);
  part("remembering").hidden = !kept();
  const showRemembered = () => {
    const remembered = isRemembered(list);
    for (const name of ["not-remembered", "remember"]) part(name).hidden = remembered;
    for (const name of ["remembered", "forget"]) part(name).hidden = !remembered;
  };
  const press = (name, act, words, next) => part(name).addEventListener("click", () => {
    act();
    show();
    showRemembered();
    part(next).focus();
    status.textContent = words;
  });
  press("remember", () => write("localStorage", mine), "This device remembers your list.", "forget");
  press("forget", () => forget(list), "This device has forgotten your list. Its web address still works.", "remember");
  showRemembered();
}

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).value);
    status.textContent = "Copied.";
  });
}

// New cards come with each change of a filter, old ones by Back, and other tabs save too.
show();
document.body.addEventListener("htmx:load", show);
window.addEventListener("pageshow", show);
window.addEventListener("storage", show);
