/* <pass-key>: its form is sent with what the browser's passkey says. Options come from a JSON element or an address. */
const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const named = (keys = []) => keys.map((key) => ({ ...key, id: toBytes(key.id) }));

const said = (credential) => {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, toText(response[part])]);
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(given),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};

class PassKey extends HTMLElement {
  connectedCallback() {
    if (!window.PublicKeyCredential) return;
    this.hidden = false;
    this.addEventListener("submit", this);
  }

  async handleEvent(event) {
    event.preventDefault();
    const form = event.target;
    try {
      form.elements.credential.value = said(await this.#ask(await this.#options(), form));
      form.submit();
    } catch {
      const alert = this.querySelector("[role=alert]");
      alert.className = "notice";
      alert.dataset.tone = "refusal";
      alert.textContent = this.dataset.failed;
    }
  }

  async #options() {
    const given = document.getElementById(this.getAttribute("options"));
    if (given) return JSON.parse(given.textContent);
    const answer = await fetch(this.getAttribute("href"), { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }

  #ask({ creation_options: making, request_options: asking }, form) {
    if (asking) {
      const key = asking.publicKey;
      const publicKey = { ...key, challenge: toBytes(key.challenge), allowCredentials: named(key.allowCredentials) };
      return navigator.credentials.get({ publicKey });
    }
    const key = making.publicKey;
    const alone = Boolean(form.elements.passwordless?.checked);
    const choice = { ...key.authenticatorSelection, residentKey: alone ? "required" : "discouraged" };
    choice.requireResidentKey = alone;
    if (alone) choice.userVerification = "required";
    const publicKey = { ...key, challenge: toBytes(key.challenge), authenticatorSelection: choice };
    publicKey.user = { ...key.user, id: toBytes(key.user.id) };
    publicKey.excludeCredentials = named(key.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  }
}

customElements.define("pass-key", PassKey);
