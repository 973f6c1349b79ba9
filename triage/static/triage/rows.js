// Conditions and answers as rows of choices. What fits a question, and what the rows say, the server tells: there is no
// second set of rules here. Without this script a row shows its answers after saving.
"use strict";

const NEWEST = new WeakMap(); // per field: the number of the last question to the server

function nameOf(rows) {
  return rows.querySelector(":scope > input[name$='-rows']").name.slice(0, -"-rows".length);
}

// `when-2-0-question` in the field `when` stands at `2-0`.
function placeOf(row, name) {
  return row.querySelector("[name$='-question'], [name$='-kept']").name.slice(name.length + 1).replace(/-[a-z]+$/, "");
}

// The next empty row below this one, in the same list.
function placeAfter(row, name) {
  const last = Math.max(...[...row.parentElement.children].map((one) => Number(placeOf(one, name).split("-").pop())));
  return placeOf(row, name).replace(/\d+$/, String(last + 1));
}

async function ask(rows, row) {
  const name = nameOf(rows);
  const body = new FormData();
  for (const [key, value] of new FormData(rows.closest("form"))) {
    if (key.startsWith(`${name}-`) || key === "csrfmiddlewaretoken") body.append(key, value);
  }
  body.append("field", name);
  body.append("row", placeOf(row, name));
  body.append("spare", placeAfter(row, name));
  const answer = await fetch(rows.dataset.url, { method: "POST", body });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function element(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.firstElementChild;
}

// What was typed after the server was asked goes along.
function carry(old, made) {
  for (const from of old.querySelectorAll("input, select")) {
    const to = [...made.querySelectorAll(`[name="${from.name}"]`)].find(
      (one) => one.type === from.type && (one.type !== "checkbox" || one.value === from.value));
    if (!to) continue;
    if (to.type === "checkbox") to.checked = from.checked;
    else if (to.type !== "select-one" || [...to.options].some((one) => one.value === from.value)) to.value = from.value;
  }
}

// The same part of the row as the server sees it now. Whoever was in it goes on where they were.
function exchange(row, fresh, part) {
  const [old, made] = [row.querySelector(part), fresh.querySelector(part)];
  if (!old || !made) return;
  const within = old.contains(document.activeElement) ? document.activeElement.name : "";
  if (part === ".row-answer") carry(old, made);
  old.replaceWith(made);
  const again = within && made.querySelector(`[name="${within}"]`);
  if (again) again.focus();
}

function questionChosen(row, select, told) {
  const fresh = element(told.row);
  const isLast = !row.nextElementSibling;
  const list = row.parentElement;
  if (select.value && fresh.matches(".row-group")) {
    row.replaceWith(fresh);
    fresh.querySelector("input").focus();
  } else if (select.value) {
    exchange(row, fresh, ".row-compared");
  }
  if (isLast && select.value) list.append(element(told.spare));
}

function tell(rows, html) {
  const told = rows.querySelector(":scope > .rows-told");
  if (told) told.innerHTML = html;
}

async function changed(control) {
  const [rows, row] = [control.closest(".rows"), control.closest(".row")];
  const number = (NEWEST.get(rows) || 0) + 1;
  NEWEST.set(rows, number);
  row.querySelectorAll(":scope > .fault").forEach((fault) => fault.remove());
  row.classList.remove("row-wrong");
  const value = control.value;
  let told;
  try {
    told = await ask(rows, row);
  } catch {
    tell(rows, "<p class='help'>Wat dit betekent, is nu niet te zien. U kunt wel opslaan; er gaat niets verloren.</p>");
    return;
  }
  if (control.value === value && row.isConnected) {
    if (control.matches("[name$='-question']") && !row.matches(".row-group")) questionChosen(row, control, told);
    else if (control.matches(".row-compare")) exchange(row, element(told.row), ".row-answer");
  }
  if (NEWEST.get(rows) === number) tell(rows, told.told);
}

document.addEventListener("input", (event) => {
  if (event.target.closest(".rows .row")) changed(event.target);
});
