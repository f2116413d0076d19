import type { voicemail as english } from "../en/voicemail.ts";

export const voicemail: Readonly<Record<keyof typeof english, string>> = {
  "voicemail.title": "Anrufbeantworter",
  "voicemail.headline":
    "{n, plural, =0 {Keine neuen Nachrichten.} one {Eine neue Nachricht.} other {# neue Nachrichten.}}",
  "voicemail.none": "Keine Nachrichten. Anrufer können eine hinterlassen, wenn niemand abhebt.",
  "voicemail.new": "Neu",
  "voicemail.play": "Nachricht von {name} abspielen, {length}",
  "voicemail.pause": "Anhalten",
  "voicemail.position": "Stelle in der Nachricht von {name}",
  "voicemail.positionText": "{at} von {length} Sekunden",
  "voicemail.markNew": "Als neu kennzeichnen",
  "voicemail.markHeard": "Als gehört kennzeichnen",
  "voicemail.delete": "Löschen",
  "voicemail.deleteAsk": "Die Nachricht von {name} löschen?",
  "voicemail.deleteText": "Sie ist {length} lang und kann nicht zurückgeholt werden.",
  "voicemail.keep": "Behalten",
  "voicemail.save": "Herunterladen",
  "voicemail.audioMissing": "Die Aufnahme konnte nicht geladen werden.",
};
