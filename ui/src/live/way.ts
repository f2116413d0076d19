import { eachBeat } from "./heart.ts";

/** One connection by which the server tells: it opens, is heard, and is lost once. */
export interface Ears {
  onOpen(): void;
  onText(text: string): void;
  /** With the closing code, where there is one. */
  onLost(code?: number): void;
}

export interface Way {
  /** False when it could not be sent. */
  send(text: string): boolean;
  /** Nothing is heard of it any more. */
  close(): void;
}

/** An answer to our ping must come in this time, or the line is dead. */
const pongWithin = 8_000;

export function socketWay(url: string, ears: Ears): Way {
  const socket = new WebSocket(url);
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let isWanted = true;
  const send = (text: string): boolean => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    socket.send(text);
    return true;
  };
  const ping = (): void => {
    if (!send('{"ping":1}')) return;
    clearTimeout(deadline);
    deadline = setTimeout(() => socket.close(), pongWithin);
  };
  const stopBeating = eachBeat(ping);
  const rest = (): void => {
    stopBeating();
    clearTimeout(deadline);
  };
  socket.onopen = () => {
    ping();
    ears.onOpen();
  };
  socket.onmessage = ({ data }) => {
    clearTimeout(deadline);
    if (isWanted) ears.onText(String(data));
  };
  socket.onclose = ({ code }) => {
    rest();
    if (isWanted) ears.onLost(code);
  };
  return {
    send,
    close() {
      isWanted = false;
      rest();
      socket.close();
    },
  };
}
