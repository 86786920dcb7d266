// What the page shows, section by section; uses tables.js.

// --- code

function diffOf(text) {
  const block = element("pre", { tabindex: "0", "aria-label": "Diff" });
  let inHunk = false; // Before the first one, `---` and `+++` name the file.
  for (const line of text.replace(/\n$/, "").split("\n")) {
    inHunk ||= line.startsWith("@@");
    const kind = !inHunk ? "name" : line.startsWith("@@") ? "hunk" : line.startsWith("+") ? "plus" : line.startsWith("-") ? "minus" : "";
    block.append(element("span", { class: kind || null }, line));
  }
  return block;
}

function excerptOf(reference) {
  const block = element("pre", { tabindex: "0", "aria-label": "Source" });
  reference.excerpt.split("\n").forEach((line, index) => {
    const number = reference.excerpt_line + index;
    block.append(element("span", { class: number === reference.line ? "at" : null },
      element("span", { class: "digits" }, String(number)), line));
  });
  return block;
}

// The hunks of a file's diff that the line belongs to.
function hunkAround(diff, line) {
  const hunks = diff.split(/^(?=@@ )/m).slice(1);
  return hunks.filter((hunk) => {
    const match = /^@@ -(\d+)(?:,(\d+))?/.exec(hunk);
    const first = Number(match[1]);
    return line >= first && line < first + Number(match[2] ?? 1);
  }).join("");
}

const diffs = new Map(data.files.filter((file) => file.diff).map((file) => [file.path, file.diff]));

function referenceDetail(reference) {
  const node = element("div", {}, excerptOf(reference));
  if (reference.message) node.append(element("p", {}, element("b", {}, reference.state === "waiting" ? "Rewrite: " : "Why: "), prose(reference.message)));
  if (reference.advice) node.append(element("p", {}, element("b", {}, "Advice: "), prose(reference.advice)));
  const diff = diffs.get(reference.path);
  const hunk = diff && reference.state === "waiting" ? hunkAround(diff, reference.line) : "";
  if (hunk) node.append(diffOf(hunk));
  return node;
}

const stateTag = (state) => element("span", { class: `tag is-${STATES[state].colour}` }, STATES[state].label);

// --- sections

function head() {
  const found = data.totals.references.found;
  document.getElementById("title").textContent = "Migration from asyncio to anyio";
  document.title = `${plural(found, "asyncio reference")} — migration status`;
  document.getElementById("subtitle").textContent =
    `${plural(found, "asyncio reference")} in ${plural(data.totals.files, "file")}; ` +
    `for Python ${data.targets.python} and anyio ${data.targets.anyio}; asyncio2anyio ${data.version}`;
  const theme = document.getElementById("theme");
  theme.addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
}

function overview() {
  const found = data.totals.references.found;
  const counts = Object.fromEntries(Object.keys(STATES).map((state) => [state, 0]));
  for (const reference of references) ++counts[reference.state];
  const bar = element("div", { class: "bar", role: "img", "aria-label": "Shares of the references" });
  const legend = element("div", { class: "legend" });
  for (const [state, { label, colour }] of Object.entries(STATES)) {
    const part = element("i", { class: colour });
    part.style.width = `${found ? (counts[state] * 100) / found : 0}%`;
    bar.append(part);
    legend.append(element("span", {}, element("i", { class: colour }), `${label}: ${counts[state].toLocaleString("en")} (${percent(counts[state], found)})`));
  }
  const card = (number, text) => element("div", { class: "card" }, element("b", {}, number.toLocaleString("en")), element("span", {}, text));
  const { inventory, baseline } = data;
  const cards = element("div", { class: "cards" }, card(found, "references"),
    card(inventory.tracked.all + inventory.both.all, "files with asyncio"), card(inventory.both.all, "of them with anyio, too"),
    card(inventory.library.all, "files with anyio alone"));
  if (baseline) cards.append(card(baseline.new, "new references"), card(baseline.gone, "gone references"));
  show("overview", cards, bar, legend, element("div", { class: "columns" }, filesByUse(), categories()));
}

function filesByUse() {
  const rows = Object.entries(data.inventory).map(([use, split]) => ({ label: USES[use], ...split }));
  const made = table([
    { title: "Files", value: (row) => row.label },
    { title: "all", number: true, value: (row) => row.all },
    { title: "package", number: true, value: (row) => row.all - row.tests },
    { title: "tests", number: true, value: (row) => row.tests },
  ], rows);
  return element("div", {}, element("h3", {}, "What files use"), made.node);
}

