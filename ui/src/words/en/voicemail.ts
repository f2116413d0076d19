/** The messages, in English. */
export const voicemail = {
  "voicemail.title": "Voicemail",
  "voicemail.headline":
    "{n, plural, =0 {No new messages.} one {One new message.} other {# new messages.}}",
  "voicemail.none": "No messages. Callers can leave one when nobody answers.",
  "voicemail.new": "New",
  "voicemail.play": "Play the message from {name}, {length}",
  "voicemail.pause": "Pause",
  "voicemail.position": "Position in the message from {name}",
  "voicemail.positionText": "{at} of {length} seconds",
  "voicemail.markNew": "Mark as new",
  "voicemail.markHeard": "Mark as heard",
  "voicemail.delete": "Delete",
  "voicemail.deleteAsk": "Delete the message from {name}?",
  "voicemail.deleteText": "It is {length} long and cannot be brought back.",
  "voicemail.keep": "Keep it",
  "voicemail.save": "Download",
  "voicemail.audioMissing": "The recording could not be loaded.",
} as const satisfies Readonly<Record<string, string>>;
