import type { Message } from "#server/store/store.ts";
import type { Party } from "#telephony/call/leg.ts";

/** Who wishes not to be shown is not written down either. */
export function shown({ number, name, address, hidden }: Party): Message["from"] {
  if (hidden) return {};
  const known = number ?? address;
  return { ...(known !== undefined && { number: known }), ...(name !== undefined && { name }) };
}
