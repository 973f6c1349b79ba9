"""How the admin looks and where everything is: the setting UNFOLD. Calm, the same on a phone, nothing from outside."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy


def _page(title: str, icon: str, model: str) -> dict[str, Any]:
    """A line in the side bar, for who may see that list."""
    app, name = model.split(".")

    def may_see(request: HttpRequest) -> bool:
        return request.user.has_perm(f"{app}.view_{name}")

    link = reverse_lazy(f"admin:{app}_{name}_changelist")
    return {"title": title, "icon": icon, "link": link, "permission": may_see}


def _file(path: str) -> Callable[[HttpRequest], str]:
    return lambda _request: static(path)


_TEAL: Final = {
    "50": "oklch(97.8% .013 200)",
    "100": "oklch(94.8% .028 200)",
    "200": "oklch(89.5% .05 202)",
    "300": "oklch(82% .075 205)",
    "400": "oklch(70% .095 210)",
    "500": "oklch(57% .095 214)",
    "600": "oklch(48% .085 217)",
    "700": "oklch(42% .073 219)",
    "800": "oklch(36% .06 221)",
    "900": "oklch(31% .05 223)",
    "950": "oklch(23% .04 225)",
}
_NAVIGATION: Final = [
    {
        "title": "Werk",
        "separator": False,
        "items": [
            {"title": "Overzicht", "icon": "home", "link": reverse_lazy("admin:index")},
            _page("Onderwerpen en inzenden", "topic", "content.topic"),
            _page("Inzendingen", "rate_review", "content.submission"),
            _page("Uitgaven", "published_with_changes", "content.release"),
        ],
    },
    {
        "title": "Artikel",
        "separator": True,
        "collapsible": False,
        "items": [
            _page("Paragrafen", "article", "content.section"),
            _page("Adviezen", "tips_and_updates", "content.advice"),
            _page("Alarmtekens", "warning", "content.alarmsign"),
            _page("Veelgestelde vragen", "help", "content.faq"),
            _page("Begrippen", "dictionary", "content.glossaryterm"),
            _page("Bronnen", "menu_book", "content.source"),
        ],
    },
    {
        "title": "Triage",
        "separator": True,
        "items": [
            _page("Schermen", "web_asset", "triage.screen"),
            _page("Vragen", "quiz", "triage.question"),
            _page("Regels", "rule", "triage.rule"),
            _page("Uitkomsten", "flag", "triage.outcome"),
            _page("Advieskeuzes", "playlist_add_check", "triage.advicechoice"),
            _page("Routes", "alt_route", "triage.route"),
            _page("Beloften", "verified", "triage.promise"),
            _page("Casussen", "clinical_notes", "triage.vignette"),
            _page("Vaste teksten", "text_snippet", "triage.protocoltexts"),
        ],
    },
    {
        "title": "Beheer",
        "separator": True,
        "items": [_page("Gebruikers", "group", "auth.user")],
    },
]

LOOK: Final[dict[str, Any]] = {
    "SITE_TITLE": "Rugpijn",
    "SITE_HEADER": "Rugpijn",
    "SITE_SUBHEADER": "inhoud en triage",
    "SITE_SYMBOL": "spa",
    "SITE_URL": None,
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {"primary": _TEAL},
    "DASHBOARD_CALLBACK": "triage.admin.home.overview",
    "STYLES": [
        _file("accounts/desk.css"),
        _file("accounts/forms.css"),
        _file("accounts/deciding.css"),
        _file("accounts/unfold.css"),
    ],
    "SCRIPTS": [_file(f"accounts/{name}.js") for name in ("desk", "rows", "blocks", "writing")],
    "ACCOUNT": {
        "navigation": [
            {"title": "Wachtwoord wijzigen", "link": reverse_lazy("account_change_password")},
            {"title": "Tweede stap", "link": reverse_lazy("mfa_index")},
        ]
    },
    "SIDEBAR": {"show_search": False, "show_all_applications": False, "navigation": _NAVIGATION},
}
