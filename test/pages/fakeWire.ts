/** What went over the wire of the house's calls, and how their parties were heard. */
import type { CallView, LadderView, LegSound } from "#server/control.ts";

const invite = [
  "INVITE sip:+16135550142@192.168.1.10 SIP/2.0",
  "Via: SIP/2.0/UDP 203.0.113.9:5060;branch=z9hG4bK776asdhds",
  "From: <sip:+16135550160@sip.example.net>;tag=1928301774",
  "To: <sip:+16135550142@192.168.1.10>",
  "Call-ID: a84b4c76e66710@sip.example.net",
  "CSeq: 314159 INVITE",
  "Proxy-Authorization: (removed)",
].join("\n");

export const ladderRows: LadderView["rows"] = [
  { ms: 0, from: "carrier", to: "Ringwise", text: "INVITE", message: invite },
  { ms: 3, from: "Ringwise", to: "carrier", text: "100 Trying" },
  { ms: 9, from: "Ringwise", to: "kitchen", text: "INVITE" },
  { ms: 58, from: "kitchen", to: "Ringwise", text: "180 Ringing" },
  { ms: 59, from: "Ringwise", to: "carrier", text: "180 Ringing" },
  { ms: 6240, from: "kitchen", to: "Ringwise", text: "200 OK" },
  { ms: 6241, from: "Ringwise", to: "kitchen", text: "ACK" },
  { ms: 6244, from: "Ringwise", to: "carrier", text: "200 OK" },
  { ms: 6290, from: "carrier", to: "Ringwise", text: "ACK" },
  { ms: 196240, from: "carrier", to: "Ringwise", text: "BYE" },
  { ms: 196243, from: "Ringwise", to: "carrier", text: "200 OK" },
  { ms: 196244, from: "Ringwise", to: "kitchen", text: "BYE" },
  { ms: 196260, from: "kitchen", to: "Ringwise", text: "200 OK" },
];

/** Of the newest call, which was answered 70 minutes ago: the other side was hard to hear for a minute. */
export function soundOf({ id, began }: CallView): readonly LegSound[] {
  if (id !== "c1") return [];
  const answered = began + 6000;
  const leg = (name: string, lost: (i: number) => number): LegSound => ({
    leg: name,
    codec: "PCMU",
    samples: Array.from({ length: 38 }, (_, i) => ({
      at: answered + (i + 1) * 5000,
      lost: lost(i),
      jitter: 2 + (i % 5),
      roundTrip: 24 + (i % 7),
      mos: lost(i) > 3 ? 2.6 : 4.3,
    })),
  });
  return [leg("carrier", (i) => (i > 16 && i < 28 ? 6 : 0)), leg("kitchen", () => 0)];
}
