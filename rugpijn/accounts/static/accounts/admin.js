// The order in which records are chosen is the order in which people see them: what is chosen last, comes last.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const $ = window.django && window.django.jQuery;
  if (!$) return;
  $(document).on("select2:select", "select[data-ordered]", function (event) {
    const option = event.params.data.element;
    this.appendChild(option);
    $(this).trigger("change");
  });
});

// A block of a section shows the fields that its kind has; what is filled in already stays in sight.
const BLOCK_FIELDS = {
  paragraph: ["text"], callout: ["tone", "text"], list: ["title", "text"], steps: ["title", "text"],
  alarmSigns: ["refs"], advice: ["refs"], faqs: ["refs"],
};
function filled(row) {
  return [...row.querySelectorAll("textarea, select")].some((field) => field.value);
}
function showFields(kind) {
  const wanted = BLOCK_FIELDS[kind.value];
  const prefix = kind.name.replace(/kind$/, "");
  for (const name of ["tone", "title", "text", "refs"]) {
    const field = document.querySelector(`[name="${prefix}${name}"], [name="${prefix}${name}_nl"]`);
    const row = field && field.closest(`.field-${name}`);
    if (row) row.classList.toggle("hidden-for-kind", Boolean(wanted) && !wanted.includes(name) && !filled(row));
  }
}
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("select[name^='blocks-'][name$='-kind']").forEach(showFields);
  const $ = window.django && window.django.jQuery;
  const changed = (event) => { if (/^blocks-\d+-kind$/.test(event.target.name || "")) showFields(event.target); };
  if ($) $(document).on("change", "select", changed); else document.addEventListener("change", changed);
});
