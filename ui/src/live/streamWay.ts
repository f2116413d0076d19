import type { Ears, Way } from "./way.ts";

/** The same events where a proxy lets no WebSocket through (Server-Sent Events); coming back is the link's business. */
export function streamWay(url: string, ears: Ears): Way {
  const source = new EventSource(url);
  source.onopen = () => ears.onOpen();
  source.onmessage = ({ data }) => ears.onText(String(data));
  source.onerror = () => {
    source.close();
    ears.onLost();
  };
  return { send: () => false, close: () => source.close() };
}
