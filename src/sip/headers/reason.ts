import {
  formatParametered,
  listOf,
  type Parametered,
  readParametered,
} from "#sip/headers/shapes.ts";
import { noParams, withParam } from "#sip/message/params.ts";

/** Why a call or request ends (RFC 3326): protocol `SIP` or `Q.850`, parameters `cause` and `text`. */
export const Reason = listOf<Parametered>("Reason", readParametered, formatParametered);

/** One reason from its parts: `SIP;cause=200;text="Call completed elsewhere"`. */
export function reasonOf(protocol: "SIP" | "Q.850", cause: number, text?: string): Parametered {
  const params = withParam(noParams, "cause", String(cause));
  return { value: protocol, params: text === undefined ? params : withParam(params, "text", text) };
}

/** The cause said for that protocol, if any. */
export function causeOf(
  reasons: readonly Parametered[],
  protocol: "SIP" | "Q.850",
): number | undefined {
  const said = reasons.find(({ value }) => value.toUpperCase() === protocol)?.params.get("cause");
  return said !== undefined && /^\d{1,3}$/.test(said) ? Number(said) : undefined;
}
