import type { voicemail as english } from "../en/voicemail.ts";

export const voicemail: Readonly<Record<keyof typeof english, string>> = {
  "voicemail.title": "Anrufbeantworter",
  "voicemail.headline":
    "{n, plural, =0 {Keine neuen Nachrichten.} one {Eine neue Nachricht.} other {# neue Nachrichten.}}",
  "voicemail.none": "Keine Nachrichten. Anrufer können eine hinterlassen, wenn niemand abhebt.",
  "voicemail.new": "Neu",
  "voicemail.markNew": "Als neu kennzeichnen",
  "voicemail.markHeard": "Als gehört kennzeichnen",
  "voicemail.delete": "Löschen",
  "voicemail.deleteAsk": "Die Nachricht von {name} löschen?",
  "voicemail.deleteText": "Sie ist {length} lang und kann nicht zurückgeholt werden.",
  "voicemail.keep": "Behalten",
  "voicemail.save": "Herunterladen",
  "voicemail.transcript": "Was gesagt wurde, wie eine Maschine es verstand",
  "voicemail.transcriptFailed":
    "Was gesagt wurde, konnte nicht aufgeschrieben werden{why, select, notInstalled {: Das Programm dafür ist nicht installiert} timeout {: Es dauerte zu lange} noTranscript {: Es kamen keine Worte zurück} noSuchHost {: Der Dienst dafür ist nicht zu finden} badAnswer {: Der Dienst dafür gab keine richtige Antwort} other {}}.",
  "voicemail.notWritten":
    "Was gesagt wird, wird hier nicht aufgeschrieben: Dafür ist kein Dienst eingerichtet.",
  "voicemail.greetings": "Begrüßungen",
  "voicemail.greetingsNone": "Anrufer hören die mitgelieferten Begrüßungen.",
  "voicemail.greetingHear": "Die Begrüßung {name} anhören",
  "voicemail.greetingPosition": "Stelle in der Begrüßung {name}",
  "voicemail.greetingRemove": "Die Begrüßung {name} löschen",
  "voicemail.greetingName": "Name der Begrüßung",
  "voicemail.greetingNameHint":
    "usual, asleep und away ersetzen die mitgelieferten; Regeln können andere nennen.",
  "voicemail.greetingUpload": "Eine WAV-Datei hochladen, höchstens zwei Minuten",
  "voicemail.greetingSay": "Oder einen Text sprechen lassen",
  "voicemail.greetingSpeak": "Sprechen",
  "voicemail.greetingRecord": "Oder an einem Telefon aufnehmen",
  "voicemail.greetingRing": "Anrufen, dann die 3 drücken",
};
