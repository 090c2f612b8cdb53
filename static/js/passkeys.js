// Passkeys: shows the forms that need a browser which knows them, and says in words when it did not work.
// The rest is allauth's webauthn.js. Without this script there are codes.
(() => {
  const form = document.getElementById("passkey-form");
  if (!form || !window.PublicKeyCredential) return;
  const forms = window.allauth.webauthn.forms;
  const ids = { credential: "id_credential", data: "passkey-data" };
  if (document.getElementById("add-passkey")) forms.addForm({ ids: { ...ids, add: "add-passkey" } });
  if (document.getElementById("use-passkey")) forms.authenticateForm({ ids: { ...ids, authenticate: "use-passkey" } });
  form.hidden = false;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.getElementById("passkey-problem").textContent =
      "Your browser did not give us a passkey. Try again, or use a code.";
  });
})();
