import { listOf } from "#sip/headers/shapes.ts";
import type { Cursor } from "#sip/message/cursor.ts";
import { isToken } from "#sip/message/escape.ts";

function readWords(cursor: Cursor): readonly string[] | undefined {
  const words = cursor.upTo(",").split(";");
  const trimmed = words.map((word) => word.trim().toLowerCase());
  return trimmed.every(isToken) ? trimmed : undefined;
}

/** What of the caller shall stay hidden: `id`, `user`, `header`, `none` … (RFC 3323 §4.2). Parted by semicolons, by some with commas. */
export const Privacy = listOf("Privacy", readWords, (words) => words.join(";"));

/** The caller wants no name or number shown: any word of RFC 3323 or 3325 but none and critical. */
export const wantsPrivacy = (values: readonly (readonly string[])[] | undefined): boolean =>
  values?.flat().some((word) => word === "id" || word === "user" || word === "header") ?? false;
