// Unfold's pages for people who listen to them, and choices that keep their order.
"use strict";

// An icon is a word in a font of its own: `arrow_back` is for the eye alone.
function hideIcons(root) {
  root.querySelectorAll(".material-symbols-outlined").forEach((icon) => icon.setAttribute("aria-hidden", "true"));
}

// Select2 makes fields of its own beside the real one, and gives them no name.
function nameSearchFields(root) {
  root.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
    const label = select.labels && select.labels[0];
    const field = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-search__field");
    if (label && field) field.setAttribute("aria-label", label.textContent.replace("*", "").trim());
  });
}

function mend(root) {
  hideIcons(root);
  nameSearchFields(root);
}

document.addEventListener("DOMContentLoaded", () => {
  mend(document);
  const $ = window.django && window.django.jQuery;
  if (!$) return;
  $(() => mend(document)); // Select2 starts with jQuery's own ready
  document.addEventListener("formset:added", (event) => {
    $(event.target).find(".unfold-admin-autocomplete").djangoCustomSelect2();
    mend(event.target);
  });
  $(document).on("select2:open", (event) => {
    const label = event.target.labels && event.target.labels[0];
    const field = document.querySelector(".select2-container--open .select2-search__field");
    if (label && field) field.setAttribute("aria-label", `Zoeken bij ${label.textContent.replace("*", "").trim()}`);
  });
  // The order in which records are chosen is the order in which people see them: what is chosen last, comes last.
  $(document).on("select2:select", "select[data-ordered]", function (event) {
    this.appendChild(event.params.data.element);
    $(this).trigger("change");
    nameSearchFields(document);
  });
  $(document).on("change", "select", () => nameSearchFields(document));
});

// SimpleBar calls every part that scrolls `scrollable content`.
window.addEventListener("load", () => {
  document.querySelectorAll(".simplebar-content-wrapper").forEach((part) => {
    part.setAttribute("aria-label", part.closest("#nav-sidebar") ? "Menu" : "Lijst");
  });
});
