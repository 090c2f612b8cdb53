// "Save" without leaving the page, and what is saved looks saved. Without this script Save is a link to a page that does
// the same. Kept: the token of the reader's list and the ids of its entries. This tab keeps them, and only once somebody
// pressed Save or opened a list to change it; the device keeps them only if asked to on the page of the list. The tab
// keeps the lists that it used before as well, so that no address gets lost because another list was started.
const KEY = "list";
const BEFORE = "lists";
const LISTS = "/list/";
const ADD = "/list/add/";
const addressOf = (list) => `/list/${encodeURIComponent(list)}/`;
const planOf = (list) => `${addressOf(list)}plan/`;

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // nothing that we wrote
  }
}

function stored(storage, key) {
  try {
    return parsed(window[storage].getItem(key));
  } catch {
    return null; // storage is switched off
  }
}

function read(storage) {
  const found = stored(storage, KEY);
  return typeof found?.list === "string" && Array.isArray(found.entries) ? found : null;
}

function write(storage, mine, key = KEY) {
  try {
    if (mine) window[storage].setItem(key, JSON.stringify(mine));
    else window[storage].removeItem(key);
  } catch {
    // switched off: each Save starts a list, as without a script
  }
}

function usedBefore() {
  const lists = stored("sessionStorage", BEFORE);
  return Array.isArray(lists) ? lists.filter((list) => typeof list === "string") : [];
}

function setUsedBefore(lists) {
  write("sessionStorage", lists.length ? lists : null, BEFORE);
}

// The tab's own list, and the newest that is known of it; in a new tab the one that the device remembers.
function kept() {
  const [tab, device] = [read("sessionStorage"), read("localStorage")];
  return device && (!tab || tab.list === device.list) ? device : tab;
}

const isRemembered = (list) => read("localStorage")?.list === list;

// Returns the list that the tab used until now, if that was another.
function keep(mine) {
  const last = kept()?.list;
  const others = [last, ...usedBefore()].filter((list) => list && list !== mine.list);
  setUsedBefore([...new Set(others)]);
  write("sessionStorage", mine);
  if (isRemembered(mine.list)) write("localStorage", mine);
  return last !== mine.list ? last : undefined;
}

function forget(list) {
  setUsedBefore(usedBefore().filter((other) => other !== list));
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

const every = (name) => document.querySelectorAll(`[data-${name}]`);

function show() {
  const mine = kept();
  const saved = new Set(mine?.entries);
  for (const link of every("save")) mark(link, mine, saved.has(Number(link.dataset.save)));
  for (const link of every("my-list")) link.href = mine ? addressOf(mine.list) : LISTS;
  for (const link of every("my-plan")) link.href = mine ? planOf(mine.list) : LISTS;
  for (const count of every("my-list-count")) count.textContent = mine ? ` (${saved.size})` : "";
  for (const place of every("other-lists")) showUsedBefore(place);
  for (const place of every("my-list-here")) showWhereItIs(place, mine);
  showRemembered();
}

function linkTo(list, words) {
  const link = document.createElement("a");
  link.href = addressOf(list);
  link.textContent = words ?? link.href;
  return link;
}

function showUsedBefore(place) {
  const lists = usedBefore();
  place.hidden = !lists.length;
  place.querySelector("ul").replaceChildren(...lists.map((list) => {
    const item = document.createElement("li");
    item.append(linkTo(list));
    item.firstChild.className = "govuk-link";
    return item;
  }));
}

function showWhereItIs(place, mine) {
  place.hidden = !mine;
  if (mine) place.querySelector("input").value = linkTo(mine.list).href;
}

// Saving

async function send(entry, list) {
  const body = new URLSearchParams({ entry, list });
  const answer = await fetch(ADD, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.ok) return answer.json();
  const { problems } = answer.status === 400 ? await answer.json() : {};
  const full = problems?.__all__?.find((problem) => problem.code === "full");
  if (full) return { list, full: full.message };
  if (!problems?.list) throw new Error(String(answer.status));
  forget(list); // nobody had opened it for a year
  return { ...(await send(entry, "")), forgotten: true };
}

function say(text, ...more) {
  const words = document.createElement("span");
  words.textContent = `${text} `;
  status.replaceChildren(words, ...more);
}

function tell(saved) {
  const number = saved.entries.length;
  const words = [
    saved.forgotten ? "We no longer have your old list, so this starts a new one." : "Saved.",
    `${number === 1 ? "1 entry is" : `${number} entries are`} in your list.`,
    isRemembered(saved.list) ? "" : "Only this tab remembers it.",
  ];
  say(words.join(" ").trim(), linkTo(saved.list, "Open my list"));
}

async function save(link) {
  try {
    const saved = await send(link.dataset.save, kept()?.list ?? "");
    if (saved.full) return say(saved.full, linkTo(saved.list, "Open my list"));
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
const part = (name) => opened.querySelector(`[data-${name}]`);

function showRemembered() {
  if (!opened) return;
  const remembered = isRemembered(opened.dataset.list);
  for (const name of ["not-remembered", "remember"]) part(name).hidden = remembered;
  for (const name of ["remembered", "forget"]) part(name).hidden = !remembered;
}

function useOpened() {
  const { list, entries } = opened.dataset;
  const mine = { list, entries: entries.split(" ").filter(Boolean).map(Number) };
  const last = keep(mine);
  if (last) say("Save now adds to this list.", linkTo(last, "Open the list you used before"));
  part("remembering").hidden = !kept();
  const press = (name, act, words, next) => part(name).addEventListener("click", () => {
    act();
    show();
    part(next).focus();
    say(words);
  });
  press("remember", () => write("localStorage", mine), "This device remembers your list.", "forget");
  press("forget", () => forget(list), "This device has forgotten your list. Its web address still works.", "remember");
}

if (opened) useOpened();

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
window.addEventListener("storage", (event) => {
  const wasForgotten = event.storageArea === window.localStorage && event.key === KEY && !event.newValue;
  if (wasForgotten) forget(parsed(event.oldValue)?.list); // what the device forgets, each of its tabs forgets
  show();
});
