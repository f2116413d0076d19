/** What went wrong with somebody who was asked elsewhere, in plain words by its code. */
import type { Words } from "../../../words/say.ts";

const known = {
  "subscription.refused": "refused",
  "subscription.notThere": "notThere",
  "subscription.trouble": "trouble",
  "dav.noDav": "noDav",
  "dav.otherThing": "noDav",
  "dav.broken": "noDav",
  "http.inside": "inside",
  "http.timeout": "silent",
  "http.noSuchHost": "noSuchHost",
  "network.refused": "unreachable",
  "mail.notSet": "mailNotSet",
  "mail.refused": "mailRefused",
  "mail.badLogin": "refused",
  "mail.unreachable": "unreachable",
  "mail.notNow": "trouble",
  "decide.badAnswer": "badAnswer",
  "decide.refused": "trouble",
  "mailbox.noTranscript": "noTranscript",
  "commands.notInstalled": "notInstalled",
  "commands.failed": "programFailed",
  "commands.timeout": "silent",
  "trial.busy": "busy",
} as const;

/** What this page has no words for is told as the server says it. */
export function troubleSentence(
  { code, detail }: { readonly code: string; readonly detail: string },
  { say }: Words,
): string {
  const word = Object.entries(known).find(([one]) => one === code)?.[1];
  return word ? say(`elsewhere.trouble.${word}`) : detail;
}
