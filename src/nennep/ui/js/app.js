// Small manners of the pages; every page works without them.
(function () {
  "use strict";
  var token = function () { var m = document.cookie.match(/csrftoken=([^;]+)/); return m ? m[1] : ""; };
  document.addEventListener("htmx:configRequest", function (e) { e.detail.headers["X-CSRFToken"] = token(); });
  // 422 answers carry the form with its errors: show them
  document.addEventListener("htmx:beforeSwap", function (e) { if (e.detail.xhr.status === 422 || e.detail.xhr.status === 409) { e.detail.shouldSwap = true; e.detail.isError = false; } });
  var key = function (f) { return "draft:" + location.pathname + ":" + (f.getAttribute("action") || "") + ":" + (f.id || f.name || ""); };
  var keep = function (f) {
    var d = {}; Array.prototype.forEach.call(f.elements, function (el) {
      if (!el.name || el.type === "hidden" || el.type === "password" || el.type === "file") return;
      if (el.type === "checkbox" || el.type === "radio") { if (el.checked) (d[el.name] = d[el.name] || []).push(el.value); }
      else d[el.name] = el.value; });
    try { sessionStorage.setItem(key(f), JSON.stringify(d)); } catch (x) { /* full or refused: nothing to do */ }
  };
  var give = function (f, d) {
    Array.prototype.forEach.call(f.elements, function (el) {
      if (!(el.name in d)) return;
      if (el.type === "checkbox" || el.type === "radio") el.checked = d[el.name].indexOf(el.value) >= 0;
      else if (d[el.name] !== "" || !el.defaultValue) el.value = d[el.name]; });
  };
  var forget = function (one) {
    try { Object.keys(sessionStorage).forEach(function (k) { if (k === one || (!one && k.indexOf("draft:") === 0)) sessionStorage.removeItem(k); }); } catch (x) { /* no storage */ }
  };
  // what was sent and led to a page without faults is saved: its draft goes, before any draft is given back
  var sent = null; try { sent = sessionStorage.getItem("sent"); } catch (x) { /* no storage */ }
  forget("sent");
  var came = (performance.getEntriesByType("navigation")[0] || {}).type;  // back from the browser's own error: nothing was saved
  if (sent && came !== "back_forward" && document.querySelector("nav.tabs") && !document.querySelector(".errors, [aria-invalid=true]")) forget(sent);
  if (document.querySelector("[data-done-form]")) forget("");
  document.querySelectorAll("form[data-keep]").forEach(function (f) {
    var said = f.querySelector("[data-kept]"), text = null;
    try { text = sessionStorage.getItem(key(f)); } catch (x) { /* no storage */ }
    if (text && !f.querySelector("[aria-invalid=true]")) { give(f, JSON.parse(text)); if (said) said.hidden = false; }
    f.addEventListener("input", function () { keep(f); });
    f.addEventListener("submit", function () { try { sessionStorage.setItem("sent", key(f)); } catch (x) { /* no storage */ } });
  });
  // what waits for the network: a form that saves itself is sent again as it stands; a page with a box for it ([data-waits])
  // keeps its presses in order, each with a key by which the server counts it once, until they are sent
  var box = document.querySelector("[data-waits]"), whose = function (e) { var f = e.detail.elt; return f && f.matches && f.matches("form[data-keep]") ? f : null; };
  var place = box && "waits:" + box.dataset.waits + ":" + location.pathname, busy = false, told = "", goal = null;
  var stored = function (name) { try { return JSON.parse(localStorage.getItem(name)) || []; } catch (x) { return []; } };
  var waiting = box ? stored(place) : [], refused = box ? stored(place + "!") : [];
  waiting.forEach(function (one) {  // what was typed and waits stands in its form again
    var f = one.saves && document.querySelector('form[hx-post="' + one.url + '"]');
    if (f) new URLSearchParams(one.body).forEach(function (text, name) { var el = f.elements[name]; if (el && el.type !== "hidden") el.value = text; }); });
  var fresh = function () { var h = Array.prototype.map.call(crypto.getRandomValues(new Uint8Array(16)), function (n) { return (n + 256).toString(16).slice(1); }).join(""); return h.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"); };
  var label = function (el) { return (el.getAttribute("aria-label") || (el.labels && el.labels[0] ? el.labels[0].textContent : el.name)).trim(); };
  var typed = function (f) {
    return Array.prototype.filter.call(f.elements, function (el) { return el.name && el.value && ["hidden", "submit"].indexOf(el.type) < 0 && el.tagName !== "BUTTON" && (el.type === "checkbox" || el.type === "radio" ? el.checked : el.value !== el.defaultValue || !("defaultValue" in el)); })
      .map(function (el) { return el.type === "checkbox" ? label(el) : label(el) + ": " + (el.tagName === "SELECT" ? el.options[el.selectedIndex].text : el.value); }).join("; "); };
  var row = function (words, more, drop) {
    var li = document.createElement("li"), b = document.createElement("b"); b.textContent = words; li.append(b, more ? " " + more : "");
    if (drop) { var x = document.createElement("button"); x.type = "button"; x.className = "btn calm small"; x.textContent = box.dataset.drop; x.addEventListener("click", drop); li.append(" ", x); }
    return li; };
  var paint = function () {
    if (!box) return;
    var say = box.querySelector("b"), list = box.querySelector("ul"), n = waiting.length;
    say.textContent = told || (n ? box.dataset.wait.replace("{n}", n) : refused.length ? box.dataset.refused : "");
    list.replaceChildren.apply(list, refused.map(function (one) { return row(one.words + ":", one.said + (one.text ? " " + box.dataset.typed + " " + one.text : ""), function () { refused.splice(refused.indexOf(one), 1); told = ""; lay(); }); })
      .concat(waiting.map(function (one) { return row(one.words, one.text); })));
    box.hidden = !say.textContent; };
  var lay = function () {
    try { [[place, waiting], [place + "!", refused]].forEach(function (p) { if (p[1].length) localStorage.setItem(p[0], JSON.stringify(p[1])); else localStorage.removeItem(p[0]); }); } catch (x) { /* full or refused: it stays on the page */ }
    setTimeout(paint, 250); };  // a press that takes the writing place away is not to be shifted from under the finger
  var tell = function (words) { told = words; paint(); box.scrollIntoView({ block: "center" }); };
  var put = function (one) {
    var same = waiting.find(function (w) { return w.url === one.url && (w.body === one.body || (one.saves && !w.tried)); });
    if (same) { same.body = one.body; same.text = one.text; } else waiting.push(Object.assign({ key: fresh(), at: Date.now() }, one));
    told = ""; lay(); };
  var plain = function (d) { d.delete("csrfmiddlewaretoken"); return d.toString(); };
  var body = function (f, by) { var d = new URLSearchParams(new FormData(f)); if (by && by.name) d.append(by.name, by.value); return plain(d); };
  var wait = function (f) { return { url: f.getAttribute("action"), body: body(f), words: f.dataset.press, text: typed(f), saves: true }; };
  var saved = function (one, page) { // a note has a new version: what waits for the same item goes on from it
    var f = document.querySelector('form[hx-post="' + one.url + '"]'), v = page.querySelector("[name=version]");
    if (f) { window.htmx.swap(f.getAttribute("hx-target"), page.body.innerHTML, { swapStyle: "outerHTML" }); if (!waiting.some(function (w) { return w.url === one.url; })) forget(key(f)); }
    if (v) waiting.forEach(function (w) { if (w.url === one.url) { var d = new URLSearchParams(w.body); d.set("version", v.value); w.body = d.toString(); } }); };
  var live = function () { var c = document.querySelector("[data-copy]"); return !c || c.hidden; };  // this is not a kept copy
  var answered = function (one, r, text) {
    if (r.type === "opaqueredirect" || r.status === 403) { told = box.dataset.again.replace("{n}", waiting.length); return paint(); }
    if (r.status >= 500 || r.status === 429) return paint();
    var page = new DOMParser().parseFromString(text, "text/html"), said = page.querySelector(".errors li, .errors p") || page.querySelector("[role=status], main h1");
    waiting.shift();
    if (r.status < 400) { if (one.saves) saved(one, page); else goal = r.headers.get("X-Location") || location.pathname; }
    else refused.push({ words: one.words, text: one.text, said: r.status === 404 ? box.dataset.gone : said ? said.textContent.trim().replace(/\s+/g, " ") : "" });
    told = ""; lay();
    if (waiting.length) flush();
    else if (goal || !live()) { var u = new URL(goal || "", location.href); if (u.pathname !== location.pathname) location.href = u.href; else { history.scrollRestoration = "manual"; location.hash = u.hash; location.reload(); } }
    else if (refused.length) box.scrollIntoView({ block: "center" }); };
  var flush = function () {
    if (!box) return waiting.splice(0).forEach(function (f) { window.htmx.trigger(f, "submit"); });
    var one = waiting[0]; if (busy || !one) return; busy = one.tried = true; lay();
    var heads = { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token(), "X-Key": one.key, "X-Ago": String(Math.round((Date.now() - one.at) / 1000)) };
    if (one.saves) heads["HX-Request"] = "true";
    fetch(one.url, { method: "POST", body: one.body, redirect: "manual", headers: heads })
      .then(function (r) { return r.text().then(function (text) { busy = false; answered(one, r, text); }); }).catch(function () { busy = false; paint(); }); };
  document.addEventListener("htmx:configRequest", function (e) { var f = whose(e); if (f && box && f.dataset.press) e.detail.headers["X-Key"] = fresh(); });
  document.addEventListener("htmx:beforeRequest", function (e) { var f = whose(e); if (f && box && f.dataset.press && waiting.length) { e.preventDefault(); put(wait(f)); flush(); } });
  document.addEventListener("htmx:afterRequest", function (e) { var f = whose(e); if (f && e.detail.successful) forget(key(f)); });
  document.addEventListener("htmx:sendError", function (e) {
    var f = whose(e), saved = f && document.querySelector(f.getAttribute("hx-target")); if (!f) return;
    if (saved) saved.textContent = "";  // what stands there is no longer true
    if (box && f.dataset.press) put(Object.assign(wait(f), { key: e.detail.requestConfig.headers["X-Key"], body: plain(new URLSearchParams(Object.entries(e.detail.requestConfig.parameters))), tried: true }));
    else if (waiting.indexOf(f) < 0) waiting.push(f); });
  document.addEventListener("submit", function (e) {
    var f = e.target, by = e.submitter, ballot = f.elements.ballot;
    if (!box || f.hasAttribute("hx-post")) return;
    var alone = f.hasAttribute("data-online") || (ballot && ballot.value !== "card");
    if (alone) { if (waiting.length || !navigator.onLine) { e.preventDefault(); tell(waiting.length ? box.dataset.first.replace("{n}", waiting.length) : box.dataset.online); } return; }
    if (!f.dataset.press) return;
    e.preventDefault(); put({ url: f.getAttribute("action"), body: body(f, by), words: f.dataset.press, text: typed(f) || (by ? by.textContent.trim() : "") });
    if (!navigator.onLine && f.hasAttribute("data-keep")) { f.reset(); forget(key(f)); }
    flush(); });
  window.addEventListener("online", flush);
  if (box) { paint(); flush(); setInterval(flush, 15000); window.addEventListener("beforeunload", function (e) { if (waiting.length && !told) e.preventDefault(); }); }
  // the room's page is kept for a while without network (hall.js, room.js): its keeper's own, at most a day; signing out ends it
  var who = document.documentElement.dataset.who;
  var forgetCopies = function (every) {
    if (!window.caches) return;
    caches.keys().then(function (names) { names.forEach(function (n) { var p = n.split(":"), age = Date.now() - p[3]; if (p[0] === "room" && (every || p[1] !== who || !(age >= 0 && age < 864e5))) caches.delete(n); }); }).catch(function () { /* no storage */ }); };
  if (who) forgetCopies();
  document.addEventListener("submit", function (e) { if (!e.defaultPrevented && e.target.matches('[action="/dang-xuat/"], [data-ends]')) forgetCopies(true); });
  // what the browser refuses by itself it says in the language of the page
  var vi = document.documentElement.lang !== "en", ours = function (el) {
    var v = el.validity;
    if (v.valueMissing) return el.type === "file" ? "Đề nghị chọn tệp." : el.type === "checkbox" ? "Đề nghị đánh dấu ô này." : el.tagName === "SELECT" || el.type === "radio" ? "Đề nghị chọn một mục." : "Đề nghị điền mục này.";
    if (v.rangeUnderflow) return "Đề nghị ghi số không nhỏ hơn " + el.min + ".";
    if (v.rangeOverflow) return "Đề nghị ghi số không lớn hơn " + el.max + ".";
    if (v.badInput || v.stepMismatch) return "Đề nghị ghi một số nguyên.";
    if (v.typeMismatch && el.type === "email") return "Địa chỉ thư điện tử chưa đúng, ví dụ: ten@donvi.vn.";
    return "Đề nghị xem lại mục này."; };
  if (vi) document.addEventListener("invalid", function (e) { e.target.setCustomValidity(""); e.target.setCustomValidity(ours(e.target)); }, true);
  if (vi) ["input", "change"].forEach(function (n) { document.addEventListener(n, function (e) { if (e.target.setCustomValidity) e.target.setCustomValidity(""); }, true); });
  var wrong = document.querySelector(".errors"); if (wrong) wrong.focus();
  document.addEventListener("click", function (e) {
    var t = e.target.closest("[data-open]"); if (t) { var d = document.getElementById(t.dataset.open); if (d && d.showModal) { e.preventDefault(); d.showModal(); } }
    var c = e.target.closest("[data-close]"); if (c) { var g = c.closest("dialog"); if (g) { e.preventDefault(); g.close(); } }
    var f = e.target.closest("[data-toggle]"); if (f) { var x = document.getElementById(f.dataset.toggle); if (x) { e.preventDefault(); x.classList.toggle("open"); var i = x.querySelector("input"); if (i) i.focus(); } }
    var p = e.target.closest("[data-print]"); if (p) window.print();
    document.querySelectorAll("details.menu[open]").forEach(function (m) { if (!m.contains(e.target)) m.open = false; });
  });
  document.querySelectorAll("input[type=file][data-choose]").forEach(function (i) {
    var box = document.createElement("span"), b = document.createElement("span"), n = document.createElement("span");
    box.className = "file"; b.className = "btn calm"; b.textContent = i.dataset.choose; n.className = "muted";
    var name = function () { n.textContent = Array.prototype.map.call(i.files, function (f) { return f.name; }).join(", ") || i.dataset.none; };
    i.parentNode.insertBefore(box, i); box.append(i, b, n); name(); i.addEventListener("change", name);
  });
  document.querySelectorAll("[data-choices]").forEach(function (c) {
    var all = c.querySelector("[data-all]"); if (all) all.hidden = false;
    c.addEventListener("click", function (e) { var b = e.target.closest("[data-check]"); if (b) c.querySelectorAll("input[type=checkbox]").forEach(function (x) { x.checked = !!b.dataset.check; }); });
  });
})();
