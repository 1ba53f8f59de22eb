// Keeps one page: the room of a running meeting, so that it opens again without network. The network is asked first; what is
// kept is marked as such on the page (meetings/room.html). It goes when the meeting is over, when its keeper signs out or
// somebody else signs in (app.js), and after a day. Ballots have addresses of their own, which this worker never sees.
(function () {
  "use strict";
  var HOME = new URL(self.registration.scope).pathname, DAY = 864e5, PATIENCE = 8000, FILES = "room-files", MARK = " data-copy-kept hidden";
  var apart = function (name) { var p = name.split(":"); return { name: name, room: p[0] === "room", who: p[1], place: p[2], at: +p[3] }; };
  var all = function () { return caches.keys().then(function (names) { return names.map(apart).filter(function (c) { return c.room; }); }); };
  var drop = function (found) { return Promise.all(found.map(function (c) { return caches.delete(c.name); })); };
  var over = function () { return all().then(function (found) { return drop(found.filter(function (c) { return c.place === HOME; })); }).then(function () { return self.registration.unregister(); }); };
  var files = function (text) {
    var asked = (text.match(/\/static\/built\/[^"]+/g) || []).filter(function (a, n, list) { return list.indexOf(a) === n; });
    return caches.open(FILES).then(function (held) {
      return held.keys().then(function (old) {
        var there = old.map(function (r) { var u = new URL(r.url); return u.pathname + u.search; });
        return Promise.all(old.filter(function (r, n) { return asked.indexOf(there[n]) < 0; }).map(function (r) { return held.delete(r); })
          .concat(asked.filter(function (a) { return there.indexOf(a) < 0; }).map(function (a) { return held.add(a); }))); }); }); };
  var keep = function (answer) {
    return answer.text().then(function (text) {
      var who = (text.match(/ data-who="(\d+)"/) || [])[1], heads = new Headers(answer.headers), name = ["room", who, HOME, Date.now()].join(":");
      if (!who || text.indexOf(MARK) < 0) return over();
      heads.delete("Content-Encoding"); heads.delete("Content-Length");
      return caches.open(name).then(function (held) { return held.put(HOME, new Response(text, { headers: heads })); }).then(all)
        .then(function (found) { return drop(found.filter(function (c) { return c.name !== name && (c.place === HOME || c.who !== who); })); })
        .then(function () { return files(text); }); }); };
  var kept = function () {
    return all().then(function (found) {
      var mine = found.filter(function (c) { return c.place === HOME; }).sort(function (a, b) { return b.at - a.at; }), age = mine.length ? Date.now() - mine[0].at : -1;
      if (!(age >= 0 && age < DAY)) return drop(mine).then(function () { return null; });
      return caches.open(mine[0].name).then(function (held) { return held.match(HOME); }).then(function (r) {
        return r && r.text().then(function (text) { return new Response(text.replace(MARK, " data-copy-kept"), { headers: r.headers }); }); }); }); };
  var page = function (e) {
    var asked = fetch(e.request), late = new Promise(function (done) { setTimeout(done, PATIENCE); });
    var told = asked.then(function (r) {
      if (r.ok && r.type === "basic") e.waitUntil(keep(r.clone()));
      else if (r.type === "opaqueredirect" || r.status === 404 || r.status === 403) e.waitUntil(over());
      return r.status >= 502 && r.status <= 504 ? kept().then(function (copy) { return copy || r; }) : r; });
    var copied = function () { return kept().then(function (copy) { return copy || asked; }); };
    return Promise.race([told, late.then(function () { return copied(); })]).catch(copied); };
  var file = function (request) { return caches.open(FILES).then(function (held) { return held.match(request); }).then(function (r) { return r || fetch(request); }); };
  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("activate", function (e) { e.waitUntil(self.clients.claim()); });
  self.addEventListener("message", function (e) {
    e.waitUntil(fetch(HOME, { credentials: "same-origin", redirect: "manual" }).then(function (r) { return r.ok ? keep(r) : over(); }).catch(function () { /* no network: the last copy stays */ })); });
  self.addEventListener("fetch", function (e) {
    var u = new URL(e.request.url);
    if (e.request.method !== "GET" || u.origin !== self.location.origin) return;
    if (e.request.mode === "navigate" && u.pathname === HOME) e.respondWith(page(e));
    else if (u.pathname.indexOf("/static/built/") === 0) e.respondWith(file(e.request)); });
})();
