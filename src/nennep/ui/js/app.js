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
  if (sent && document.querySelector("nav.tabs") && !document.querySelector(".errors, [aria-invalid=true]")) forget(sent);
  if (document.querySelector("[data-done-form]")) forget("");
  document.querySelectorAll("form[data-keep]").forEach(function (f) {
    var said = f.querySelector("[data-kept]"), text = null;
    try { text = sessionStorage.getItem(key(f)); } catch (x) { /* no storage */ }
    if (text && !f.querySelector("[aria-invalid=true]")) { give(f, JSON.parse(text)); if (said) said.hidden = false; }
    f.addEventListener("input", function () { keep(f); });
    f.addEventListener("submit", function () { try { sessionStorage.setItem("sent", key(f)); } catch (x) { /* no storage */ } });
  });
  // what saves itself: kept here until it is saved; sent again when the network is back
  var waiting = [], whose = function (e) { var f = e.detail.elt; return f && f.matches && f.matches("form[data-keep]") ? f : null; };
  document.addEventListener("htmx:afterRequest", function (e) { var f = whose(e); if (f && e.detail.successful) forget(key(f)); });
  document.addEventListener("htmx:sendError", function (e) { var f = whose(e); if (f && waiting.indexOf(f) < 0) waiting.push(f); });
  window.addEventListener("online", function () { waiting.splice(0).forEach(function (f) { window.htmx.trigger(f, "submit"); }); });
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
  document.querySelectorAll("[data-sum]").forEach(function (c) {
    var goal = +c.dataset.sum, out = c.querySelector("[data-total]"), lack = c.querySelector("[data-lack]");
    var said = function (n) { return n.toLocaleString("vi-VN"); };
    var read = function (t) { t = t.trim().replace(/[. ](?=\d{3}(\D|$))/g, "").replace(",", "."); return +t > 0 ? +t : 0; };
    var sum = function () {
      var all = 0;
      c.querySelectorAll("tbody tr").forEach(function (r) { if (r.querySelector("[type=checkbox]").checked) all += read(r.querySelector("[inputmode]").value); });
      out.textContent = said(all); lack.hidden = all >= goal; lack.querySelector("b").textContent = said(goal - all);
    };
    ["input", "change", "click"].forEach(function (on) { c.addEventListener(on, sum); }); sum();
  });
  // a page before and a page after: the arrow keys, unless something is being typed or scrolled
  document.addEventListener("keydown", function (e) {
    var way = { ArrowLeft: "prev", ArrowRight: "next" }[e.key];
    if (!way || e.altKey || e.ctrlKey || e.metaKey || e.shiftKey || e.target.closest("input, select, textarea, .scroll, [role=region]")) return;
    var a = document.querySelector('.head a[rel="' + way + '"]'); if (a) { e.preventDefault(); a.click(); }
  });
  document.querySelectorAll("[data-show-password]").forEach(function (b) {
    b.addEventListener("click", function () { var i = document.getElementById(b.dataset.showPassword); i.type = i.type === "password" ? "text" : "password"; b.setAttribute("aria-pressed", i.type === "text"); });
  });
})();
