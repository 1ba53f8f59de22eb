// Manners of every page but the review: what it says when the network or the server is gone, fields that follow a choice,
// arrow keys from page to page, a password that is shown.
(function () {
  "use strict";
  var vi = document.documentElement.lang !== "en", box = document.querySelector("[data-waits]");
  var whose = function (e) { return e.detail.elt && e.detail.elt.matches && e.detail.elt.matches("form[data-keep]"); };
  // without network the browser would show a page of its own instead of what is being typed: a sentence stands here
  var said = null, cases = {
    press: ["Chưa có kết nối mạng. Nội dung đang nhập còn nguyên trên trang này; khi có mạng, đề nghị bấm lại.", "There is no network. What you typed is still on this page; please press again once it is back."],
    saves: ["Chưa có kết nối mạng. Nội dung đang nhập còn nguyên trên trang này; có mạng thì hệ thống tự lưu.", "There is no network. What you typed is still on this page; it is saved by itself once it is back."],
    down: ["Hệ thống chưa trả lời được. Nội dung đang nhập còn nguyên trên trang này; đề nghị thử lại sau ít phút.", "The system could not answer. What you typed is still on this page; please try again in a few minutes."] };
  var lost = function (why) {
    if (!said) { said = document.createElement("div"); said.className = "say warn net"; said.setAttribute("role", "alert"); (document.querySelector("main") || document.body).prepend(said); }
    said.hidden = false; said.textContent = cases[why][vi ? 0 : 1]; };
  var away = function (e) { if (!e.defaultPrevented && !navigator.onLine) { e.preventDefault(); try { sessionStorage.removeItem("sent"); } catch (x) { /* no storage */ } lost("press"); } };
  // where the browser believes itself online and is not, a worker says it (away.js)
  if (navigator.serviceWorker) navigator.serviceWorker.register("/mang.js").catch(function () { /* not offered here */ });
  var found = function () { if (said) said.hidden = true; };
  window.addEventListener("online", found);
  document.addEventListener("submit", function (e) { if (e.target.method !== "dialog" && !e.target.hasAttribute("hx-post")) away(e); });
  // a second press of the same button while the first is on its way is no second act
  var gone = null;
  window.addEventListener("pageshow", function () { gone = null; });
  document.addEventListener("submit", function (e) {
    var f = e.target; if (e.defaultPrevented || f.method !== "post" || f.hasAttribute("hx-post")) return;
    if (gone === f) return e.preventDefault();
    gone = f; setTimeout(function () { if (gone === f) gone = null; }, 5000); });
  document.addEventListener("click", function (e) {
    var a = e.target.closest && e.target.closest("a[href]");
    if (a && !e.ctrlKey && !e.metaKey && a.origin === location.origin && a.target !== "_blank" && a.href.split("#")[0] !== location.href.split("#")[0]) away(e); });
  document.addEventListener("htmx:sendError", function (e) { if (!box) lost(whose(e) ? "saves" : "press"); });
  document.addEventListener("htmx:responseError", function (e) { if (e.detail.xhr.status >= 500) lost("down"); });
  document.addEventListener("htmx:afterRequest", function (e) { if (e.detail.successful) found(); });
  // an answer that is late does not replace what was typed meanwhile
  var meanwhile = [];
  document.addEventListener("htmx:beforeRequest", function () { meanwhile = []; });
  document.addEventListener("input", function (e) { meanwhile.push(e.target); });
  document.addEventListener("htmx:oobBeforeSwap", function (e) { if (meanwhile.indexOf(e.detail.target) >= 0) e.detail.shouldSwap = false; });
  // one choice answers its whole question: what app.js said at every button of it is taken back from all of them
  document.addEventListener("change", function (e) {
    if (e.target.type === "radio" && e.target.form) e.target.form.querySelectorAll('input[type=radio][name="' + e.target.name + '"]').forEach(function (i) { i.setCustomValidity(""); }); });
  // a field that one choice needs is shown with that choice: data-only="name=value value"
  document.querySelectorAll("[data-only]").forEach(function (el) {
    var only = el.dataset.only.split("="), box = el.closest(".field");
    var show = function () { box.hidden = only[1].split(" ").indexOf(el.form.elements[only[0]].value) < 0; };
    el.form.addEventListener("change", show); show();
  });
  document.addEventListener("keydown", function (e) {
    var m = e.key === "Escape" && document.querySelector("details.menu[open]"); if (m) { m.open = false; m.querySelector("summary").focus(); } });
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
