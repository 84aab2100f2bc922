// Everything about one finding.
function line(name, ...content) {
  return [el("dt", {}, t(name)), el("dd", {}, ...content)];
}

function suggestionOf(item) {
  if (item.suggestion === null) return [];
  const text = item.suggestion === "" ? el("em", {}, t("delete_it")) : el("code", {}, item.suggestion);
  return line("suggestion", text, item.fixable ? el("div", { class: "note" }, t("fix_command")) : null);
}

function evidenceOf(item) {
  if (!item.evidence.length) return [];
  const rows = item.evidence.map(([title, address]) =>
    el("li", {}, anchor(address, title || address)));
  return line("evidence", el("ul", {}, rows));
}

function placeOf(item) {
  const place = plain(item.path) + ", " + t("line_col", { a: item.line, b: item.column });
  const address = DATA.links[item.pathId];
  return line("place", el("div", {}, place),
    address ? anchor(address + item.line, t("source")) : null);
}

function blameOf(item) {
  if (!DATA.meta.blame) return [];
  if (!item.blame || !item.blame[1]) return line("last_change", t("not_committed"));
  return line("last_change", el("time", { datetime: item.blame[1] }, item.blame[1]), " · ",
    item.blame[0]);
}

function statusOf(item) {
  if (item.status === 0) return [];
  return line("status", t("st_" + DATA.statuses[item.status]));
}

function drawDetail(item, open, note) {
  const pane = $("detail");
  if (!item) {
    pane.classList.remove("open");
    pane.replaceChildren(el("p", { class: "note" }, note || t("select_one")));
    return;
  }
  const rule = RULES.get(item.rule);
  const question = QUESTIONS[item.question];
  const copy = button(t("copy_link"), () =>
    copyText(location.href.split("#")[0] + "#finding=" + item.fingerprint, copy));
  pane.replaceChildren(
    button("×", closeDetail, { class: "close", "aria-label": t("close") }),
    el("p", {}, badge(item.severity), " ", el("code", {}, item.rule)),
    el("h3", { tabindex: "-1", id: "detail-title" }, both(item.message)),
    el("pre", { class: "source", tabindex: "0" }, item.before, el("mark", {}, item.marked || "▏"), item.after),
    el("dl", {}, suggestionOf(item), evidenceOf(item), placeOf(item),
      question.title ? line("question", question.title) : [], blameOf(item), statusOf(item),
      rule ? line("why", both(rule.why)) : []),
    el("p", { class: "actions" },
      button(t("only_rule"), () => change({ rule: item.rule })), " ",
      question.title
        ? button(t("only_question"), () => change({ question: nameOf(question) }))
        : null, " ", copy));
  if (open) {
    pane.classList.add("open");
    if (getComputedStyle(pane).position === "fixed") $("detail-title").focus();
  }
}

function closeDetail() {
  $("detail").classList.remove("open");
  $("list").focus({ preventScroll: true });
}

// The clipboard needs a secure context or, from disk, the older way.
async function copyText(text, where) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { readonly: true, class: "hidden-copy" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const before = where.textContent;
  where.textContent = t("copied");
  setTimeout(() => { where.textContent = before; }, 1500);
}
