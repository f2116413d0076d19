/** A rule as text, and back. */
import type { RuleSettings } from "../../../words/decision.ts";

export type ReadCode =
  | { readonly ok: true; readonly rule: RuleSettings }
  | { readonly ok: false; readonly why: "json" | "object" | "id"; readonly line: number };

/** Its id stays: history and records know the rule by it. */
export function readCode(text: string, id: string): ReadCode {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, why: "json", line: lineOf(text, String(error)) };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return { ok: false, why: "object", line: 1 };
  const rule = json as RuleSettings;
  return rule.id === id ? { ok: true, rule } : { ok: false, why: "id", line: 1 };
}

/** Engines say where: "… at position 17 (line 2 column 3)"; at the end of the text, nothing. */
function lineOf(text: string, error: string): number {
  const [, line] = /line (\d+)/.exec(error) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = /position (\d+)/.exec(error) ?? [];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return before.split("\n").length;
}
