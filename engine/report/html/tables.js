// Helpers, the document, and tables that sort, filter and draw rows as they come into view.

const data = JSON.parse(document.getElementById("data").textContent);
const CHUNK = 100; // Rows that are drawn at once; more follow when they come into view.
const PRINTED = 2000; // Rows of a table on paper.

// --- small helpers

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

function svg(name, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// Backticks in sentences stand for code.
function prose(text) {
  const node = element("span");
  text.split("`").forEach((part, index) => node.append(index % 2 ? element("code", {}, part) : part));
  return node;
}

const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const percent = (part, whole) => (whole ? `${Math.floor((part * 100) / whole)} %` : "0 %");
const folderOf = (path) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) || "/" : ".");
const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : a < b ? -1 : a > b ? 1 : 0);

function show(id, ...children) {
  const section = document.getElementById(id);
  section.hidden = false;
  section.querySelector(".body").append(...children);
}

// What is left to do about a reference, for colours and filters.
function stateOf(reference) {
  if (reference.outcome === "suppressed") return "suppressed";
  if (reference.outcome === "rewritten") return "waiting";
  return reference.level === "advice" ? "left" : "unsafe";
}
const STATES = {
  waiting: { label: "a rewrite is waiting", colour: "ready" },
  unsafe: { label: "an unsafe rewrite is waiting", colour: "risky" },
  left: { label: "left for a person", colour: "left" },
  suppressed: { label: "suppressed", colour: "muted" },
};
const USES = {
  both: "asyncio and anyio", tracked: "asyncio", related: "only markers and names around it", library: "anyio",
  mentioned: "only in strings and comments", never: "neither", skipped: "skipped",
};

const references = [];
for (const file of data.files)
  for (const reference of file.references)
    references.push({ ...reference, path: file.path, folder: folderOf(file.path), test: file.test, state: stateOf(reference) });
const labels = new Map(data.categories.map((category) => [category.id, category.label]));

// --- tables

// A table that sorts by its columns, draws rows as they come into view, and opens details.
//   columns: { title, value(row), cell(row)?, number? }
//   options: { sort: [column, descending], detail(row), note }
class Table {
  constructor(columns, rows, options = {}) {
    this.columns = columns;
    this.all = rows;
    this.options = options;
    this.keep = () => true;
    [this.sorted, this.descending] = options.sort || [null, false];
    this.body = element("tbody");
    this.head = columns.map((column, index) =>
      element("th", { scope: "col", class: column.number ? "number" : null },
        element("button", { type: "button", onclick: () => this.sortBy(index) }, column.title)));
    this.button = element("button", { type: "button", class: "more", onclick: () => this.draw(CHUNK) }, "Show more");
    this.node = element("div", { class: "table" },
      element("table", {}, element("thead", {}, element("tr", {}, ...this.head)), this.body), this.button);
    if ("IntersectionObserver" in window)
      new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.draw(CHUNK);
      }, { root: this.node, rootMargin: "600px" }).observe(this.button);
    this.refresh();
  }

  sortBy(index) {
    this.descending = this.sorted === index ? !this.descending : Boolean(this.columns[index].number);
    this.sorted = index;
    this.refresh();
  }

  filter(keep) {
    this.keep = keep;
    this.refresh();
  }

  refresh() {
    this.rows = this.all.filter(this.keep);
    if (this.sorted !== null) {
      const value = this.columns[this.sorted].value;
      const sign = this.descending ? -1 : 1;
      const keyed = this.rows.map((row, index) => [value(row), index, row]);
      keyed.sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
      this.rows = keyed.map((entry) => entry[2]);
    }
    this.head.forEach((cell, index) => {
      if (index === this.sorted) cell.setAttribute("aria-sort", this.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    this.drawn = 0;
    this.body.replaceChildren();
    this.draw(CHUNK);
    if (this.options.note) this.options.note(this.rows.length, this.all.length);
  }

  draw(number) {
    const fragment = document.createDocumentFragment();
    const end = Math.min(this.drawn + number, this.rows.length);
    for (; this.drawn < end; ++this.drawn) fragment.append(this.rowOf(this.rows[this.drawn]));
    this.body.append(fragment);
    this.button.hidden = this.drawn >= this.rows.length;
  }

  rowOf(row) {
    const line = element("tr");
    this.columns.forEach((column, index) => {
      let content = column.cell ? column.cell(row) : column.value(row);
      if (typeof content === "number") content = content.toLocaleString("en");
      const opens = index === 0 && this.options.detail && (!this.options.opens || this.options.opens(row));
      const cell = element("td", { class: column.number ? "number" : column.path ? "path" : null },
        opens ? this.opener(content, line, row) : content);
      line.append(cell);
    });
    return line;
  }

  opener(content, line, row) {
    const button = element("button", { type: "button", class: "open", "aria-expanded": "false" }, content);
    let detail = null;
    button.addEventListener("click", () => {
      if (detail) detail.remove();
      detail = detail ? null : element("tr", { class: "detail" },
        element("td", { colspan: this.columns.length }, this.options.detail(row)));
      if (detail) line.after(detail);
      button.setAttribute("aria-expanded", String(detail !== null));
    });
    return button;
  }
}

const tables = [];
function table(columns, rows, options) {
  const made = new Table(columns, rows, options);
  tables.push(made);
  return made;
}
window.addEventListener("beforeprint", () => tables.forEach((one) => one.draw(Math.max(0, PRINTED - one.drawn))));

function choice(label, entries, onchange) {
  const select = element("select", { onchange }, element("option", { value: "" }, "all"));
  for (const [value, text] of entries) select.append(element("option", { value }, text));
  return { select, node: element("label", {}, label, select) };
}

function searchBox(label, onchange) {
  let timer = 0;
  const input = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(onchange, 120);
  });
  return { input, node: element("label", {}, label, input) };
}

// Every word must occur.
function wordsOf(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (subject) => words.every((word) => subject.includes(word));
}
