/** The messages, in English. */
export const voicemail = {
  "voicemail.title": "Voicemail",
  "voicemail.headline":
    "{n, plural, =0 {No new messages.} one {One new message.} other {# new messages.}}",
  "voicemail.none": "No messages. Callers can leave one when nobody answers.",
  "voicemail.new": "New",
  "voicemail.markNew": "Mark as new",
  "voicemail.markHeard": "Mark as heard",
  "voicemail.delete": "Delete",
  "voicemail.deleteAsk": "Delete the message from {name}?",
  "voicemail.deleteText": "It is {length} long and cannot be brought back.",
  "voicemail.keep": "Keep it",
  "voicemail.save": "Download",
  "voicemail.transcript": "What was said, as a machine heard it",
  "voicemail.transcriptFailed":
    "What was said could not be written down{why, select, notInstalled {: the program for that is not installed} timeout {: it took too long} noTranscript {: no words came back} noSuchHost {: the service for that cannot be found} badAnswer {: the service for that gave no proper answer} other {}}.",
  "voicemail.notWritten": "What is said is not written down here: no service for that is set up.",
  "voicemail.greetings": "Greetings",
  "voicemail.greetingsNone": "Callers hear the greetings that were supplied.",
  "voicemail.greetingHear": "Hear the greeting {name}",
  "voicemail.greetingPosition": "Position in the greeting {name}",
  "voicemail.greetingRemove": "Delete the greeting {name}",
  "voicemail.greetingName": "Name of the greeting",
  "voicemail.greetingNameHint":
    "usual, asleep and away replace those supplied; rules may name others.",
  "voicemail.greetingUpload": "Upload a WAV file, at most two minutes",
  "voicemail.greetingSay": "Or have a text spoken",
  "voicemail.greetingSpeak": "Speak it",
  "voicemail.greetingRecord": "Or record it at a telephone",
  "voicemail.greetingRing": "Ring it, then press 3",
} as const satisfies Readonly<Record<string, string>>;
