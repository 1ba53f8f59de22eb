// A button that copies the text of a field, for pages whose text goes into another application.
(function () {
  "use strict";
  document.querySelectorAll("[data-copies]").forEach(function (b) {
    var f = document.getElementById(b.dataset.copies), said = document.createElement("span");
    said.className = "muted"; said.setAttribute("role", "status"); b.after(" ", said); b.hidden = false;
    var old = function () { f.select(); if (!document.execCommand("copy")) throw new Error("refused"); };
    b.addEventListener("click", function () {
      said.textContent = "";
      var done = navigator.clipboard && window.isSecureContext ? navigator.clipboard.writeText(f.value).catch(old) : new Promise(function (go) { old(); go(); });
      done.then(function () { said.textContent = b.dataset.done; }, function () { f.focus(); f.select(); said.textContent = b.dataset.lost; });
    });
  });
})();
