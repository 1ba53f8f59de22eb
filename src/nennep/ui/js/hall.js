// The room of a meeting: its clock, and the worker (room.js) that keeps the page for a while without network.
(function () {
  "use strict";
  // a time that runs: seconds so far by the server, counted on from there
  document.querySelectorAll("[data-running]").forEach(function (el) {
    var from = performance.now() - 1000 * el.dataset.running, two = function (n) { return (n < 10 ? "0" : "") + n; };
    var show = function () { var s = Math.floor((performance.now() - from) / 1000); el.textContent = Math.floor(s / 60) + ":" + two(s % 60); };
    show(); setInterval(show, 1000);
  });
  // a press leads back to its place; a page that was loaded anew with the same address would stay at its top
  var place = location.hash && document.getElementById(location.hash.slice(1));
  if (place && window.scrollY < 1) place.scrollIntoView();
  var copy = document.querySelector("[data-copy]"), worker = copy && navigator.serviceWorker, soon = null;
  if (!worker) return;
  var refresh = function () { if (worker.controller) worker.controller.postMessage("keep"); };
  var waits = function () { var b = document.querySelector("[data-waits]"); try { return localStorage.getItem("waits:" + b.dataset.waits + ":" + location.pathname); } catch (x) { return null; } };
  worker.addEventListener("controllerchange", refresh, { once: true });
  worker.register(copy.dataset.copy, { scope: location.pathname }).catch(function () { /* not offered here: the page works while it is open */ });
  document.addEventListener("htmx:afterRequest", function (e) { if (e.detail.successful) { clearTimeout(soon); soon = setTimeout(refresh, 3000); } });
  window.addEventListener("online", function () { if (!copy.hidden && !waits()) location.reload(); });
})();
