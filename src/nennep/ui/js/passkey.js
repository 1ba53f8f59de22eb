// Passkeys: asks the browser to make or use one, and sends the answer with the form. Hidden where there are none.
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  var bytes = function (text) { var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/")); return Uint8Array.from(raw, function (c) { return c.charCodeAt(0); }); };
  var words = function (buffer) { var raw = ""; new Uint8Array(buffer).forEach(function (b) { raw += String.fromCharCode(b); }); return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, ""); };
  var named = function (list) { return (list || []).map(function (one) { return Object.assign({}, one, { id: bytes(one.id) }); }); };
  var asked = function (options) {
    var key = Object.assign({}, options.publicKey);
    key.challenge = bytes(key.challenge);
    if (key.user) key.user = Object.assign({}, key.user, { id: bytes(key.user.id) });
    if (key.excludeCredentials) key.excludeCredentials = named(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = named(key.allowCredentials);
    return { publicKey: key };
  };
  var told = function (made) {
    var answer = { clientDataJSON: words(made.response.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) { if (made.response[name]) answer[name] = words(made.response[name]); });
    if (made.response.getTransports) answer.transports = made.response.getTransports();
    return { id: made.id, rawId: words(made.rawId), type: made.type, response: answer, clientExtensionResults: made.getClientExtensionResults() };
  };
  var options = function (form) {
    var data = document.getElementById("js_data");
    if (data) return Promise.resolve(JSON.parse(data.textContent));
    return fetch(form.action, { headers: { Accept: "application/json" } }).then(function (answer) { return answer.json(); });
  };
  var make = function (given, form) {
    var wish = asked(given.creation_options), choice = form.querySelector("[name=passwordless]"), alone = choice && (choice.checked || choice.type === "hidden");
    wish.publicKey.authenticatorSelection = Object.assign({}, wish.publicKey.authenticatorSelection, { residentKey: alone ? "required" : "discouraged", requireResidentKey: !!alone });
    if (alone) wish.publicKey.authenticatorSelection.userVerification = "required";
    return navigator.credentials.create(wish);
  };
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var trouble = form.querySelector("[data-trouble]");
    form.hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault(); if (trouble) trouble.hidden = true;
      options(form).then(function (given) { return given.creation_options ? make(given, form) : navigator.credentials.get(asked(given.request_options)); })
        .then(function (made) { form.querySelector("[name=credential]").value = JSON.stringify(told(made)); form.submit(); })
        .catch(function () { if (trouble) { trouble.hidden = false; trouble.focus(); } });
    });
  });
})();
