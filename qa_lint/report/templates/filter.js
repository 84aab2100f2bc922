// Which findings are shown: the state, the address that holds it, and the command that repeats it.
const EMPTY = {
  family: new Set(), severity: new Set(), rule: "", folder: null, path: "", question: "",
  status: "open", group: "", text: "", sort: "severity", finding: "",
};
const state = { ...EMPTY, family: new Set(), severity: new Set() };
let shown = [];
const facets = { family: new Map(), severity: new Map() };

function clearFilters() {
  Object.assign(state, EMPTY, { family: new Set(), severity: new Set(), sort: state.sort });
}

function questionOf(name) {
  return QUESTIONS.find((question) => nameOf(question) === name);
}

function statusFits(item) {
  switch (state.status) {
    case "all": return true;
    case "fixable": return item.status === 0 && item.fixable;
    default: return DATA.statuses[item.status] === state.status;
  }
}

function haystack(item) {
  if (!item.search) {
    const blame = item.blame ? item.blame[0] : "";
    item.search = [item.path, item.rule, ...item.message, item.before + item.marked + item.after,
      item.suggestion || "", QUESTIONS[item.question].title, blame, item.fingerprint]
      .join("\n").toLowerCase();
  }
  return item.search;
}

// One pass: what is shown, and how many each family and severity would show.
function filter() {
  const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
  const question = state.question ? questionOf(state.question) : null;
  const number = question ? question.index : -1;
  const below = state.folder === null ? null : state.folder + "/";
  const group = state.group === "" ? -1 : Number(state.group);
  facets.family.clear();
  facets.severity.clear();
  shown = [];
  for (const item of FINDINGS) {
    if (!statusFits(item)) continue;
    if (state.rule && item.rule !== state.rule) continue;
    if (state.path && item.path !== state.path) continue;
    if (below !== null && !(state.folder === "" ? !item.path.includes("/")
      : item.path.startsWith(below))) continue;
    if (state.question && item.question !== number) continue;
    if (group >= 0 && item.group !== group) continue;
    if (words.length) {
      const text = haystack(item);
      if (!words.every((word) => text.includes(word))) continue;
    }
    const family = !state.family.size || state.family.has(item.family);
    const severity = !state.severity.size || state.severity.has(LEVELS[item.severity]);
    if (severity) facets.family.set(item.family, (facets.family.get(item.family) || 0) + 1);
    if (family) {
      const name = LEVELS[item.severity];
      facets.severity.set(name, (facets.severity.get(name) || 0) + 1);
    }
    if (family && severity) shown.push(item);
  }
  sortShown();
}

const dayOf = (item) => (item.blame && item.blame[1]) || "";
const SORTS = {
  severity: (a, b) => b.severity - a.severity,
  rule: (a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  question: (a, b) => QUESTIONS[b.question].score - QUESTIONS[a.question].score
    || a.question - b.question,
  // What is not committed yet is the newest.
  date: (a, b) => ((dayOf(b) || "9") < (dayOf(a) || "9") ? -1 : dayOf(a) === dayOf(b) ? 0 : 1),
  old: (a, b) => -SORTS.date(a, b),
};

function sortShown() {
  const compare = SORTS[state.sort];
  if (compare) shown.sort((a, b) => compare(a, b) || a.order - b.order);
}

// The state as the part of the address after "#", without what is as at the start.
function toHash() {
  const parts = [];
  for (const [key, value] of Object.entries(state)) {
    if (value instanceof Set) {
      if (value.size) parts.push(key + "=" + [...value].sort().map(encodeURIComponent).join(","));
    } else if (value !== EMPTY[key]) parts.push(key + "=" + encodeURIComponent(value));
  }
  return parts.join("&");
}

function fromHash(hash) {
  const text = hash.replace(/^#/, "");
  if (!text.includes("=")) return false;
  Object.assign(state, EMPTY, { family: new Set(), severity: new Set() });
  for (const [key, value] of new URLSearchParams(text.replaceAll("+", "%2B"))) {
    if (!(key in EMPTY)) continue;
    if (EMPTY[key] instanceof Set) state[key] = new Set(value.split(",").filter(Boolean));
    else state[key] = value;
  }
  return true;
}

const quoted = (word) => /^[\w./:@%+=-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";
const asPath = (path) => (path.startsWith("-") ? "./" + path : path) || ".";

// The command line that lists the same findings, as far as `check` can select.
function command() {
  const { paths, select, ignore, options } = DATA.meta.command;
  const question = state.question ? questionOf(state.question) : null;
  let where = paths;
  if (question) where = [question.path];
  else if (state.path) where = [state.path];
  else if (state.folder !== null) where = [state.folder];
  let rules = select;
  if (state.rule) rules = [state.rule];
  else if (state.severity.size) rules = [...new Set(shown.map((item) => item.rule))].sort();
  else if (state.family.size) {
    const ran = select.filter((name) => name.includes("/") && state.family.has(name.split("/")[0]));
    rules = ran.length ? ran : [...state.family].sort();
  }
  const words = ["qa-lint", "check", ...where.map(asPath)];
  if (rules.length) words.push("--select", rules.join(","));
  if (ignore.length && !state.rule) words.push("--ignore", ignore.join(","));
  return [...words, ...options].map(quoted).join(" ");
}

// Whether the command lists more than what is shown.
const commandIsWider = () =>
  Boolean(state.severity.size || state.text.trim() || state.question || state.group !== ""
    || state.folder === "" || state.status !== "open");
