// A block of a section shows the fields that its kind has; what is filled in already stays in sight.
"use strict";

const BLOCK_FIELDS = {
  paragraph: ["text"], callout: ["tone", "text"], list: ["title", "text"], steps: ["title", "text"],
  alarmSigns: ["refs"], advice: ["refs"], faqs: ["refs"],
};

function filled(row) {
  return [...row.querySelectorAll("textarea, select")].some((field) => field.value);
}

function showFields(kind) {
  const wanted = BLOCK_FIELDS[kind.value];
  const block = kind.closest(".form-group");
  for (const name of ["tone", "title", "text", "refs"]) {
    const row = block && block.querySelector(`.field-${name}`);
    if (row) row.classList.toggle("hidden-for-kind", Boolean(wanted) && !wanted.includes(name) && !filled(row));
  }
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("select[name^='blocks-'][name$='-kind']").forEach(showFields);
  const $ = window.django && window.django.jQuery;
  const changed = (event) => { if (/^blocks-\d+-kind$/.test(event.target.name || "")) showFields(event.target); };
  if ($) $(document).on("change", "select", changed); else document.addEventListener("change", changed);
});
