// The filters, the keys, the language, and the first drawing.
const SEVERITIES = ["error", "warning", "info"];
const PRINTED = 400;

let saving = 0;

// Browsers refuse to change the address many times a second, as fast typing would.
function saveHash() {
  clearTimeout(saving);
  saving = setTimeout(() => {
    const hash = toHash();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  }, 150);
}

// Change the state and show the result; `fresh` begins with no filter and goes to the list.
function change(changes, fresh) {
  if (fresh) clearFilters();
  Object.assign(state, { finding: "" }, changes);
  update();
  saveHash();
  if (fresh) $("findings").scrollIntoView({ behavior: reducedMotion() ? "auto" : "smooth" });
}

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function update() {
  filter();
  drawFilters();
  drawList();
  $("shown").textContent = t("shown", { a: shown.length, b: FINDINGS.length });
  $("command").textContent = command();
  $("command-note").hidden = !commandIsWider();
}

function chips(name, values) {
  return values.map((value) => {
    const on = state[name].has(value);
    const count = facets[name].get(value) || 0;
    return button((name === "severity" ? t(value) : familyName(value)) + " " + count, () => {
      const next = new Set(state[name]);
      if (on) next.delete(value); else next.add(value);
      change({ [name]: next });
      const again = document.querySelector(`[data-chip="${name}-${value}"]`);
      if (again) again.focus();
    }, { class: "chip " + (name === "severity" ? value : ""), "aria-pressed": String(on), "data-chip": name + "-" + value });
  });
}

function selection(id, label, options, onchange) {
  const box = el("select", { id });
  for (const [key, text] of options) box.append(el("option", { value: key }, text));
  box.addEventListener("change", () => onchange(box.value));
  return el("div", { class: "field" }, el("label", { for: id }, t(label)), box);
}

let places = null;

function folderOptions() {
  places = places || allPlaces();
  const options = [["", t("any")], ...places];
  const chosen = state.path ? "path=" + state.path : "folder=" + state.folder;
  if ((state.path || state.folder !== null) && !places.some(([key]) => key === chosen)) {
    options.push([chosen, plain(state.path || (state.folder || ".") + "/")]);
  }
  return options;
}

// The folders and files with most findings, as the values of the filter.
function allPlaces() {
  const counts = new Map();
  for (const item of OPEN) {
    let folder = item.path;
    do {
      folder = folderOf(folder);
      if (folder) counts.set(folder, (counts.get(folder) || 0) + 1);
    } while (folder);
  }
  const options = [];
  const folders = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 200)
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
  for (const [folder, count] of folders) options.push(["folder=" + folder, plain(folder) + "/ (" + count + ")"]);
  const files = tally(OPEN, (item) => item.path).slice(0, 200);
  for (const row of files) options.push(["path=" + row.key, plain(row.key) + " (" + row.total + ")"]);
  return options;
}

function setPlace(value) {
  const at = value.indexOf("=");
  const name = value.slice(0, at);
  change({ folder: null, path: "", ...(at > 0 ? { [name]: value.slice(at + 1) } : {}) });
}

function statusOptions() {
  const known = new Set(FINDINGS.map((item) => DATA.statuses[item.status]));
  return ["open", "fixable", "known", "suppressed", "all"]
    .filter((name) => ["open", "fixable", "all"].includes(name) || known.has(name))
    .map((name) => [name, t("st_" + name)]);
}

function textField() {
  const input = el("input", { type: "search", id: "text", placeholder: t("text_hint"), autocomplete: "off" });
  input.addEventListener("input", () => change({ text: input.value }));
  return el("div", { class: "field wide" }, el("label", { for: "text" }, t("text")), input);
}

const RULES_FOUND = [...new Set(FINDINGS.map((item) => item.rule))].sort();
let fieldsKey = "";

function fields(places) {
  const sorts = ["severity", "place", "rule", "question", ...(DATA.meta.blame ? ["date", "old"] : [])];
  const groups = DATA.groups.map((_, index) => [String(index), groupName(index)]);
  return el("div", { class: "fields" },
    selection("folder", "folder", places, setPlace),
    selection("rule", "rule", [["", t("any")], ...RULES_FOUND.map((name) => [name, name])],
      (value) => change({ rule: value })),
    selection("status", "status", statusOptions(), (value) => change({ status: value })),
    groups.length ? selection("group", "group", [["", t("any")], ...groups],
      (value) => change({ group: value })) : null,
    selection("sort", "sort", sorts.map((name) => [name, t("so_" + name)]),
      (value) => change({ sort: value })));
}

