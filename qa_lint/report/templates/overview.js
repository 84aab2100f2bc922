// Totals, the worst questions, bars, the grid of questions, rules, facts and assignments.
const GRID_STEP = 30;
let gridRows = GRID_STEP;
let factRows = 8;
let gridClean = !OPEN.length;

function tile(value, label, kind, onclick) {
  const inside = [el("span", { class: "tile-value" }, String(value)),
    el("span", { class: "tile-label" }, label)];
  return onclick ? el("button", { type: "button", class: "tile-box " + kind, onclick }, inside)
    : el("div", { class: "tile-box " + kind }, inside);
}

const ASKED = QUESTIONS.filter((question) => question.title && question.score).length;

function drawTiles() {
  const counts = [0, 0, 0, 0];
  for (const item of OPEN) counts[item.severity] += 1;
  const tiles = [3, 2, 1].map((level) => tile(counts[level], t(LEVELS[level] + "s"), LEVELS[level],
    counts[level] ? () => change({ severity: new Set([LEVELS[level]]) }, true) : null));
  const fixable = OPEN.filter((item) => item.fixable).length;
  tiles.push(tile(fixable, t("fixable"), "plain",
    fixable ? () => change({ status: "fixable" }, true) : null));
  tiles.push(tile(t("of", { a: DATA.clean, b: DATA.clean + ASKED }), t("clean_questions"), "plain"));
  $("tiles").replaceChildren(...tiles);
  drawSummary(fixable);
}

// The whole report in a sentence.
function drawSummary(fixable) {
  const numbers = { n: OPEN.length, fix: fixable };
  const text = DATA.clean + ASKED
    ? t("summary", { ...numbers, q: DATA.clean + ASKED, bad: ASKED })
    : t("summary_pages", { ...numbers, q: DATA.meta.files, bad: new Set(OPEN.map((item) => item.path)).size });
  $("summary").textContent = OPEN.length ? text : "";
}

// What is wrong with a question: its rules, the heaviest first, in words, each with an example.
function reasons(row, most, examples) {
  const name = nameOf(QUESTIONS[row.key]);
  const list = tally(row.items, (item) => item.rule).slice(0, most).map((found) => {
    const rule = RULES.get(found.key);
    const worst = Math.max(...found.items.map((item) => item.severity));
    const text = rule ? both(rule.summary) : found.key;
    const first = found.items[0];
    const more = found.total > 1 ? " " + t("and_more", { n: lang ? found.total - 1 : found.total }) : "";
    return el("li", {}, el("span", { class: "dot " + LEVELS[worst] }),
      el("div", {}, el("strong", {}, found.total + " × " + text), " ", el("code", {}, found.key),
        examples ? el("div", { class: "example" },
          button(both(first.message), () => change({ question: name, rule: found.key, finding: first.fingerprint }, true),
            { class: "link" }), el("span", { class: "note" }, more), excerpt(first)) : null));
  });
  return el("ul", { class: "reasons" }, list);
}

// The source of a finding on one line.
function excerpt(item) {
  const before = item.before.length > 30 ? "…" + item.before.slice(-30).replace(/^…/, "") : item.before;
  return el("div", { class: "excerpt" }, before, el("mark", {}, item.marked || "▏"), item.after);
}

function drawWorst() {
  $("start-note").hidden = !OPEN.length;
  if (!OPEN.length) {
    const numbers = { files: DATA.meta.files, q: DATA.clean, rules: RULES.size };
    const some = DATA.meta.files > 0;
    $("worst").replaceChildren(el("div", { class: "card clean" + (some ? "" : " nothing") },
      el("span", { class: "clean-mark", "aria-hidden": "true" }, some ? "✓" : "?"),
      el("div", {}, el("h3", {}, t(some ? "clean_title" : "nothing_title")),
        el("p", { class: "note" }, t(some ? "clean_text" : "nothing_text", numbers)))));
    return;
  }
  // A page's top is no question; it is only named when nothing else is bad.
  const asked = BY_QUESTION.filter((row) => QUESTIONS[row.key].title);
  const cards = (asked.length ? asked : BY_QUESTION).slice(0, 3).map((row, index) => {
    const question = QUESTIONS[row.key];
    return el("article", { class: index ? "card" : "card first" },
      el("p", { class: "rank" }, el("span", {}, index ? t("next_worst", { n: index + 1 }) : t("worst_question")),
        el("span", { class: "score-tag", title: t("start_note") }, t("score_n", { n: row.score }))),
      el("h3", {}, titleOf(question)),
      el("p", { class: "note" }, plain(question.path) + ":" + question.line + " · " + counted(row.counts)),
      el("p", { class: "label" }, t("because")),
      reasons(row, index ? 3 : 6, !index),
      el("p", { class: "foot" }, button(t("show_findings", { n: row.total }),
        () => change({ question: nameOf(question) }, true),
        { class: index ? "" : "primary" })));
  });
  $("worst").replaceChildren(...cards);
}

