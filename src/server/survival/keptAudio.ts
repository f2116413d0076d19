import type { CodecName } from "#media/codec/format.ts";
import type { AgreedMedia } from "#media/sdp/agreed.ts";
import type { CryptoLine, Description } from "#media/sdp/description.ts";

/** Enough of a session's sound for another process to go on. Plain data. */
export interface KeptAudio {
  readonly sessionId: string;
  /** Its RTP port. Absent: there was none yet, and nobody was told of one. */
  readonly at?: number;
  readonly direction: "sendrecv" | "recvonly" | "sendonly";
  readonly cryptos?: readonly CryptoLine[];
  readonly sent?: Description;
  readonly open?: Description;
  readonly offered: readonly CodecName[];
  readonly agreed?: AgreedMedia;
  readonly isData: boolean;
}