function categories() {
  const made = table([
    { title: "Reason", value: (row) => row.label },
    { title: "references", number: true, value: (row) => row.references.all },
    { title: "files", number: true, value: (row) => row.files },
    { title: "with both", number: true, value: (row) => row.files_of_both },
  ], data.categories);
  return element("div", {}, element("h3", {}, "Why asyncio is there"), made.node);
}

function history() {
  if (data.history.length < 2) return;
  const [width, height, margin] = [760, 260, 44];
  const most = Math.max(1, ...data.history.map((point) => point.found));
  const x = (index) => margin + (index * (width - 2 * margin)) / (data.history.length - 1);
  const y = (value) => height - margin - (value * (height - 2 * margin)) / most;
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "References over the baselines" });
  for (const share of [0, 0.5, 1]) {
    const value = Math.round(most * share);
    chart.append(svg("line", { class: "grid", x1: margin, x2: width - margin, y1: y(value), y2: y(value) }),
      svg("text", { x: margin - 8, y: y(value) + 4, "text-anchor": "end" }, String(value)));
  }
  for (const [key, name] of [["found", "found"], ["left", "rest"]]) {
    const points = data.history.map((point, index) => `${x(index)},${y(point[key])}`).join(" ");
    chart.append(svg("polyline", { class: name, points }));
    data.history.forEach((point, index) =>
      chart.append(svg("circle", { class: name, cx: x(index), cy: y(point[key]), r: 4 },
        svg("title", {}, `${point.label}: ${point[key]}`))));
  }
  const step = Math.ceil(data.history.length / 8);
  data.history.forEach((point, index) => {
    const last = index === data.history.length - 1;
    if (!last && (index % step || data.history.length - 1 - index < step / 2)) return;
    const label = point.label.slice(point.label.lastIndexOf("/") + 1).replace(/\.json$/, "");
    chart.append(svg("text", { x: x(index), y: height - margin + 20, "text-anchor": last ? "end" : index ? "middle" : "start" }, label));
  });
  const made = table([
    { title: "Status", value: (row) => row.label },
    { title: "references", number: true, value: (row) => row.found },
    { title: "no rewrite takes them", number: true, value: (row) => row.left },
    { title: "files", number: true, value: (row) => row.files },
  ], data.history);
  show("history", chart, element("div", { class: "legend" },
    element("span", {}, element("i", { class: "ready" }), "references"),
    element("span", {}, element("i", { class: "left" }), "no rewrite takes them")), made.node);
  if (!data.baseline || data.baseline.gone === 0) return;
  const gone = table([
    { title: "File", path: true, value: (row) => row.path },
    { title: "line", number: true, value: (row) => row.line, cell: (row) => String(row.line) },
    { title: "name", value: (row) => row.name, cell: (row) => element("code", {}, row.name) },
    { title: "code", path: true, value: (row) => row.source, cell: (row) => element("code", {}, row.source) },
  ], data.baseline.gone_references);
  show("history", element("details", {}, element("summary", {}, `${plural(data.baseline.gone, "reference")} gone since ${data.baseline.file}`), gone.node));
}

// Squarified: each row of rectangles is closed when one more would make its worst shape worse.
function squarify(items, box) {
  const places = [];
  let total = items.reduce((sum, item) => sum + item.size, 0);
  let rest = [...items];
  let { x, y, width, height } = box;
  while (rest.length) {
    const scale = (width * height) / total;
    const side = Math.min(width, height);
    const worst = (row) => {
      const area = row.reduce((sum, item) => sum + item.size, 0) * scale;
      return Math.max(...row.map((item) => Math.max((side * side * item.size * scale) / (area * area), (area * area) / (side * side * item.size * scale))));
    };
    let count = 1;
    while (count < rest.length && worst(rest.slice(0, count + 1)) <= worst(rest.slice(0, count))) ++count;
    const row = rest.slice(0, count);
    const size = row.reduce((sum, item) => sum + item.size, 0);
    const depth = (size * scale) / side;
    let offset = 0;
    for (const item of row) {
      const length = (item.size * scale) / depth;
      places.push(width >= height ? { item, x, y: y + offset, width: depth, height: length } : { item, x: x + offset, y, width: length, height: depth });
      offset += length;
    }
    if (width >= height) { x += depth; width -= depth; } else { y += depth; height -= depth; }
    total -= size;
    rest = rest.slice(count);
  }
  return places;
}

