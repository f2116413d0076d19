/** What is said of a call that is in hand, to the telephone that asked or to all who are in it. */
const say = (en: string, de: string) => ({ en, de });

export const midCallSentences = {
  "service-parked": say(
    "The call is parked. Take it at any telephone.",
    "Der Anruf ist geparkt. Nehmen Sie ihn an jedem Telefon wieder auf.",
  ),
  "conference-pin": say(
    "Please enter the PIN of the conference.",
    "Bitte geben Sie die PIN der Konferenz ein.",
  ),
} as const;
