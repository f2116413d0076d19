/** Who is trusted, and which rules ask for it. */
import type { Condition } from "../../../words/decision.ts";

/** What people call it: of `C=US, O=Example, CN=Example Root`, the last. */
export const nameIn = (subject: string): string =>
  /(?:^|, )CN=([^,]+)/.exec(subject)?.[1] ?? /(?:^|, )O=([^,]+)/.exec(subject)?.[1] ?? subject;

/** Somewhere in it stands whether a number is vouched for. */
export function asksForIt(when: Condition): boolean {
  if (when.is === "all" || when.is === "any") return when.of.some(asksForIt);
  return when.is === "not" ? asksForIt(when.that) : when.is === "attested";
}