function folders(showFolder) {
  const rows = data.folders.filter((row) => row.references > 0).sort((a, b) => b.references - a.references);
  if (rows.length === 0) return;
  const items = rows.slice(0, 150).map((row) => ({ size: row.references, row }));
  const map = element("div", { id: "treemap" });
  for (const { item, x, y, width, height } of squarify(items, { x: 0, y: 0, width: 1140, height: 380 })) {
    const { row } = item;
    const share = row.left / row.references;
    const text = `${row.folder}: ${plural(row.references, "reference")}, ${row.left} left`;
    const button = element("button", { type: "button", title: text, "aria-label": text, onclick: () => showFolder(row.folder) });
    if (width > 50 && height > 20) button.append(row.folder.slice(row.folder.lastIndexOf("/") + 1), element("br"), String(row.references));
    Object.assign(button.style, {
      left: `${(x * 100) / 1140}%`, top: `${(y * 100) / 380}%`, width: `${(width * 100) / 1140}%`, height: `${(height * 100) / 380}%`,
      background: `hsl(${Math.round(140 - 140 * share)} 55% 33%)`,
    });
    map.append(button);
  }
  const made = table([
    { title: "Folder", path: true, value: (row) => row.folder },
    { title: "references", number: true, value: (row) => row.references },
    { title: "a rewrite is waiting", number: true, value: (row) => row.available },
    { title: "left", number: true, value: (row) => row.left },
    { title: "files", number: true, value: (row) => row.files },
    { title: "with asyncio", number: true, value: (row) => row.tracked },
    { title: "with anyio", number: true, value: (row) => row.library },
  ], rows);
  show("folders", map, element("details", {}, element("summary", {}, `All ${plural(rows.length, "folder")} with references`), made.node));
}

function transforms() {
  if (data.transforms.length === 0) return;
  const columns = [{ title: "Transform", value: (row) => row.name, cell: (row) => element("code", {}, row.name) }];
  for (const key of ["done", "safe", "unsafe", "kept", "suppressed", ...(data.baseline ? ["new", "gone"] : [])])
    columns.push({ title: key, number: true, value: (row) => row[key] });
  show("transforms", table(columns, data.transforms, { sort: [4, true] }).node);
}

function referenceTable() {
  const count = element("span", { class: "count", role: "status" });
  const search = searchBox("Search in path, name, reason", update);
  const entries = (key, label) => [...new Set(references.map((one) => one[key]))].sort().map((value) => [value, label(value)]);
  const state = choice("State", Object.entries(STATES).map(([id, { label }]) => [id, label]), update);
  const category = choice("Reason", data.categories.map(({ id, label }) => [id, label]), update);
  const transform = choice("Transform", entries("transform", (value) => value), update);
  const folder = choice("Folder", entries("folder", (value) => value), update);
  const place = choice("In", [["package", "package"], ["tests", "tests"], ...(data.baseline ? [["new", "new since the baseline"]] : [])], update);
  const made = table([
    { title: "Place", path: true, value: (row) => row.path, cell: (row) => `${row.path}:${row.line}` },
    { title: "Name", value: (row) => row.name, cell: (row) => element("code", {}, row.name) },
    { title: "State", value: (row) => row.state, cell: (row) => element("span", {}, stateTag(row.state), row.new && data.baseline ? element("span", { class: "tag is-new" }, "new") : "") },
    { title: "Reason", value: (row) => labels.get(row.category) ?? row.category },
    { title: "Transform", value: (row) => row.transform },
  ], references, { detail: referenceDetail, note: (shown, all) => (count.textContent = `${shown.toLocaleString("en")} of ${plural(all, "reference")}`) });
  function update() {
    const matches = wordsOf(search.input.value);
    const wanted = [["state", state], ["category", category], ["transform", transform], ["folder", folder]]
      .map(([key, one]) => [key, one.select.value]).filter(([, value]) => value);
    const where = place.select.value;
    made.filter((row) => wanted.every(([key, value]) => row[key] === value) &&
      (!where || (where === "new" ? row.new : row.test === (where === "tests"))) &&
      matches(`${row.path} ${row.name} ${row.message} ${row.source}`.toLowerCase()));
  }
  const reset = element("button", { type: "button", class: "quiet", onclick: () => {
    search.input.value = "";
    for (const one of [state, category, transform, folder, place]) one.select.value = "";
    update();
  } }, "Reset");
  show("references", element("div", { class: "filters", role: "search" }, search.node, state.node, category.node, transform.node, folder.node, place.node, reset, count), made.node);
  return (name) => {
    folder.select.value = name;
    update();
    document.getElementById("references").scrollIntoView();
    search.input.focus({ preventScroll: true });
  };
}

