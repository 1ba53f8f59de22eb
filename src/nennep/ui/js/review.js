// Reviewing by keyboard, mouse or touch; a text and its cards point at each other; words chosen in the text become cards.
(function () {
  "use strict";
  var $ = function (id) { return document.getElementById(id); };
  if (!$("review")) return;
  var all = function (what) { return Array.prototype.slice.call(document.querySelectorAll(what)); };
  var small = window.matchMedia("(width < 760px)"), on = null, view = "text", picking = null, quiet = false;
  var store = function (name, value) { try { if (value === null) sessionStorage.removeItem(name); else if (value !== undefined) sessionStorage.setItem(name, value); return sessionStorage.getItem(name); } catch (x) { return null; } };
  var cards = function () { return all("#props .prop"); };
  var marks = function (id) { return all('.reading [data-cards~="' + id + '"]').filter(function (m) { return m.getClientRects().length; }); };
  var words = null, sheet = function (name) {  // letters or pictures of the pages
    var pages = $("pages"); if (!pages) return;
    pages.hidden = name !== "pages"; $("paper").hidden = !pages.hidden; store("review:sheet", name);
    all("[data-sheet]").forEach(function (b) { b.setAttribute("aria-pressed", b.dataset.sheet === name); });
  };
  var busy = function (card) { return card && card.querySelector("form[data-draft]"); };
  var say = function (words) { var s = $("said"); s.textContent = ""; var p = document.createElement("p"); p.className = "said"; p.textContent = words; s.append(p); };

  // one card and its words
  var light = function () {
    all("#review .on").forEach(function (x) { x.classList.remove("on"); });
    var card = on && $(on); if (!card) return null;
    card.classList.add("on"); marks(on).forEach(function (m) { m.classList.add("on"); });
    return card;
  };
  var choose = function (card, focus) {
    on = card ? card.id : null; if (!light()) return;
    var first = marks(on)[0];
    if (small.matches) { if (view === "props") card.scrollIntoView({ block: "nearest" }); else if (first) first.scrollIntoView({ block: "start" }); }
    else { card.scrollIntoView({ block: "nearest" }); if (first) first.scrollIntoView({ block: "center" }); }
    if (focus) card.focus({ preventScroll: true });
  };
  var step = function (by, open) {
    var list = cards(), here = list.findIndex(function (c) { return c.id === on; });
    for (var i = here + by; i >= 0 && i < list.length; i += by) if (!open || list[i].dataset.state === "open") return list[i];
    return open ? list.find(function (c) { return c.dataset.state === "open"; }) || null : list[Math.max(0, Math.min(here, list.length - 1))];
  };
  var show = function (name) {
    view = name; $("review").dataset.view = name;
    all("[data-view]").forEach(function (b) { if (b.tagName === "BUTTON") b.setAttribute("aria-pressed", b.dataset.view === name); });
  };
  var settle = function () {  // after a part of the screen was renewed
    show(view); sheet(store("review:sheet") || (document.querySelector("[data-first]") ? "pages" : "text"));
    var root = $("review"); $("keys-on").checked = !quiet;
    if (root.dataset.chosen && $(root.dataset.chosen)) choose($(root.dataset.chosen), !small.matches);
    else if (root.dataset.all) choose(cards().find(function (c) { return c.dataset.state === "open"; }) || null, !small.matches);
    delete root.dataset.chosen; delete root.dataset.all;
    light();
    var form = on && busy($(on)), field = form && form.querySelector("input:not([type=hidden]), select, textarea");
    if (field) { field.focus({ preventScroll: true }); if (!small.matches) { field.scrollIntoView({ block: "nearest" }); if (marks(on)[0]) marks(on)[0].scrollIntoView({ block: "center" }); } if (field.select && field.value) field.select(); }
  };

  // words chosen in the text: by selection, by a tap, by keys
  var count = function () {
    if (words) return words;
    words = []; var walk = document.createTreeWalker($("paper"), NodeFilter.SHOW_TEXT), node, gap = true;
    while ((node = walk.nextNode())) {
      var re = /\S+/g, m, last = 0;
      while ((m = re.exec(node.data))) {
        if (/\n/.test(node.data.slice(last, m.index))) gap = true;
        words.push({ node: node, from: m.index, to: m.index + m[0].length, first: gap });
        gap = /[.;!?…:]$/.test(m[0]) && !/^\(?\w{1,2}[.)]$/.test(m[0]); last = m.index + m[0].length;
      }
      if (/\n/.test(node.data.slice(last))) gap = true;
    }
    return words;
  };
  var sentence = function (i) {
    var w = count(), a = i, b = i;
    while (a > 0 && !w[a].first) a--;
    while (b + 1 < w.length && !w[b + 1].first) b++;
    return [a, b];
  };
  var put = function (a, b) {
    var w = count(); if (!w[a] || !w[b]) return;
    window.getSelection().setBaseAndExtent(w[a].node, w[a].from, w[b].node, w[b].to);
    if (picking) w[b].node.parentElement.scrollIntoView({ block: "nearest" });
  };
  var wordAt = function (node, offset) { return count().findIndex(function (w) { return w.node === node ? w.to >= offset : node.compareDocumentPosition(w.node) & 4; }); };
  var pick = function (keys) { $("pick").hidden = false; $("picking").hidden = !keys; document.body.classList.add("picking"); };
  var unpick = function () {
    picking = null; var p = $("pick"); if (p) p.hidden = true; document.body.classList.remove("picking");
    var s = window.getSelection(); if (s.rangeCount && $("paper").contains(s.anchorNode)) s.removeAllRanges();
  };
  document.addEventListener("selectionchange", function () {
    var paper = $("paper"), s = window.getSelection();
    if (!paper || !s.rangeCount || s.isCollapsed || !paper.contains(s.anchorNode) || !paper.contains(s.focusNode)) return;
    var r = s.getRangeAt(0), host = r.startContainer.parentElement.closest("[data-at]"), quote = s.toString(); if (!host || !quote.trim()) return;
    var before = Array.from(r.startContainer.data ? r.startContainer.data.slice(0, r.startOffset) : "").length;
    $("add").querySelector("[data-selection=quote]").value = quote;
    $("add").querySelector("[data-selection=start]").value = Number(host.dataset.at) + before;
    $("picked").textContent = quote.length > 160 ? quote.slice(0, 80) + " … " + quote.slice(-70) : quote; pick(!!picking);
  });
  var add = function (kind) {
    var form = $("add"), select = form.querySelector("select");
    if (!kind) { $("pick").hidden = true; show("props"); form.scrollIntoView({ block: "center" }); select.focus(); return; }
    select.value = kind; unpick(); form.requestSubmit();
  };
  var pickKeys = function (e) {
    var w = count(), kinds = { 1: "target", 2: "task", 3: "citation", 4: "recipient" }, p = picking;
    if (e.key === "Escape") { unpick(); choose($(on) || cards()[0], true); }
    else if (kinds[e.key]) add(kinds[e.key]);
    else if (e.key === "Enter") add("");
    else if (e.key === "ArrowRight" && e.shiftKey) { p[0] = Math.min(p[0] + 1, p[1]); put(p[0], p[1]); }
    else if (e.key === "ArrowLeft" && e.shiftKey) { p[0] = Math.max(p[0] - 1, 0); put(p[0], p[1]); }
    else if (e.key === "ArrowRight") { p[1] = Math.min(p[1] + 1, w.length - 1); put(p[0], p[1]); }
    else if (e.key === "ArrowLeft") { p[1] = Math.max(p[1] - 1, p[0]); put(p[0], p[1]); }
    else if (e.key === "ArrowDown") { picking = sentence(Math.min(sentence(p[1])[1] + 1, w.length - 1)); put(picking[0], picking[1]); }
    else if (e.key === "ArrowUp") { picking = sentence(Math.max(sentence(p[0])[0] - 1, 0)); put(picking[0], picking[1]); }
    else return;
    e.preventDefault();
  };
  var begin = function () {
    var first, at; show("text"); sheet("text"); first = on && marks(on)[0]; at = first ? wordAt(first.firstChild, 1) : 0; picking = sentence(Math.max(at, 0)); put(picking[0], picking[1]); pick(true);
  };

  // decisions
  var press = function (what) { var card = on && $(on), b = card && card.querySelector(what); if (b) { window.htmx.process(card); b.click(); } return b; };
  var decide = function (act) {
    if (!on || !$(on)) { choose(step(1, true) || cards()[0], true); return; }
    var card = on && $(on), button = card && card.querySelector("button[name=act][value=" + act + "]"); if (!button) { if (card && !busy(card)) choose(step(1), true); return; }
    window.htmx.process(card); button.click(); var next = step(1, true); if (next && next.id !== on) choose(next, true);
  };
  var keys = {
    j: function () { choose(step(1), true); }, k: function () { choose(step(-1), true); }, Enter: function () { decide("taken"); }, x: function () { decide("refused"); },
    e: function () { press("[data-do=correct]"); }, m: function () { press("[data-do=merge]"); }, s: function () { press("[data-do=split]"); }, n: begin,
    z: function () { if ($("undo")) $("undo").click(); }, Z: function () { if ($("redo")) $("redo").click(); },
    a: function () { var c = on && $(on), b = c && document.querySelector('[data-all-of="' + c.dataset.kind + '"]'); if (b) b.click(); },
    t: function () { if ($("pages")) { sheet($("pages").hidden ? "pages" : "text"); choose(on && $(on)); } },
    c: function () { var a = document.querySelector("[data-confirm]"); if (a) a.click(); }
  };
  document.addEventListener("keydown", function (e) {
    var field = e.target.closest("input:not([type=checkbox]), textarea, select");
    if (e.key === "Escape" && field) { var shut = field.closest("form") && field.closest("form").querySelector("[data-shut]"); if (shut) { e.preventDefault(); shut.click(); } return; }
    if (field || quiet) return;
    if ((e.ctrlKey || e.metaKey) && e.key === "z") { e.preventDefault(); keys.z(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (picking) { pickKeys(e); return; }
    if (!$("pick").hidden && e.key === "Escape") { unpick(); return; }
    if (e.key === "Escape") { press("[data-shut]"); return; }
    if (!$("pick").hidden && "1234".indexOf(e.key) >= 0) { e.preventDefault(); add(["target", "task", "citation", "recipient"][e.key - 1]); return; }
    var name = e.key, near = $("props").contains(e.target);
    if ((name === "ArrowDown" || name === "ArrowUp") && near) name = name === "ArrowDown" ? "j" : "k";
    if (name === "Enter" && e.target.closest("button, a, summary")) return;
    if (keys[name]) { e.preventDefault(); keys[name](); }
  });
  document.addEventListener("click", function (e) {
    var t = e.target, b;
    if ((b = t.closest("button[data-view]"))) { show(b.dataset.view); light(); return; }
    if ((b = t.closest("[data-sheet]"))) { sheet(b.dataset.sheet); choose(on && $(on)); return; }
    if ((b = t.closest("[data-add]"))) { add(b.dataset.add); return; }
    if (t.closest("[data-unpick]")) { unpick(); return; }
    if ((b = t.closest("[data-show]"))) { e.preventDefault(); var more = b.closest("details"); if (more) more.open = false; show("text"); choose(b.closest(".prop")); return; }
    if ((b = t.closest("[data-card]"))) { e.preventDefault(); choose($(b.dataset.card)); return; }
    if (t.closest("#paper") && window.getSelection().isCollapsed && (e.pointerType === "touch" || t.closest(".m-number"))) {
      var c = document.caretPositionFromPoint ? document.caretPositionFromPoint(e.clientX, e.clientY) : document.caretRangeFromPoint(e.clientX, e.clientY);
      var i = c ? wordAt(c.offsetNode || c.startContainer, c.offset === undefined ? c.startOffset : c.offset) : -1;
      if (i >= 0) { var s = sentence(i); put(s[0], s[1]); } return;
    }
    var card = t.closest("#props .prop"); if (!card) return;
    if ((b = t.closest("button[name=act]")) && small.matches && view === "text") { var next = step(1, true); if (next && next.id !== card.id) window.setTimeout(function () { choose(next); }, 0); return; }
    if (on !== card.id && !t.closest("summary")) choose(card);
  });
  document.addEventListener("change", function (e) { if (e.target.id === "keys-on") { quiet = !e.target.checked; store("review:quiet", quiet ? "1" : null); } });

  // what is typed into a card stays until it is saved or given up
  var draft = function (f) { return "card:" + f.getAttribute("action"); };
  document.addEventListener("input", function (e) {
    var f = e.target.closest && e.target.closest("form[data-draft]"), d = {}; if (!f) return;
    Array.prototype.forEach.call(f.elements, function (el) { if (el.name && el.type !== "hidden") d[el.name] = el.value; });
    store(draft(f), JSON.stringify(d));
  });
  var giveBack = function () {
    all("form[data-draft]").forEach(function (f) {
      var d = JSON.parse(store(draft(f)) || "null"); if (!d || f.dataset.given) return; f.dataset.given = "1";
      Array.prototype.forEach.call(f.elements, function (el) { if (el.name in d && el.type !== "hidden") el.value = d[el.name]; });
    });
  };
  var forget = function (f) { if (f && f.matches("form[data-draft]")) store(draft(f), null); };
  document.addEventListener("click", function (e) { var b = e.target.closest("[data-shut]"); if (b) forget(b.closest("form")); }, true);

  // answers
  document.addEventListener("htmx:afterSettle", function (e) {
    var id = e.detail.target && e.detail.target.id; words = null; giveBack();
    if (!$("paper")) return;
    cards().forEach(function (c) { all('#paper [data-card="' + c.id + '"]').forEach(function (m) { m.dataset.state = c.dataset.state; }); });
    if (id === "review" || (id && id === on)) settle(); else { show(view); light(); }
  });
  var asked = {};
  document.addEventListener("htmx:beforeRequest", function (e) { var c = e.detail.requestConfig; asked = { verb: c.verb, path: c.path, values: Object.assign({}, c.parameters instanceof FormData ? Object.fromEntries(c.parameters) : c.parameters), target: c.target && c.target.id, time: Date.now() }; e.detail.xhr.asked = asked; });
  var keep = function (one) { if (one && one.verb === "post") { var list = JSON.parse(store("review:wait") || "[]"); list.push(one); store("review:wait", JSON.stringify(list)); } };
  document.addEventListener("htmx:beforeSwap", function (e) {
    if ((e.detail.xhr.responseURL || "").indexOf("/dang-nhap/") < 0) { if (e.detail.xhr.status === 200) forget(e.detail.requestConfig.elt); return; }
    e.detail.shouldSwap = false; keep(e.detail.xhr.asked); location.assign("/dang-nhap/?next=" + encodeURIComponent($("review").dataset.at));
  });
  document.addEventListener("htmx:sendError", function (e) { keep(e.detail.xhr.asked); say($("review").dataset.lost); window.setTimeout(resend, 5000); });
  var resend = function () {  // what waited for a connection or a new session, one after the other
    var list = JSON.parse(store("review:wait") || "[]"), one = list.shift(); if (!one || !navigator.onLine) return;
    store("review:wait", list.length ? JSON.stringify(list) : null);
    if (one.values) delete one.values.csrfmiddlewaretoken;
    window.htmx.ajax("POST", one.path, { values: one.values, target: $(one.target) ? "#" + one.target : "#review", swap: "outerHTML" }).then(function () { resend(); }, function () { /* told above */ });
  };
  window.addEventListener("online", resend);

  // what others decide meanwhile
  var renew = function (text, told) {
    var fresh = new DOMParser().parseFromString(text, "text/html"), root = fresh.getElementById("review"), there = {}; if (!root) return;
    root.querySelectorAll("#props .prop").forEach(function (c) { there[c.id] = true; });
    Array.prototype.forEach.call(root.querySelectorAll("#props [data-group]"), function (group) {
      var mine = document.querySelector('#props [data-group="' + group.dataset.group + '"]');
      if (!mine) { $("props").prepend(document.adoptNode(group)); return; }
      var last = null, list = mine.querySelector("ol");
      Array.prototype.forEach.call(group.querySelectorAll(".prop"), function (card) {
        var old = $(card.id);
        if (old && (busy(old) || old.dataset.version === card.dataset.version)) { last = old; return; }
        card = document.adoptNode(card);
        if (old) old.replaceWith(card); else if (last) last.after(card); else list.prepend(card);
        window.htmx.process(card); last = card;
      });
    });
    cards().forEach(function (c) { if (!there[c.id] && !busy(c)) c.remove(); });
    ["bar", "steps"].forEach(function (id) { var n = root.querySelector("#" + id); if (n && $(id)) { $(id).replaceWith(document.adoptNode(n)); window.htmx.process($(id)); } });
    if ($("pick").hidden) { $("paper").replaceWith(document.adoptNode(root.querySelector("#paper"))); words = null; }
    show(view); light(); if (told) say($("review").dataset.others);
  };
  var look = function (version, told) {
    fetch($("review").dataset.at + "?v=" + version, { headers: { "HX-Request": "true" } }).then(function (r) { return r.status === 200 && !r.redirected ? r.text() : ""; }).then(function (t) { if (t) renew(t, told); }, function () { /* no connection: the next time */ });
  };
  window.setInterval(function () { if (!document.hidden && $("bar")) look($("bar").dataset.version, true); }, Number($("review").dataset.every || 15000));
  // answers that overtook each other, or whose card was renewed meanwhile: show what stands now
  var newest = 0, flying = 0, leaving = "";
  document.addEventListener("click", function (e) { var a = e.target.closest("[data-confirm]"); if (a && flying) { e.preventDefault(); leaving = a.href; } });
  document.addEventListener("htmx:beforeSwap", function (e) { var v = /id="bar"[^>]*data-version="(\d+)"/.exec(e.detail.serverResponse || ""); if (v) newest = Math.max(newest, Number(v[1])); });
  document.addEventListener("htmx:afterSettle", function () { if ($("bar") && Number($("bar").dataset.version) < newest) { newest = 0; look(0, false); } });
  document.addEventListener("htmx:beforeRequest", function (e) {
    var x = e.detail.xhr, t = e.detail.requestConfig.target; flying++;
    x.addEventListener("loadend", function () { flying--; if (!flying && leaving) location.assign(leaving); });
    x.addEventListener("readystatechange", function () { if (x.readyState === 4 && x.status < 300 && t && !document.body.contains(t)) window.setTimeout(function () { look(0, false); }, 0); });
  });

  quiet = store("review:quiet") === "1";
  show("text"); giveBack(); settle();
  if (!on && small.matches) choose(cards().find(function (c) { return c.dataset.state === "open"; }) || null);
  var named = location.hash && $(location.hash.slice(1)); if (named && named.classList.contains("prop")) choose(named);
  if (store("review:wait")) resend();
})();
