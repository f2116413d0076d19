import type { FastifyRequest } from "fastify";

/**
 * What a program's token is for. `x:write` may read too; `*` is everything but `access`, which has
 * to be named: who holds that could let anybody in.
 */
export const scopes = [
  "status:read",
  "status:write",
  "calls:read",
  "calls:write",
  "messages:read",
  "messages:write",
  "recordings:read",
  "recordings:write",
  "devices:read",
  "devices:write",
  "settings:read",
  "settings:write",
  "mode:write",
  "notifications:read",
  "notifications:write",
  "backups:read",
  "backups:write",
  "access:read",
  "access:write",
] as const;

/** The same of an exchange's operator. */
export const operatorScopes = [
  "status:read",
  "calls:read",
  "users:read",
  "users:write",
  "trunks:read",
  "trunks:write",
  "settings:read",
  "settings:write",
  "audit:read",
  "access:read",
  "access:write",
] as const;
export type Scope = (typeof scopes)[number] | (typeof operatorScopes)[number];

/** An operation of the API, as its route describes it. */
export interface Operation {
  readonly method: string;
  readonly operationId?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** What a request asks for, by its route's description. */
export function operationOf({ method, routeOptions }: FastifyRequest): Operation {
  const { operationId, tags } = (routeOptions.schema ?? {}) as Partial<Operation>;
  return { method, operationId, tags };
}

/** What a tag's operations are about. A tag that is not here is for who may let people in: closed, not open. */
const nouns: Readonly<Record<string, string>> = {
  status: "status",
  calls: "calls",
  messages: "messages",
  recordings: "recordings",
  devices: "devices",
  settings: "settings",
  notifications: "notifications",
  backups: "backups",
  users: "users",
  trunks: "trunks",
  audit: "audit",
};

/** Those whose method does not say it. */
const special: Readonly<Record<string, Scope>> = {
  setMode: "mode:write",
  iceServers: "calls:write", // a login there is for whoever calls
  decide: "calls:read",
  decideFacts: "calls:read",
  decideOut: "calls:read",
  replayCalls: "calls:read",
  checkDraft: "settings:read",
  wouldBlock: "settings:read",
};

const known: ReadonlySet<string> = new Set([...scopes, ...operatorScopes]);
const isScope = (text: string): text is Scope => known.has(text);

export const changes = (method: string): boolean => method !== "GET" && method !== "HEAD";

/** The scope that an operation needs; `own` is about whoever asks, and needs none. */
export function scopeOf({ method, operationId = "", tags = [] }: Operation): Scope | "own" {
  if (tags[0] === "session") return "own";
  const named = special[operationId];
  if (named !== undefined) return named;
  const act = changes(method) ? "write" : "read";
  const scope = `${nouns[tags[0] ?? ""] ?? "access"}:${act}`;
  return isScope(scope) ? scope : "access:write";
}

/** Do the scopes of a token cover that? */
export function covers(held: readonly string[], wanted: Scope | "own"): boolean {
  if (wanted === "own" || held.includes(wanted)) return true;
  const [noun = ""] = wanted.split(":");
  if (held.includes(`${noun}:write`)) return true;
  if (wanted === "mode:write" && held.includes("settings:write")) return true;
  return noun !== "access" && held.includes("*");
}