// Sections that have nothing to show are not shown.
function drawSections() {
  const wanted = { where: OPEN.length, rules: OPEN.length, findings: FINDINGS.length,
    questions: OPEN.length || DATA.clean };
  for (const [name, some] of Object.entries(wanted)) {
    $(name).hidden = !some;
    document.querySelector(`#nav a[href="#${name}"]`).parentElement.hidden = !some;
  }
}

function bar(row, label, most, onclick) {
  const parts = [3, 2, 1].filter((level) => row.counts[level]).map((level) => {
    const part = el("span", { class: "part " + LEVELS[level] });
    part.style.width = 100 * row.counts[level] * WEIGHTS[level] / most + "%";
    return part;
  });
  return el("button", { type: "button", class: "bar", onclick, title: counted(row.counts) },
    el("span", { class: "bar-label" }, label), el("span", { class: "bar-count" }, counted(row.counts)),
    el("span", { class: "bar-line", "aria-hidden": "true" }, parts));
}

function drawBars() {
  const folders = tally(OPEN, (item) => folderOf(item.path));
  const files = tally(OPEN, (item) => item.path);
  const folderRows = folders.length > 1 ? folders.slice(0, 6) : [];
  const most = Math.max(1, ...folders.map((row) => row.score), ...files.map((row) => row.score));
  $("folders").replaceChildren(
    ...folderRows.map((row) => bar(row, plain(row.key || ".") + "/", most,
      () => change({ folder: row.key }, true))),
    ...files.slice(0, folderRows.length ? 6 : 10).map((row) => bar(row, plain(row.key), most,
      () => change({ path: row.key }, true))));
  const families = tally(OPEN, (item) => item.family);
  const top = Math.max(1, ...families.map((row) => row.score));
  $("families").replaceChildren(...families.map((row) => bar(row, familyName(row.key), top,
    () => change({ family: new Set([row.key]) }, true))));
}

function gridRow(question, row) {
  const name = nameOf(question);
  const cells = FAMILIES.map((family) => {
    const inside = row ? row.items.filter((item) => item.family === family) : [];
    if (!inside.length) return el("td", { class: "zero" }, "·");
    const worst = LEVELS[Math.max(...inside.map((item) => item.severity))];
    return el("td", { "data-label": familyName(family) }, button(String(inside.length),
      () => change({ question: name, family: new Set([family]) }, true),
      { class: "cell " + worst, "aria-label": inside.length + " " + familyName(family) + ": " + titleOf(question) }));
  });
  return el("tr", {},
    el("th", { scope: "row" }, el("button", {
      type: "button", class: "link", onclick: () => change({ question: name }, true),
    }, titleOf(question)), el("span", { class: "note" }, whereOf(question))),
    el("td", { class: "score", "data-label": t("score") }, row ? String(row.score) : "0"), cells);
}

