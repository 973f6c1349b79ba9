// Rows of detail: their order is that of the page, however they came there; one that is taken away can still be kept.
"use strict";

function rowsOf(formset) {
  return [...formset.querySelectorAll(":scope > .form-group:not(.empty-form)")];
}

function number(formset) {
  rowsOf(formset).forEach((row, place) => {
    const order = row.querySelector(`input[name$='-${formset.dataset.orderingField}']`);
    if (order) order.value = place;
  });
}

function say(text) {
  let live = document.getElementById("said");
  if (!live) {
    live = document.body.appendChild(document.createElement("p"));
    live.id = "said";
    live.className = "unseen";
    live.setAttribute("role", "status");
  }
  live.textContent = text;
}

function move(button, step) {
  const row = button.closest(".form-group");
  const formset = row.parentElement;
  const rows = rowsOf(formset);
  const place = rows.indexOf(row) + step;
  if (place < 0 || place >= rows.length) return;
  if (step < 0) rows[place].before(row); else rows[place].after(row);
  number(formset);
  button.focus();
  say(`Staat nu op plaats ${place + 1} van ${rows.length}.`);
}

function fold(button) {
  const folded = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", folded);
  button.closest("fieldset").querySelector(".formset").classList.toggle("folded", folded);
}

function remove(tick) {
  const row = tick.closest(".form-group");
  tick.parentElement.querySelector("span").textContent = tick.checked ? "Toch houden" : "Verwijderen";
  say(tick.checked ? "Deze rij gaat weg als u opslaat." : "Deze rij blijft.");
  row.classList.toggle("leaving", tick.checked);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.matches(".row-up")) move(button, -1);
  if (button.matches(".row-down")) move(button, 1);
  if (button.matches(".rows-fold")) fold(button);
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".row-remove input")) remove(event.target);
});

// A new row can be dragged as well, and its first field is where somebody goes on.
document.addEventListener("formset:added", (event) => {
  const row = event.target.closest(".form-group");
  if (!row) return;
  row.classList.replace("template", "original");
  number(row.parentElement);
  const field = row.querySelector("textarea, select, input:not([type=hidden]):not(.delete)");
  if (field) field.focus();
});

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".row-remove input:checked").forEach(remove); // a form that came back with faults
  document.querySelectorAll("form").forEach((form) => {
    form.addEventListener("submit", () => form.querySelectorAll(".formset[data-ordering-field]").forEach(number));
  });
});
