// Saves each answer of a sheet by itself while it is typed. What has not been confirmed by the
// server stays in this tab's own storage, and is sent again until it is.
"use strict";

(() => {
  const line = document.querySelector("[data-answers]");
  if (!line) return;
  const PAUSE = 800; // ms after the last key
  const RETRY = 5000;
  const address = line.dataset.answers;
  const form = document.getElementById("sheet");
  const carried = document.getElementById("seen");
  const store = `unsaved ${address}`;
  const unsaved = JSON.parse(sessionStorage.getItem(store) || "{}");
  const seen = new Map();
  const held = new Set(); // waits for a choice between two values, or is not welcome
  const timers = new Map();
  let asking = null;

  const keep = () => sessionStorage.setItem(store, JSON.stringify(unsaved));
  const forget = (name) => {
    delete unsaved[name];
    keep();
  };
  const say = (words, signIn = false) => {
    const told = document.getElementById("saved");
    if (told.textContent !== words) told.textContent = words; // said aloud once, not each time
    document.getElementById("sign-in-again").hidden = !signIn;
  };

  const controls = (name) => (form ? [...form.elements].filter((e) => e.name === name) : []);
  const chooses = (control) => ["radio", "checkbox"].includes(control.type);
  const valuesOf = (name) =>
    controls(name).filter((e) => !chooses(e) || e.checked).map((e) => e.value);
  const show = (name, values) => {
    for (const control of controls(name)) {
      if (chooses(control)) control.checked = values.includes(control.value);
      else control.value = values[0] ?? "";
    }
  };
  const see = (name, version) => {
    seen.set(name, version);
    if (carried) carried.value = [...seen].map((pair) => pair.join(":")).join(" ");
  };

  const token = () => {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  };
  const body = (name) => {
    const { values, version, sent } = unsaved[name];
    const told = new FormData();
    told.append("csrfmiddlewaretoken", token());
    told.append("name", name);
    told.append("version", version);
    for (const value of values) told.append("value", value);
    if (sent !== null) told.append("sent", sent);
    return told;
  };

  const kept = (name, text, told) => {
    see(name, told.version);
    if (unsaved[name]?.values.join() === text) forget(name);
    else if (unsaved[name]) Object.assign(unsaved[name], { version: told.version, sent: null });
    keep();
    if (!waiting().length) say(told.saved);
    document.getElementById("calculation")?.dispatchEvent(new CustomEvent("saved"));
  };
  const refused = (name, status, told) => {
    held.add(name);
    if (told.html) {
      const place = document.querySelector(`[id="item-${name}"] .ib-rivals`);
      if (place) place.innerHTML = told.html;
    } else if (status !== 413 && status !== 422) {
      forget(name);
    }
    say(told.message);
  };
  const later = (words, signIn) => {
    say(words, signIn);
    setTimeout(next, RETRY);
    return false;
  };

  const waiting = () => Object.keys(unsaved).filter((name) => !held.has(name));
  // True once the server has answered for this one, whatever it said.
  const ask = async (name) => {
    const text = unsaved[name].values.join();
    const request = { method: "POST", body: body(name), redirect: "manual" };
    unsaved[name].sent = text;
    keep();
    let answer, told;
    try {
      answer = await fetch(address, { ...request, headers: { Accept: "application/json" } });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        return later(line.dataset.signedOut, true);
      }
      told = await answer.json();
    } catch {
      return later(line.dataset.failed, false);
    }
    if (answer.ok) kept(name, text, told);
    else refused(name, answer.status, told);
    return true;
  };
  const all = async () => {
    for (let name = waiting()[0]; name !== undefined; [name] = waiting()) {
      if (!(await ask(name))) return;
    }
  };
  // One request at a time: the answers of the server then come in the order of typing.
  const next = () => {
    asking ??= all().finally(() => {
      asking = null;
    });
    return asking;
  };

  const note = (event) => {
    const name = event.target.name;
    if (!name || event.target.type === "hidden" || event.target.type === "submit") return;
    held.delete(name);
    const before = unsaved[name];
    const version = before?.version ?? seen.get(name) ?? 0;
    unsaved[name] = { values: valuesOf(name), version, sent: before?.sent ?? null };
    keep();
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(next, PAUSE));
  };

  // A button of the sheet posts everything, at once. Only where an older text of a field is on its
  // way must that have arrived first, or the page would be in conflict with itself.
  let posting = false;
  const overtaken = () =>
    asking !== null &&
    waiting().some((name) => ![null, unsaved[name].values.join()].includes(unsaved[name].sent));
  const post = (event) => {
    const button = event.submitter;
    if (["mine", "theirs"].includes(button?.name)) {
      forget(button.value.slice(0, button.value.lastIndexOf(":")));
    }
    if (posting) return;
    for (const timer of timers.values()) clearTimeout(timer);
    if (!overtaken()) {
      waiting().forEach(forget);
      return;
    }
    event.preventDefault();
    posting = true;
    next().then(() => form.requestSubmit(button));
  };
  const leave = () => {
    for (const name of waiting()) navigator.sendBeacon(address, body(name));
  };

  for (const pair of (carried?.value ?? "").split(" ").filter(Boolean)) {
    const colon = pair.lastIndexOf(":");
    seen.set(pair.slice(0, colon), Number(pair.slice(colon + 1)));
  }
  for (const [name, { values }] of Object.entries(unsaved)) show(name, values);
  next();
  form?.addEventListener("input", note);
  form?.addEventListener("submit", post);
  addEventListener("online", next);
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => {
    if (event.persisted) posting = false;
  });
})();
