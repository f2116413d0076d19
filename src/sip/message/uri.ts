/** A SIP, SIPS or tel URI as a value (RFC 3261 §19.1, RFC 3966). Host in lower case, without brackets. */
export interface SipUri {
  readonly scheme: "sip" | "sips" | "tel";
  /** Unescaped; for tel the number. */
  readonly user?: string;
  readonly password?: string;
  /** Empty for tel. */
  readonly host: string;
  readonly port?: number;
  /** Names in lower case; a parameter without a value maps to "". */
  readonly params: ReadonlyMap<string, string>;
  /** What stands behind the question mark, unescaped. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}
