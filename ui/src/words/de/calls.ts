import type { calls as english } from "../en/calls.ts";

export const calls: Readonly<Record<keyof typeof english, string>> = {
  "calls.title": "Anrufe",
  "calls.headline": "Wer anrief, und warum es so ging.",
  "calls.none": "Noch keine Anrufe.",
  "calls.older": "Ältere laden",
  "calls.in": "Ankommend",
  "calls.out": "Abgehend",
  "call.ringBack": "Zurückrufen",
};
