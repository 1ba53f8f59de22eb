// Pages where many are picked: dragging what is ticked, and a sum that is told while it is typed.
(function () {
  "use strict";
  // what is ticked may also be dragged onto one of the buttons that send it
  document.querySelectorAll("[data-drag]").forEach(function (f) {
    f.querySelectorAll("input[type=checkbox]").forEach(function (i) { i.closest("label").draggable = true; });
    f.addEventListener("dragstart", function (e) {
      var i = e.target.querySelector && e.target.querySelector("input[type=checkbox]"); if (!i) return;
      i.checked = true; e.dataTransfer.setData("text/plain", i.value); e.dataTransfer.effectAllowed = "move";
    });
    f.querySelectorAll("button[name=to]").forEach(function (b) {
      ["dragenter", "dragover"].forEach(function (on) { b.addEventListener(on, function (e) { e.preventDefault(); b.classList.add("over"); }); });
      b.addEventListener("dragleave", function () { b.classList.remove("over"); });
      b.addEventListener("drop", function (e) { e.preventDefault(); b.click(); });
    });
  });
  // shares that are typed add up below, and say what is lacking
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
})();
