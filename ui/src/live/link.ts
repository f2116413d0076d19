/**
 * live: what the server tells by itself. A link is one WebSocket that comes back: it resumes where
 * it was, tries again ever more slowly, and says honestly since when it knows nothing new.
 */

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
  readonly onFrame: (frame: Record<string, unknown>) => void;
  readonly onState: (state: LinkState) => void;
}

export interface Link {
  send(frame: object): boolean;
  /** Try at once, e.g. when the network has come back. */
  hurry(): void;
  close(): void;
}

const pingEvery = 20_000;
/** An answer to our ping must come in this time, or the line is dead. */
const pongWithin = 8_000;
const waits = [500, 1000, 2000, 4000, 8000] as const;
/** The server's closing codes after which trying again is no use: 4404 unknown device. */
const final: ReadonlySet<number> = new Set([4404, 4409]);

/** Delay before the nth attempt in a row. */
export const waitBefore = (attempt: number): number =>
  waits[Math.min(attempt, waits.length - 1)] ?? 8000;

export function openLink({ url, onFrame, onState }: LinkOptions): Link {
  let socket: WebSocket | undefined;
  let attempt = 0;
  let lastHeard = Date.now();
  let retry: ReturnType<typeof setTimeout> | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  function connect(): void {
    clearTimeout(retry);
    const own = new WebSocket(url());
    socket = own;
    own.onopen = () => {
      attempt = 0;
      onState({ name: "open" });
    };
    own.onmessage = ({ data }) => {
      lastHeard = Date.now();
      clearTimeout(deadline);
      const frame = parse(String(data));
      if (frame && !("pong" in frame)) onFrame(frame);
    };
    own.onclose = ({ code }) => own === socket && lost(code);
  }

  function lost(code: number): void {
    clearTimeout(deadline);
    if (over) return;
    if (final.has(code)) end({ name: "closed", code });
    else {
      onState({ name: "lost", since: lastHeard });
      retry = setTimeout(connect, waitBefore(attempt++));
    }
  }

  function ping(): void {
    if (socket?.readyState !== WebSocket.OPEN) return;
    socket.send('{"ping":1}');
    clearTimeout(deadline);
    deadline = setTimeout(() => socket?.close(), pongWithin);
  }

  function end(state: LinkState): void {
    over = true;
    clearTimeout(retry);
    clearTimeout(deadline);
    clearInterval(heart);
    socket?.close();
    onState(state);
  }

  const heart = setInterval(ping, pingEvery);
  onState({ name: "opening" });
  connect();
  return {
    send(frame) {
      if (socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    hurry() {
      if (!over && socket?.readyState === WebSocket.CLOSED) connect();
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