function drawGrid() {
  const clean = gridClean ? QUESTIONS.filter((question) => !question.score && question.title) : [];
  const all = [...BY_QUESTION.map((row) => [QUESTIONS[row.key], row]),
    ...clean.map((question) => [question, null])];
  const head = el("tr", {}, el("th", { scope: "col" }, t("question")),
    el("th", { scope: "col" }, t("score")),
    FAMILIES.map((family) => el("th", { scope: "col", title: family }, familyName(family))));
  const table = el("table", { class: "grid" }, el("thead", {}, head),
    el("tbody", {}, all.slice(0, gridRows).map(([question, row]) => gridRow(question, row))));
  const rest = Math.min(100, all.length - gridRows);
  const box = el("input", { type: "checkbox", id: "grid-clean" });
  box.checked = gridClean;
  box.addEventListener("change", () => { gridClean = box.checked; drawGrid(); $("grid-clean").focus(); });
  const listed = QUESTIONS.some((question) => !question.score && question.title);
  $("grid").replaceChildren(
    listed ? el("p", {}, box, " ", el("label", { for: "grid-clean" }, t("show_clean"))) : "",
    all.length ? el("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "questions-title" }, table)
      : el("p", { class: "note" }, t("none")),
    rest > 0 ? button(t("show_more", { n: rest }), () => { gridRows += 100; drawGrid(); }) : "");
}

function drawRules() {
  const rows = tally(OPEN, (item) => item.rule).map((row) => {
    const rule = RULES.get(row.key);
    const worst = Math.max(...row.items.map((item) => item.severity));
    return el("details", {},
      el("summary", {}, el("span", { class: "rule-count" }, String(row.total)), badge(worst), " ",
        el("code", {}, row.key), " ", rule ? both(rule.summary) : "",
        rule && rule.fixable ? el("span", { class: "tag" }, t("fixable_short")) : null),
      rule ? el("p", {}, both(rule.why)) : null,
      rule && rule.limits ? el("p", { class: "note" }, t("limits") + ": " + both(rule.limits)) : null,
      rule ? rule.references.map((address) => el("p", {}, anchor(address, address))) : null,
      el("p", {}, button(t("show_findings", { n: row.total }),
        () => change({ rule: row.key }, true), { class: "primary" })));
  });
  $("rule-list").replaceChildren(...(rows.length ? rows : [el("p", { class: "note" }, t("none"))]));
}

function factRow(row) {
  const [id, truth, reviewed, due, overdue, evidence, places, pages] = row;
  const where = places.map(([path, at]) => plain(DATA.paths[path]) + ":" + at);
  return el("tr", { class: overdue ? "late" : null },
    el("th", { scope: "row" }, el("code", {}, id), el("div", {}, both(truth)),
      evidence.map(([title, address]) => el("div", { class: "note" }, anchor(address, title)))),
    el("td", { class: "day", "data-label": t("reviewed") }, reviewed),
    el("td", { class: "day", "data-label": t("due") }, overdue ? el("strong", {}, due) : due),
    el("td", { title: where.join("\n"), "data-label": t("used_in") }, t("pages", { n: pages }),
      el("div", { class: "note" }, where[0] || "")));
}

function drawFacts() {
  const facts = DATA.facts;
  if (!facts) {
    $("fact-list").replaceChildren(el("p", { class: "note" }, t("facts_off")));
    return;
  }
  const late = facts.used.filter((row) => row[4]).length;
  const tiles = [tile(facts.used.length, t("facts_used") + " · " + t("facts_registered", { n: facts.registered }), "plain"),
    tile(late, t("facts_overdue"), late ? "warning" : "plain")];
  if (facts.statements !== null) {
    tiles.push(tile(t("of", { a: facts.covered, b: facts.statements }), t("facts_covered"), "plain"));
  }
  const head = ["fact", "reviewed", "due", "used_in"].map((name) => el("th", { scope: "col" }, t(name)));
  const rows = facts.used.slice(0, factRows).map(factRow);
  const rest = Math.min(100, facts.used.length - factRows);
  $("fact-list").replaceChildren(el("div", { class: "tiles" }, tiles),
    rows.length ? el("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "facts-title" },
      el("table", { class: "facts" }, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows))) : "",
    rest > 0 ? button(t("show_more", { n: rest }), () => { factRows += 100; drawFacts(); }) : "");
}

const groupName = (index) => DATA.groups[index][0] || t("nobody");

function drawWork() {
  if (!$("work-list")) return;
  const rows = tally(OPEN, (item) => item.group);
  const most = Math.max(1, ...rows.map((row) => row.score));
  $("work-list").replaceChildren(el("p", { class: "note" }, t("work_" + DATA.meta.by)),
    el("div", { class: "bars" }, rows.map((row) => bar(row, groupName(row.key), most,
      () => change({ group: String(row.key) }, true)))));
}

function drawProblems() {
  const box = $("problems");
  box.hidden = !DATA.problems.length;
  box.replaceChildren(el("h2", {}, t("problems")), el("ul", {}, DATA.problems.map(([path, ...text]) =>
    el("li", {}, path ? el("code", {}, plain(path)) : null, " ", both(text)))));
}
