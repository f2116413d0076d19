import { fail, ok, type Result } from "#kit/result.ts";
import { type Millis, millis, seconds } from "#kit/time.ts";

/** What happens at one telephone line, and when since the beginning; docs/line.md describes how it is written. */
export interface ScriptStep {
  readonly at: Millis;
  readonly does: Deed;
}

export type Deed =
  /** The person at the telephone. */
  | { readonly do: "lift" | "hangUp" | "say" }
  | { readonly do: "flash"; readonly length: Millis }
  | { readonly do: "press" | "dial"; readonly keys: string }
  /** Somebody elsewhere. */
  | { readonly do: "call"; readonly number: string; readonly name?: string }
  | { readonly do: "answer" | "leave" }
  | { readonly do: "end" };

const USUAL_FLASH = "250";

/** The steps in their order; the last one is the end. */
export function parseScript(text: string): Result<readonly ScriptStep[]> {
  const steps: ScriptStep[] = [];
  for (const [i, line] of text.split("\n").entries()) {
    const [time, verb, ...rest] = line
      .replace(/#(?=\s).*$|^#.*$/, "")
      .trim()
      .split(/\s+/);
    if (!time) continue;
    const before = steps.at(-1)?.at ?? millis(0);
    const at = readTime(time, before);
    const does = readDeed(verb ?? "", rest);
    if (at === undefined || does === undefined)
      return fail("line.badScript", `line ${i + 1}: ${line.trim()}`);
    if (at < before) return fail("line.badScript", `line ${i + 1} is earlier than the one above`);
    steps.push({ at, does });
  }
  if (steps.at(-1)?.does.do !== "end") return fail("line.badScript", "its last line is no `end`");
  return ok(steps);
}

/** `12.5` since the beginning, `+2` since the step above. */
function readTime(text: string, before: Millis): Millis | undefined {
  const [, plus, time] = /^(\+?)(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (time === undefined) return undefined;
  return millis(Math.round(seconds(Number(time)) + (plus ? before : 0)));
}

function readDeed(verb: string, [first, ...more]: readonly string[]): Deed | undefined {
  switch (verb) {
    case "lift":
    case "hangUp":
    case "say":
    case "answer":
    case "leave":
    case "end":
      return first === undefined ? { do: verb } : undefined;
    case "flash":
      return readFlash(first ?? USUAL_FLASH);
    case "press":
    case "dial":
      return readKeys(verb, first ?? "");
    case "call":
      return readCall(first ?? "", more);
    default:
      return undefined;
  }
}

const readFlash = (length: string): Deed | undefined =>
  /^[1-9]\d{0,3}$/.test(length) ? { do: "flash", length: millis(Number(length)) } : undefined;

function readKeys(verb: "press" | "dial", keys: string): Deed | undefined {
  const pattern = verb === "dial" ? /^\d+$/ : /^[0-9A-D*#]+$/;
  return pattern.test(keys) ? { do: verb, keys } : undefined;
}

function readCall(number: string, name: readonly string[]): Deed | undefined {
  if (!/^\+?\d{2,15}$/.test(number)) return undefined;
  return { do: "call", number, ...(name.length > 0 && { name: name.join(" ") }) };
}
