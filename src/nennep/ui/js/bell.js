// Waits for pushes. A push carries a sentence and a path of ours, nothing else; pressing it opens that path.
(function () {
  "use strict";
  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("push", function (e) {
    var told = {}; try { told = e.data.json() || {}; } catch (x) { /* not ours: the plain words */ }
    e.waitUntil(self.registration.showNotification("Nền Nếp", { body: String(told.words || "Đồng chí có việc mới trên Nền Nếp."), tag: "nennep", renotify: true, data: { path: told.path } }));
  });
  self.addEventListener("notificationclick", function (e) {
    var path = e.notification.data && e.notification.data.path, home = self.location.origin, to = new URL("/thong-bao/", home);
    try { var asked = new URL(path || "/thong-bao/", home); if (asked.origin === home) to = asked; } catch (x) { /* the notices */ }
    e.notification.close();
    e.waitUntil(self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(function (open) {
      var there = open.filter(function (c) { return c.url === to.href; })[0];
      return there ? there.focus() : self.clients.openWindow(to.href); }));
  });
})();
