import type { Result } from "#kit/result.ts";

/** One request to one address: names are not looked up here, and redirects not followed. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PROPFIND" | "REPORT";
  /** `http:` or `https:`; its host goes into `Host` and must stand in the peer's certificate. */
  readonly url: URL;
  /** The IP address that is connected to, whatever the host of `url` would lead to. */
  readonly address: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** A longer answer is `http.tooLarge`; in bytes. */
  readonly most: number;
  /** Once aborted, the connection is closed and the answer is `http.abandoned`. */
  readonly abandoned: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; those that came twice are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * HTTP as a client, as bare as it can be. Whoever fetches what settings or strangers name goes by
 * `guardedFetch` (http/guardedFetch.ts), which alone decides what may be connected to.
 * Never throws: `network.refused`, `network.badCertificate`, `http.tooLarge`, `http.abandoned` …
 */
export interface Http {
  ask(request: HttpRequest): Promise<Result<HttpAnswer>>;
}
