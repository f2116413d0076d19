import type { Sensed } from "./sensed.ts";

/** What a set noticed, as its owner would note it: `shows 6135550100`, `hears 350+440 steady`. */
export function inWords(sense: Sensed): string {
  switch (sense.on) {
    case "caller":
      return `shows ${sense.text}`;
    case "tone":
      return `hears ${sense.tone}`;
    case "ringEnded":
      return `rang ${sense.lasted}`;
    case "feed":
      return sense.feed;
    case "alert":
      return `alert ${sense.answered ? "answered" : "left alone"}`;
    default:
      return sense.on;
  }
}