// The fields have hundreds of options: they are only made anew when these have changed.
function drawFilters() {
  const place = state.path ? "path=" + state.path : state.folder !== null ? "folder=" + state.folder : "";
  const places = folderOptions();
  const box = $("filters");
  const key = lang + " " + places.at(-1)[0];
  if (key !== fieldsKey) {
    const focused = box.contains(document.activeElement) ? document.activeElement.id : "";
    box.replaceChildren(textField(), el("div", { class: "chips" }), fields(places));
    if (focused && $(focused)) $(focused).focus();
    fieldsKey = key;
  }
  const values = { folder: place, rule: state.rule, status: state.status, group: state.group, sort: state.sort };
  for (const [name, value] of Object.entries(values)) if ($(name)) $(name).value = value;
  if (document.activeElement !== $("text")) $("text").value = state.text;
  const question = state.question ? questionOf(state.question) : null;
  box.querySelector(".chips").replaceChildren(
    el("span", { class: "chips-label" }, t("severity")), ...chips("severity", SEVERITIES),
    el("span", { class: "chips-label" }, t("family")), ...chips("family", FAMILIES),
    ...(state.question ? [button((question ? titleOf(question) : state.question) + " ×",
      () => change({ question: "" }), { class: "chip on" })] : []),
    button(t("reset"), () => { clearFilters(); change({}); }, { class: "chip" }));
}

function drawWords() {
  document.documentElement.lang = lang ? "en" : "zh-CN";
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  $("detail").setAttribute("aria-label", t("details"));
  $("nav").setAttribute("aria-label", t("overview"));
  $("language").textContent = DATA.texts.language[lang];
  $("language").lang = lang ? "zh-CN" : "en";
  $("language").hidden = !DATA.both;
  const { made, commit, branch, files, web } = DATA.meta;
  const parts = [made.slice(0, 16).replace("T", " "), t("files_checked", { n: files })];
  if (DATA.meta.since) parts.push(t("only_since", { ref: plain(DATA.meta.since) }));
  if (DATA.meta.baseline >= 0) parts.push(t("only_baseline", { n: DATA.meta.baseline }));
  $("meta").replaceChildren(parts.join(" · "), ...(commit ? [" · ", web
    ? anchor(web, web.replace(/^https?:\/\//, "")) : "", " ", (branch ? branch + " " : "") + commit.slice(0, 12)] : []));
}

function drawAll() {
  drawWords();
  drawSections();
  drawProblems();
  drawTiles();
  drawWorst();
  drawBars();
  drawGrid();
  drawRules();
  drawFacts();
  drawWork();
  update();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape") {
    if ($("detail").classList.contains("open")) closeDetail();
    else if (typing && typing.id === "text") { typing.value = ""; change({ text: "" }); typing.blur(); }
    return;
  }
  if (typing && typing.type !== "checkbox") return;
  if (event.key === "/") {
    event.preventDefault();
    $("filters").scrollIntoView({ block: "start" });
    $("text").focus();
  } else if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    const list = $("list");
    const box = list.getBoundingClientRect();
    if (box.bottom < 80 || box.top > innerHeight - 80) list.scrollIntoView({ block: "center" });
    list.focus({ preventScroll: true });
    select(selected + (event.key === "j" ? 1 : -1), $("detail").classList.contains("open"));
  } else if (event.key === "Enter" && !event.target.closest("button, a, summary, [tabindex='0']:not(#list)")) {
    if (selected >= 0 || event.target.id === "list") select(Math.max(0, selected), true);
  }
}

// On paper there is no scrolling: the findings are written out, up to a number.
function printList() {
  const rows = shown.slice(0, PRINTED).map((item) => el("div", { class: "print-row" },
    el("p", {}, badge(item.severity), " ", plain(item.path) + ":" + item.line + " · " + item.rule + " · " + both(item.message)),
    el("p", { class: "excerpt" }, item.before, el("mark", {}, item.marked), item.after),
    item.suggestion ? el("p", {}, t("suggestion") + ": ", el("code", {}, item.suggestion)) : null));
  const note = shown.length > PRINTED ? [el("p", {}, t("print_limit", { n: PRINTED }))] : [];
  $("printed").replaceChildren(...note, ...rows);
}

function openLinked() {
  if (!fromHash(location.hash)) return false;
  const item = BY_FINGERPRINT.get(state.finding);
  update();
  if (item && !shown.includes(item)) {  // a link to a finding shows it whatever the filters say
    const finding = state.finding;
    clearFilters();
    Object.assign(state, { status: DATA.statuses[item.status], finding });
    update();
  }
  if (item) drawDetail(item, true);
  else if (state.finding) {
    state.finding = "";
    drawDetail(null, false, t("link_gone"));
  }
  $("findings").scrollIntoView();
  return true;
}

function setUp() {
  setUpList();
  document.addEventListener("keydown", onKey);
  $("copy-command").addEventListener("click", () => copyText($("command").textContent, $("copy-command")));
  $("language").addEventListener("click", () => { lang = 1 - lang; drawAll(); });
  $("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  for (const map of document.querySelectorAll(".map")) {
    map.addEventListener("click", (event) => {
      const target = event.target.closest("[data-target]");
      if (!target || !target.dataset.target) return;
      const at = target.dataset.target.indexOf("=");
      change({ [target.dataset.target.slice(0, at)]: target.dataset.target.slice(at + 1) }, true);
    });
  }
  addEventListener("beforeprint", printList);
  addEventListener("afterprint", () => $("printed").replaceChildren());
  addEventListener("hashchange", openLinked);
}

drawAll();
setUp();
openLinked();
// What a search looks at is made while nobody waits.
setTimeout(() => FINDINGS.forEach(haystack), 400);
