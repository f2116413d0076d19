/** What a browser is told for the way of its sound: the owner's TURN server and a login there. */
import { base64, utf8 } from "#kit/bytes.ts";
import { hours, type WallTime } from "#kit/time.ts";
import type { Turn } from "#telephony/settings/network.ts";
import type { Crypto } from "#world/crypto.ts";

/** As browsers take it (RTCIceServer of WebRTC 1.0). */
export interface IceServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

interface Asking {
  /** Whom a login of their own is for: letters of it that the server's log can show. */
  readonly who: string;
  readonly now: WallTime;
  readonly crypto: Pick<Crypto, "hmacSha1Key">;
}

/** The longest call that goes by it. */
const loginHolds = hours(12);

/**
 * By a shared secret the user name is when it ends, in seconds since 1970, and who it is for; its
 * password the HMAC-SHA1 of that (draft-uberti-behave-turn-rest-00 §2.2).
 */
export function iceServers(turn: Turn | null, { who, now, crypto }: Asking): readonly IceServer[] {
  if (!turn) return [];
  const { urls, by, secret } = turn;
  if (by === "password") return [{ urls, username: turn.username ?? "", credential: secret }];
  const ends = Math.floor((now + loginHolds) / 1000);
  const username = `${ends}:${who.replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 32)}`;
  const mac = crypto.hmacSha1Key(utf8(secret)).sign(username);
  return [{ urls, username, credential: base64(mac) }];
}
