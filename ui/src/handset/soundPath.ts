/** How the sound of a call goes between this browser and the server, as WebRTC counts it (W3C webrtc-stats). */

export interface SoundPath {
  /** Packets, since the telephone was lifted. */
  readonly sent: number;
  readonly received: number;
  /** Of a hundred packets, on the way here and as the server tells of those on the way there. */
  readonly lost: number;
  /** ms. */
  readonly jitter: number;
  /** ms; undefined until it was measured. */
  readonly roundTrip: number | undefined;
  readonly protocol: "udp" | "tcp";
}

type Entry = Readonly<Record<string, unknown>>;

/** Undefined while nothing is counted: no path has been chosen yet. */
export function soundPathOf(report: Iterable<Entry>): SoundPath | undefined {
  const all = [...report];
  const pair = all.find(
    ({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded",
  );
  if (!pair) return undefined;
  const [inbound, outbound, remote] = ["inbound-rtp", "outbound-rtp", "remote-inbound-rtp"].map(
    (wanted) => all.find(({ type }) => type === wanted) ?? {},
  );
  const local = all.find(({ id }) => id === pair["localCandidateId"]) ?? {};
  const received = number(inbound?.["packetsReceived"]);
  const lostHere = Math.max(0, number(inbound?.["packetsLost"]));
  const here = received + lostHere === 0 ? 0 : lostHere / (received + lostHere);
  const seconds = remote?.["roundTripTime"] ?? pair["currentRoundTripTime"];
  return {
    sent: number(outbound?.["packetsSent"]),
    received,
    lost: Math.max(here, number(remote?.["fractionLost"])) * 100,
    jitter: number(inbound?.["jitter"]) * 1000,
    roundTrip: typeof seconds === "number" ? seconds * 1000 : undefined,
    protocol: local["protocol"] === "tcp" ? "tcp" : "udp",
  };
}

const number = (value: unknown): number => (typeof value === "number" ? value : 0);