function fileDetail(file) {
  const node = element("div");
  if (file.skipped) node.append(element("p", {}, element("b", {}, "Skipped: "), file.skipped));
  if (file.diff) node.append(diffOf(file.diff));
  const kept = file.references.filter((reference) => reference.outcome !== "rewritten");
  for (const reference of kept)
    node.append(element("h3", {}, `line ${reference.line}: `, element("code", {}, reference.name)), referenceDetail({ ...reference, path: file.path, state: stateOf(reference) }));
  return node;
}

function fileTable() {
  const count = element("span", { class: "count", role: "status" });
  const search = searchBox("Search in path", update);
  const use = choice("Uses", Object.entries(USES), update);
  const pending = choice("With", [["diff", "a rewrite that is waiting"], ["left", "something left"], ["trio", "libraries for asyncio only"]], update);
  const rows = data.files.map((file) => ({ ...file, left: file.references.filter((one) => ["left", "suppressed"].includes(stateOf(one))).length }));
  const made = table([
    { title: "File", path: true, value: (row) => row.path },
    { title: "uses", value: (row) => USES[row.use] },
    { title: "references", number: true, value: (row) => row.references.length },
    { title: "left", number: true, value: (row) => row.left },
    { title: "asyncio only", value: (row) => row.single_backend.join(", ") },
  ], rows, {
    sort: [2, true], detail: fileDetail, opens: (row) => row.skipped || row.references.length > 0 || row.diff,
    note: (shown, all) => (count.textContent = `${shown.toLocaleString("en")} of ${plural(all, "file")}`),
  });
  function update() {
    const matches = wordsOf(search.input.value);
    const has = { "": () => true, diff: (row) => row.diff !== "", left: (row) => row.left > 0, trio: (row) => row.single_backend.length > 0 }[pending.select.value];
    made.filter((row) => (!use.select.value || row.use === use.select.value) && has(row) && matches(row.path.toLowerCase()));
  }
  show("files", element("div", { class: "filters", role: "search" }, search.node, use.node, pending.node, count), made.node);
}

function backends() {
  const { backends: its } = data;
  show("backends", element("p", {}, `${plural(its.ready, "file")} could run on trio; ${its.references} still have references, ` +
    `${its.libraries} import libraries that run on asyncio only, ${its.both} have both; ${its.unknown} could not be read.`));
  if (its.single_backend.length === 0) return;
  show("backends", table([
    { title: "Library", value: (row) => row.module, cell: (row) => element("code", { class: "whole" }, row.module) },
    { title: "files", number: true, value: (row) => row.files.length },
    { title: "why", value: (row) => row.reason, cell: (row) => prose(row.reason) },
    { title: "instead", value: (row) => row.advice, cell: (row) => prose(row.advice) },
  ], its.single_backend, { sort: [1, true], detail: (row) => element("div", {}, ...row.files.map((path) => element("div", {}, path))) }).node);
}

function leftovers() {
  if (data.guards.length)
    show("leftovers", element("h3", {}, "Guarded imports of anyio"), table([
      { title: "Place", path: true, value: (row) => row.path, cell: (row) => `${row.path}:${row.line}` },
      { title: "flags", value: (row) => row.flags.join(", ") },
    ], data.guards).node);
  if (data.twins.length)
    show("leftovers", element("h3", {}, "Files with a twin for anyio"), table([
      { title: "Original", path: true, value: (row) => row.original },
      { title: "twin", path: true, value: (row) => row.path },
      { title: "references of the original", number: true, value: (row) => row.references },
    ], data.twins).node);
}

function others() {
  if (data.other_files.length === 0) return;
  show("others", element("p", { class: "hint" }, "Not Python, but the word asyncio stands in them."), table([
    { title: "File", path: true, value: (row) => row.path },
    { title: "mentions", number: true, value: (row) => row.mentions },
  ], data.other_files, { sort: [1, true] }).node);
}

function contents() {
  for (const section of document.querySelectorAll("main > section:not([hidden])"))
    document.getElementById("contents").append(element("a", { href: `#${section.id}` }, section.querySelector("h2").textContent));
}

head();
overview();
history();
const showFolder = referenceTable();
folders(showFolder);
transforms();
fileTable();
backends();
leftovers();
others();
contents();
document.documentElement.dataset.ready = "true";
