/** What is said of a call that is in hand, to the telephone that asked or to all who are in it. */
const say = (en: string, de: string) => ({ en, de });

export const midCallSentences = {
  "service-parked": say(
    "The call is parked. Take it at any telephone.",
    "Der Anruf ist geparkt. Nehmen Sie ihn an jedem Telefon wieder auf.",
  ),
  "service-slot": say("Its place is number", "Er steht auf Platz"),
  "conference-pin": say(
    "Please enter the PIN of the conference.",
    "Bitte geben Sie die PIN der Konferenz ein.",
  ),
  "minutes-end": say(
    "Your minutes for today are nearly used up. This call ends soon.",
    "Ihre Minuten für heute sind fast aufgebraucht. Dieses Gespräch endet gleich.",
  ),
  "recording-begins": say("This call is being recorded.", "Dieses Gespräch wird aufgezeichnet."),
  "service-record-on": say(
    "The call is recorded as soon as you are back in it.",
    "Das Gespräch wird aufgezeichnet, sobald Sie es fortsetzen.",
  ),
  "service-record-off": say(
    "The call is no longer recorded.",
    "Das Gespräch wird nicht mehr aufgezeichnet.",
  ),
  "service-muted": say(
    "You cannot be heard in your call.",
    "Sie sind in Ihrem Gespräch nicht zu hören.",
  ),
  "service-unmuted": say(
    "You can be heard again in your call.",
    "Sie sind in Ihrem Gespräch wieder zu hören.",
  ),
  "service-dropped": say(
    "Who came last has left the conference.",
    "Wer zuletzt kam, hat die Konferenz verlassen.",
  ),
} as const;
