// Reviewing by keyboard; a text and its proposals point at each other; a selection fills the form.
(function () {
  "use strict";
  var paper = document.getElementById("paper"), form = document.getElementById("add"); if (!paper) return;
  var props = function () { return Array.prototype.slice.call(document.querySelectorAll(".prop")); };
  var choose = function (p) {
    document.querySelectorAll(".on").forEach(function (x) { x.classList.remove("on"); });
    if (!p) return; p.classList.add("on"); p.scrollIntoView({ block: "nearest" });
    var m = document.getElementById(p.dataset.mark); if (m) { m.classList.add("on"); m.scrollIntoView({ block: "center" }); }
  };
  document.addEventListener("click", function (e) {
    var m = e.target.closest("mark[data-prop]"); if (m) { choose(document.getElementById(m.dataset.prop)); return; }
    var p = e.target.closest(".prop"); if (p && !e.target.closest("button,a,input,select,textarea")) choose(p);
  });
  document.addEventListener("keydown", function (e) {
    if (e.target.closest("input,textarea,select,button,a,summary") || e.ctrlKey || e.metaKey || e.altKey) return;
    var all = props(), now = all.indexOf(document.querySelector(".prop.on"));
    if (e.key === "j") choose(all[Math.min(now + 1, all.length - 1)]);
    else if (e.key === "k") choose(all[Math.max(now - 1, 0)]);
    else if (now >= 0) {
      var act = { Enter: "taken", x: "refused", u: "open" }[e.key], b = act && all[now].querySelector("button[value=" + act + "]");
      if (b) { e.preventDefault(); var id = all[now + 1] && all[now + 1].id; b.click(); if (id) choose(document.getElementById(id)); }
      if (e.key === "e") { var a = all[now].querySelector("a[hx-get]"); if (a) { e.preventDefault(); a.click(); } }
    }
  });
  document.addEventListener("selectionchange", function () {
    var s = window.getSelection(); if (!s.rangeCount || s.isCollapsed || !paper.contains(s.anchorNode) || !paper.contains(s.focusNode)) return;
    var r = s.getRangeAt(0), host = r.startContainer.parentElement.closest("[data-at]"); if (!host) return;
    var before = Array.from(r.startContainer.data ? r.startContainer.data.slice(0, r.startOffset) : "").length;
    form.querySelector("[data-selection=quote]").value = s.toString();
    form.querySelector("[data-selection=start]").value = Number(host.dataset.at) + before;
  });
})();
