/** A call as text, to be kept or sent on. */
import type { LadderRow } from "./ladder.ts";
import type { LegSound } from "./sound.ts";

export interface TextOfCall {
  /** What is said of it on the page, line by line. */
  readonly about: readonly string[];
  readonly rows: readonly LadderRow[];
  readonly sounds: readonly LegSound[];
}

/** Everything that is kept: the story, the ladder with its messages, and how it sounded. */
export function callAsText({ about, rows, sounds }: TextOfCall): string {
  const ladder = rows.map(({ ms, from, to, text }) => `${pad(ms)}  ${from} -> ${to}: ${text}`);
  const messages = rows.flatMap(({ ms, from, to, message }) =>
    message === undefined ? [] : ["", `--- ${ms} ms, ${from} -> ${to}`, message.trimEnd()],
  );
  const sound = sounds.flatMap(({ leg, codec = "", samples }) => [
    "",
    `Sound of ${leg} ${codec}: time, lost %, jitter ms, round trip ms, MOS`,
    ...samples.map(({ at, lost, jitter, roundTrip, mos }) =>
      [new Date(at).toISOString(), lost, jitter, roundTrip ?? "-", mos].join("  "),
    ),
  ]);
  return [...about, "", ...ladder, ...messages, ...sound, ""].join("\n");
}

const pad = (ms: number): string => `${Math.round(ms)}`.padStart(8);

/**
 * The same for strangers who help: nobody's name, number or address outside of the house's own
 * network is in it. Of each number the last two digits stay, so that two can be told apart.
 */
export function redacted(text: string): string {
  return text
    .replace(/"[^"\n]*"(?=\s*<)/g, '"…"')
    .replace(/(sips?:|tel:)[^@\s;>]+@/gi, (_, scheme: string) => `${scheme}…@`)
    .replace(/\b(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\b/g, (all, a: string, b: string) =>
      isInside(Number(a), Number(b)) ? all : "x.x.x.x",
    )
    .replace(/\+?\d[\d()\u00a0 -]{5,}\d/g, (number) =>
      number.replace(/\D/g, "").length < 7 ? number : `…${number.slice(-2)}`,
    );
}

/** RFC 1918 and loopback. */
const isInside = (a: number, b: number): boolean =>
  a === 10 || a === 127 || (a === 192 && b === 168) || (a === 172 && b >= 16 && b < 32);
