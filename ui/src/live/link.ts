/**
 * live: what the server tells by itself. A link is one WebSocket that comes back: it resumes where
 * it was, tries again ever more slowly, and says honestly since when it knows nothing new.
 */

import { type Ears, socketWay, type Way } from "./way.ts";

export type LinkState =
  | { readonly name: "opening" }
  | { readonly name: "open" }
  /** `since`: when the last word came. */
  | { readonly name: "lost"; readonly since: number }
  /** Not wanted any more, or refused for good. */
  | { readonly name: "closed"; readonly code?: number };

export interface LinkOptions {
  /** Asked anew for each attempt: it may carry where to resume. */
  readonly url: () => string;
  /** Where the same is told as a stream, for when no WebSocket gets through. */
  readonly stream?: () => string;
  readonly onFrame: (frame: Record<string, unknown>) => void;
  readonly onState: (state: LinkState) => void;
}

export interface Link {
  send(frame: object): boolean;
  /** Try at once, e.g. when the network has come back. */
  hurry(): void;
  close(): void;
}

const waits = [500, 1000, 2000, 4000, 8000] as const;
/** The server's closing codes after which trying again is no use: 4404 unknown device. */
const final: ReadonlySet<number> = new Set([4404, 4409]);

/** After so many failures in a row a stream is tried, and then in turn with the WebSocket. */
const patience = 2;

/** Delay before the nth attempt in a row. */
const waitBefore = (attempt: number): number => waits[Math.min(attempt, waits.length - 1)] ?? 8000;

export function openLink({ url, stream, onFrame, onState }: LinkOptions): Link {
  let way: Way | undefined;
  let attempt = 0;
  let lastHeard = Date.now();
  let retry: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const ears: Ears = {
    onOpen() {
      attempt = 0;
      onState({ name: "open" });
    },
    onText(text) {
      lastHeard = Date.now();
      const frame = parse(text);
      if (frame && !("pong" in frame)) onFrame(frame);
    },
    onLost(code = 0) {
      way = undefined;
      if (final.has(code)) return end({ name: "closed", code });
      onState({ name: "lost", since: lastHeard });
      retry = setTimeout(connect, waitBefore(attempt++));
    },
  };

  function connect(): void {
    clearTimeout(retry);
    if (stream && attempt >= patience && attempt % 2 === 0)
      connectStream(stream).catch(() => ears.onLost());
    else way = socketWay(url(), ears);
  }

  async function connectStream(from: () => string): Promise<void> {
    const { streamWay } = await import("./streamWay.ts");
    if (!(over || way)) way = streamWay(from(), ears);
  }

  function end(state: LinkState): void {
    over = true;
    clearTimeout(retry);
    way?.close();
    onState(state);
  }

  onState({ name: "opening" });
  connect();
  return {
    send: (frame) => way?.send(JSON.stringify(frame)) ?? false,
    hurry() {
      if (!(over || way)) connect();
    },
    close: () => end({ name: "closed" }),
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return typeof frame === "object" && frame !== null
      ? (frame as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The address of a WebSocket on this server. */
export function socketUrl(path: string): string {
  const url = new URL(path, location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
