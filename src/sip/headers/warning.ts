import { listOf } from "#sip/headers/shapes.ts";
import type { Cursor } from "#sip/message/cursor.ts";
import { quoted } from "#sip/message/escape.ts";

/** More about a status, for people: `305 host "Incompatible media format"` (RFC 3261 §20.43). */
export interface WarningValue {
  readonly code: number;
  readonly agent: string;
  readonly text: string;
}

function readWarning(cursor: Cursor): WarningValue | undefined {
  const code = cursor.upTo(" \t,");
  cursor.skipBlanks();
  const agent = cursor.upTo(' \t,"');
  cursor.skipBlanks();
  const text = cursor.quotedString();
  return /^\d{3}$/.test(code) && agent !== "" && text !== undefined
    ? { code: Number(code), agent, text }
    : undefined;
}

export const Warning = listOf<WarningValue>(
  "Warning",
  readWarning,
  ({ code, agent, text }) => `${code} ${agent} ${quoted(text)}`,
);
