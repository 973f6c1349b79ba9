"use strict";

// Where the contract has Dutch and English, each gets a place and a language of its own: side by side where there is room.
const BETWEEN = ["\n---\n\n## In English\n", "\n\n**English.** ", " · "];

function bothLanguages(Original, system) {
  const make = system.React.createElement;
  return (properties) => {
    const between = BETWEEN.find((mark) => properties.source?.includes(mark));
    if (!between) return make(Original, properties);
    const [dutch, ...english] = properties.source.split(between);
    const part = (lang, source) => make("div", { lang, key: lang }, make(Original, { ...properties, source }));
    const shape = between === " · " ? "both line" : "both";
    return make("div", { className: shape }, part("nl", dutch), part("en", english.join(between)));
  };
}

// A link within a button cannot be reached by everybody; opening the operation changes the address as well.
const plainName = (_Original, system) => ({ text }) => system.React.createElement("span", null, text);

// What Swagger UI leaves out for who hears the page or uses no mouse.
function complete() {
  for (const select of document.querySelectorAll("#swagger-ui select:not([aria-label])")) {
    const parameter = select.closest("tr[data-param-name]")?.dataset.paramName;
    const ofContent = select.closest(".content-type-wrapper") && "Formaat · Format";
    select.setAttribute("aria-label", parameter ?? (ofContent || "Voorbeeld · Example"));
  }
  for (const [part, name] of [[".information-container", "Over deze API · About this API"], ["section.models", "Gegevens · Data"]]) {
    const found = document.querySelector(`#swagger-ui ${part}:not([aria-label])`);
    if (found) found.setAttribute("role", "region");
    if (found) found.setAttribute("aria-label", name);
  }
  for (const code of document.querySelectorAll("#swagger-ui pre:not([tabindex])")) code.tabIndex = 0;
}

async function show() {
  const spec = await (await fetch("/v1/openapi.json")).json();
  spec.servers = [{ url: "/v1" }]; // what is tried here is asked of this server, whatever public address it has
  SwaggerUIBundle({
    spec,
    dom_id: "#swagger-ui",
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [{ wrapComponents: { Markdown: bothLanguages, DeepLink: plainName } }],
    layout: "BaseLayout",
    deepLinking: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    docExpansion: "list",
    syntaxHighlight: { theme: "tomorrow-night" },
    validatorUrl: null, // the default would send the contract's address to an outside service
  });
}

new MutationObserver(complete).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });
show();
