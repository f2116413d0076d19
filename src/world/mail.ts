import type { Result } from "#kit/result.ts";
import type { Millis } from "#kit/time.ts";

/** Where letters are handed in (RFC 5321), and as whom. */
export interface PostOffice {
  readonly host: string;
  /** The IP address that is connected to; absent: where `host` leads. */
  readonly address?: string;
  readonly port: number;
  /** `tls` from the first byte, `starttls` before anything is said (RFC 3207); no other than a good certificate. */
  readonly security: "tls" | "starttls" | "none";
  readonly login?: { readonly user: string; readonly password: string };
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same each time that it is handed in: who has it already need not have it twice. */
  readonly messageId: string;
  readonly enclosed?: {
    readonly name: string;
    readonly type: string;
    readonly bytes: Uint8Array;
  };
}

/**
 * Hands letters in. Problems: `mail.refused` (for good: asking again is of no use), `mail.badLogin`,
 * `mail.unreachable`, `mail.notNow`. `within` is for the whole of it.
 */
export interface Mail {
  send(letter: Letter, office: PostOffice, within: Millis): Promise<Result<void>>;
}
