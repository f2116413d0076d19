import type { CodecName } from "#media/codec/format.ts";
import type { Connectivity, CryptoLine, Direction, Origin } from "#media/sdp/description.ts";
import type { Address } from "#world/network.ts";

/** What we can and will do about one audio stream. */
export interface Capabilities {
  readonly origin: Origin;
  /** Where we receive RTP. */
  readonly address: Address;
  /** Where we receive RTCP; the same as `address` when only multiplexed RTCP is possible. */
  readonly rtcp: Address;
  /** In order of preference. */
  readonly codecs: readonly CodecName[];
  readonly direction: Direction;
  /** Our keys, one a suite, best first: then SRTP is offered, or answered where asked for. */
  readonly cryptos?: readonly CryptoLine[];
  /** For a stream protected by DTLS and found by ICE. */
  readonly connectivity?: Connectivity & { readonly candidates: readonly string[] };
}
