/** Whether a relay passes sound on, as this browser finds it: the only way that is tried is the one through it. */
import { askRelays } from "../../../handset/voice.ts";

export type RelayFound =
  | { readonly is: "works"; readonly ms: number }
  | { readonly is: "refused" | "silent" | "none" };

const patience = 8000;

export async function tryRelay(): Promise<RelayFound> {
  const servers = await askRelays();
  if (servers.length === 0) return { is: "none" };
  const peer = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: "relay" });
  const began = performance.now();
  try {
    peer.createDataChannel("");
    const found = outcomeOf(peer);
    await peer.setLocalDescription();
    const is = await found;
    return is === "works" ? { is, ms: Math.round(performance.now() - began) } : { is };
  } finally {
    peer.close();
  }
}

/** STUN errors (RFC 8489 §14.8): below 700 the server itself said so; 701 is the browser's for no answer. */
function outcomeOf(peer: RTCPeerConnection): Promise<"works" | "refused" | "silent"> {
  return new Promise((resolve) => {
    let why: "refused" | "silent" = "silent";
    peer.onicecandidate = ({ candidate }) => candidate?.candidate && resolve("works");
    peer.onicecandidateerror = ({ errorCode }) => {
      if (errorCode < 700) why = "refused";
    };
    peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && resolve(why);
    setTimeout(() => resolve(why), patience);
  });
}
