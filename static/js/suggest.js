// Suggestions while somebody types: a list box below the search box, in the pattern of the ARIA Authoring Practices
// (editable combobox with list autocomplete). Without this script the box is a plain one, and nothing is lost.
const PAUSE = 200; // milliseconds without a key before suggestions are asked for
const SHORTEST = 2; // letters

function combobox(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  input.closest(".search-box-row").after(list, status);

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let waiting;
  let request;
  let active = -1;

  function close() {
    window.clearTimeout(waiting);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(place) {
    active = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    if (place < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[place].id);
    list.children[place].scrollIntoView({ block: "nearest" });
  }

  // Each leads to its own page. Enter without a choice searches for what was typed.
  function choose(option) {
    close();
    window.location.assign(option.dataset.url);
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(({ text, kind, url }, number) => {
      const option = document.createElement("li");
      const label = document.createElement("span");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = url;
      label.textContent = kind;
      option.append(text, " ", label);
      return option;
    }));
    activate(-1);
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(suggestions.length > 0));
    const found = suggestions.length === 1 ? "1 suggestion" : `${suggestions.length} suggestions`;
    status.textContent = suggestions.length ? `${found}. Use the down arrow to choose.` : "";
  }

  // What the filters of the page leave out must not be suggested either, so they are sent along.
  async function ask() {
    request = new AbortController();
    const asked = new URLSearchParams(input.dataset.kind ? { kind: input.dataset.kind } : {});
    for (const [name, value] of new FormData(input.form)) {
      if (value !== "" && name !== "sort" && name !== "page") asked.append(name, value);
    }
    try {
      const response = await fetch(`${input.dataset.suggest}?${asked}`, { signal: request.signal });
      if (response.ok && document.activeElement === input) show((await response.json()).suggestions);
    } catch (problem) {
      if (problem.name !== "AbortError") close(); // suggestions are a convenience: without them the box still works
    }
  }

  input.addEventListener("input", () => {
    window.clearTimeout(waiting);
    request?.abort();
    if (input.value.trim().length < SHORTEST) return close();
    waiting = window.setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const places = list.children.length + 1; // one more: back in the box itself
      activate((active + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(list.children[active]);
    }
  });

  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

document.querySelectorAll("input[data-suggest]").forEach(combobox);
