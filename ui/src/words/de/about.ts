import type { about as english } from "../en/about.ts";

export const about: Readonly<Record<keyof typeof english, string>> = {
  "settings.tab.privacy": "Privates",
  "settings.tab.about": "Über",
  "settings.tab.api": "API",
  "about.program": "Dieses Programm",
  "about.version": "Version",
  "about.runtime": "Läuft auf",
  "about.folder": "Datenordner",
  "about.licence": "Lizenz",
  "about.parts": "Gemacht mit {n, plural, one {einem Paket} other {# Paketen}}",
  "about.parts.text": "Jedes mit Version und Lizenz.",
  "privacy.kept": "Was hier aufgehoben wird",
  "privacy.kept.calls": "Anrufe",
  "privacy.text.calls": "wer, wann, wie er endete und warum: so lange es den Datenordner gibt",
  "privacy.kept.wires": "Was über die Leitung ging",
  "privacy.text.wires": "je Meldung eine Zeile beim Anruf, ohne was darin gesprochen wurde",
  "privacy.kept.messages": "Nachrichten",
  "privacy.text.messages": "bis Sie sie löschen; höchstens {n, number} oder {mb, number} MB",
  "privacy.kept.recordings": "Aufnahmen",
  "privacy.text.recordings": "nur wenn Sie aufnehmen und alle es gehört haben; bis Sie sie löschen",
  "privacy.kept.people": "Leute",
  "privacy.text.people": "in den Einstellungen, bis Sie sie entfernen",
  "privacy.kept.history": "Einstellungen",
  "privacy.text.history":
    "jede Fassung, damit sie zurückgeholt werden kann; Geheimes wird nie gezeigt",
  "privacy.kept.sessions": "Wer angemeldet ist",
  "privacy.text.sessions":
    "30 Tage oder bis zum Abmelden; Passwörter und Schlüssel nur als Prüfwert",
  "privacy.kept.log": "Protokoll",
  "privacy.text.log":
    "was geschah, ohne Geheimes; es geht an den, der das Programm gestartet hat, und bleibt nicht hier",
  "privacy.leaves": "Was das Haus verlässt",
  "privacy.leaves.calls":
    "Anrufe: Nummern und Ton, zu Ihrem Anbieter oder Ihrer Vermittlung und so zu dem, mit dem Sie sprechen.",
  "privacy.leaves.elsewhere":
    "Blicke in Kalender, Listen und Adressbücher, die Sie abonniert haben.",
  "privacy.leaves.services":
    "Was Sie an einen Dienst oder Mailserver schicken, den Sie genannt haben.",
  "privacy.leaves.push":
    "Wer anruft, versiegelt für einen Browser, den Sie es melden lassen: Sein Push-Dienst kann es nicht lesen.",
  "privacy.leaves.nothing": "Sonst nichts. Niemand zählt, was Sie tun.",
  "api.text":
    "Alles, was diese Seiten tun, ist ein solcher Aufruf; ein Programm tut dasselbe mit einem Schlüssel.",
  "api.document": "Das Dokument (OpenAPI 3.1)",
  "api.scope": "Gilt für",
  "api.open": "nichts: jeder darf fragen",
  "api.own": "wer angemeldet ist",
  "api.parameters": "Angaben",
  "api.body": "Inhalt",
};
