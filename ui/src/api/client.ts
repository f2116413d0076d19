/** api: the page's side of the server's API. Types come from the OpenAPI document (schema.d.ts). */
import createClient, { type Client } from "openapi-fetch";
import { here } from "../kit/base.ts";
import type { components, paths } from "./schema.d.ts";

export type Schemas = components["schemas"];
export type Call = Schemas["Call"];
export type Device = Schemas["Device"];
export type Account = Schemas["Account"];
export type Message = Schemas["Message"];
export type Status = Schemas["Status"];
export type Session = Schemas["Session"];
export type SettingsWarning = Schemas["SettingsWarning"];
export type PathProblem = NonNullable<Schemas["Problem"]["problems"]>[number];

/** What the server refused, or that it could not be asked (`web.unreachable`). */
export class ApiTrouble extends Error {
  readonly code: string;
  readonly status: number;
  readonly problems: readonly PathProblem[];
  constructor(problem: Partial<Schemas["Problem"]>) {
    super(problem.detail ?? problem.title ?? "");
    this.code = problem.code ?? "web.failed";
    this.status = problem.status ?? 0;
    this.problems = problem.problems ?? [];
  }
}

/** Somebody else was first: what should be changed is no more as it was seen. */
export const isConflict = (error: unknown): boolean =>
  error instanceof ApiTrouble && error.status === 412;

export interface Api {
  readonly client: Client<paths>;
  /** The token that changes must carry; known once the session is. */
  carryCsrf(token: string | undefined): void;
  /** What is known is no older than that event. */
  isSince(seq: number | undefined): void;
  /** How far the server's events were when the first answer was asked for: all that is known is as new. */
  since(): number | undefined;
}

const unreachable = { code: "web.unreachable", detail: "The server does not answer.", status: 0 };

/** `signedOut` hears of every answer that says so. */
export function makeApi(signedOut: () => void): Api {
  let csrf: string | undefined;
  let oldest: number | undefined;
  const client = createClient<paths>({ baseUrl: here("/") });
  const isSince = (seq = Number.NaN): void => {
    if (seq < (oldest ?? Number.POSITIVE_INFINITY)) oldest = seq;
  };
  client.use({
    onRequest({ request }) {
      if (csrf !== undefined) request.headers.set("x-csrf-token", csrf);
      return request;
    },
    onResponse({ response, schemaPath }) {
      isSince(Number(response.headers.get("x-seq") ?? Number.NaN));
      const asksWho = schemaPath.startsWith("/api/v1/session");
      if (response.status === 401 && !asksWho) signedOut();
    },
    onError: () => new ApiTrouble(unreachable),
  });
  return {
    client,
    isSince,
    since: () => oldest,
    carryCsrf(token) {
      csrf = token;
    },
  };
}

/** Headers of what must be done once, also when it is sent again. */
export const onceOnly = () => ({
  "idempotency-key": crypto.getRandomValues(new Uint32Array(4)).join("-"),
});

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data, or the trouble thrown: for queries and mutations, which keep both. */
export async function dataOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (error !== undefined || !response.ok)
    throw new ApiTrouble({ status: response.status, ...(error as object) });
  return data as T;
}
