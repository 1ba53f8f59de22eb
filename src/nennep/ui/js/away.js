// Stands between the pages and a network that is gone while the browser believes itself online: instead of the browser's
// own error a sentence of the house, and what was typed comes back (app.js kept it). It keeps no page and no answer, and a
// page does not wait for it: the browser asks the network while this worker is still being woken (navigation preload).
(function () {
  "use strict";
  var page = function (sent) {
    var words = sent
      ? ["Chưa nhận được trả lời của hệ thống", "Mạng bị gián đoạn khi đang gửi. Nội dung đã nhập được giữ trên máy này (trừ mật khẩu và tệp). Khi có mạng, đề nghị trở lại trang đang nhập, xem nội dung đã được ghi chưa, rồi gửi lại nếu chưa.", "Trở lại trang đang nhập", "The network broke off while sending. What you typed is kept on this device (except passwords and files). Once the network is back, please return, see whether it was saved, and send it again if not."]
      : ["Chưa mở được trang", "Chưa kết nối được với hệ thống. Trang tự mở khi có mạng.", "Thử lại", "The system cannot be reached. The page opens by itself once the network is back."];
    return "<!doctype html><html lang=vi><meta charset=utf-8><meta name=viewport content='width=device-width,initial-scale=1'><title>" + words[0] + "</title>" +
      "<style>body{font:17px/1.55 system-ui,sans-serif;background:#f7f4ee;color:#23211d;margin:0;padding:10vh 20px}main{max-width:34rem;margin:auto;background:#fff;border:1px solid #e2dccf;border-radius:12px;padding:24px}h1{font-size:1.35rem;margin:0 0 12px}button{font:inherit;font-weight:600;min-height:46px;padding:0 20px;border:0;border-radius:10px;background:#a3161a;color:#fff}[lang=en]{color:#5d574c;font-size:.95rem}</style>" +
      "<main><h1>" + words[0] + "</h1><p>" + words[1] + "</p><p role=status id=s></p><p><button id=b>" + words[2] + "</button></p><p lang=en>" + words[3] + "</p></main>" +
      "<script>var sent=" + !!sent + ",s=document.getElementById('s'),go=function(){if(sent)history.back();else location.reload();};" +
      "var look=function(press){fetch('/song',{credentials:'omit',cache:'no-store'}).then(function(r){if(!r.ok)throw 0;if(press||!sent)go();else s.textContent='Đã có mạng.';},function(){throw 0;}).catch(function(){if(press)s.textContent='Vẫn chưa có mạng.';});};" +
      "document.getElementById('b').onclick=function(){look(true);};addEventListener('online',function(){look(false);});setInterval(function(){look(false);},5000);</script></html>"; };
  self.addEventListener("install", function () { self.skipWaiting(); });
  self.addEventListener("activate", function (e) {
    var early = self.registration.navigationPreload;
    e.waitUntil(Promise.all([self.clients.claim(), early && early.enable()])); });
  self.addEventListener("fetch", function (e) {
    if (e.request.mode !== "navigate") return;
    var sent = e.request.method !== "GET";
    e.respondWith(Promise.resolve(e.preloadResponse).then(function (r) { return r || fetch(e.request); }).catch(function () { return new Response(page(sent), { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" } }); })); });
})();
