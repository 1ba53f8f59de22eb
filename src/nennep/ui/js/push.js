// Pushes on this device: switched on by its owner on the page of notices, and off there or from any other device.
(function () {
  "use strict";
  var on = document.querySelector("[data-push]"), say = document.querySelector("[data-push-said]"), worker = navigator.serviceWorker;
  if (!say) return;
  var tell = function (name) { say.textContent = say.dataset[name]; say.hidden = false; };
  var wanted = document.querySelector("[data-push-key]");
  if (!worker || !window.PushManager || !window.Notification || !window.isSecureContext) { if (wanted) tell("lacking"); return; }
  var raw = function (text) { return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), function (c) { return c.charCodeAt(0); }); };
  var words = function (buffer) { var t = ""; new Uint8Array(buffer).forEach(function (b) { t += String.fromCharCode(b); }); return btoa(t).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""); };
  var mine = function () { return worker.getRegistration("/thong-bao/").then(function (r) { return r ? r.pushManager.getSubscription() : null; }); };
  var digest = function (text) { return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)).then(function (d) { return words(d).slice(0, 16); }); };
  mine().then(function (sub) { return sub && digest(sub.endpoint).then(function (mark) {
    var here = document.querySelector('[data-device="' + mark + '"]'); if (!here) return;
    here.querySelector("[data-here]").hidden = false; if (on) on.hidden = true;
    here.querySelector("form").addEventListener("submit", function (e) { if (!e.defaultPrevented) sub.unsubscribe().catch(function () { /* the service says 410 at the next push, the server forgets it then */ }); });
  }); }).catch(function () { /* the list stands without the mark */ });
  if (!on) return;
  on.hidden = false;
  on.addEventListener("submit", function (e) {
    if (e.defaultPrevented) return;
    e.preventDefault(); var button = on.querySelector("button"); if (button.disabled) return; button.disabled = true; tell("asking");
    Notification.requestPermission().then(function (answer) {
      if (answer !== "granted") throw new Error("refused");
      return worker.register(on.dataset.listener, { scope: "/thong-bao/" });
    }).then(function (r) { return r.active ? r : new Promise(function (done, fail) { var w = r.installing || r.waiting; w.addEventListener("statechange", function () { if (w.state === "activated") done(r); if (w.state === "redundant") fail(new Error("lost")); }); }); })
      .then(function (r) {
        return r.pushManager.getSubscription().then(function (old) { return old && old.options.applicationServerKey && words(old.options.applicationServerKey) !== on.dataset.pushKey ? old.unsubscribe() : null; })
          .then(function () {  // a network that keeps the service away does not always say so
            return Promise.race([r.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: raw(on.dataset.pushKey) }), new Promise(function (_, fail) { setTimeout(fail, 30000, new Error("lost")); })]); }); })
      .then(function (sub) {
        on.elements.endpoint.value = sub.endpoint; on.elements.p256dh.value = words(sub.getKey("p256dh")); on.elements.auth.value = words(sub.getKey("auth")); on.submit();
      }).catch(function (trouble) { button.disabled = false; tell(trouble.message === "refused" || trouble.name === "NotAllowedError" ? "refused" : "lost"); });
  });
})();
