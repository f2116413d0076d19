/** The methods we know, and what each does (RFC 3261 §27.4 and the extensions we speak). */
export type Method =
  | "INVITE"
  | "ACK"
  | "BYE"
  | "CANCEL"
  | "OPTIONS"
  | "REGISTER"
  | "PRACK"
  | "UPDATE"
  | "INFO"
  | "REFER"
  | "SUBSCRIBE"
  | "NOTIFY"
  | "MESSAGE"
  | "PUBLISH";

interface MethodFacts {
  /** A 2xx makes a dialog (§12.1; RFC 6665 §4.4.1; RFC 3515 §2.4). */
  readonly opensDialog?: true;
  /** A 2xx or the request itself moves the remote target (§12.2, RFC 3311 §5.1, RFC 6665 §4.4.1). */
  readonly refreshesTarget?: true;
  /** Means something only within a dialog. */
  readonly needsDialog?: true;
}

const facts: Readonly<Record<Method, MethodFacts>> = {
  INVITE: { opensDialog: true, refreshesTarget: true },
  ACK: {},
  BYE: { needsDialog: true },
  CANCEL: {},
  OPTIONS: {},
  REGISTER: {},
  PRACK: { needsDialog: true },
  UPDATE: { needsDialog: true, refreshesTarget: true },
  INFO: { needsDialog: true },
  REFER: { opensDialog: true, refreshesTarget: true },
  SUBSCRIBE: { opensDialog: true, refreshesTarget: true },
  NOTIFY: { needsDialog: true, refreshesTarget: true },
  MESSAGE: {},
  PUBLISH: {},
};

/** Methods are case-sensitive (§7.1). */
export const isKnownMethod = (method: string): method is Method => Object.hasOwn(facts, method);

export const methodFacts = (method: string): MethodFacts =>
  isKnownMethod(method) ? facts[method] : {};
