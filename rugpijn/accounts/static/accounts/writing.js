// Below a Dutch text, while it is being written: how it looks and how it reads. Without this, saving says the faults.
"use strict";

const WAIT = 400; // milliseconds after the last key

function readingBelow(area) {
  const found = area.parentElement.querySelector(":scope > .reading");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "reading";
  made.setAttribute("aria-live", "polite");
  area.after(made);
  return made;
}

async function read(area, url) {
  const asked = area.value;
  const body = new FormData();
  body.set("text", asked);
  body.set("field", area.name);
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token }, redirect: "error" });
  if (!answer.ok || area.value !== asked) return; // somebody typed on
  readingBelow(area).innerHTML = await answer.text();
}

document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("writing");
  if (!place) return;
  const waiting = new WeakMap();
  const later = (area, wait) => {
    clearTimeout(waiting.get(area));
    // Offline, or logged out meanwhile: writing goes on, and saving says what is wrong.
    waiting.set(area, setTimeout(() => read(area, place.dataset.url).catch(() => {}), wait));
  };
  const isDutch = (target) => target instanceof HTMLTextAreaElement && target.matches(".localized > textarea[lang=nl]");
  document.addEventListener("input", (event) => { if (isDutch(event.target)) later(event.target, WAIT); });
  document.addEventListener("focusin", (event) => { if (isDutch(event.target)) later(event.target, 0); });
});
