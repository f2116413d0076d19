/**
 * A backup under a passphrase: AES-256-GCM in chunks, its key by scrypt (RFC 7914), so that nobody
 * reads it, changes it, cuts it, or puts its chunks in another order without being noticed.
 *
 *    0           8     9     10   11     27        43      50
 *   ├───────────┼─────┼─────┼────┼──────┼─────────┼───────┼─────────────────────────────┄
 *   │ RWSEALED  │ 1   │ logN│ r  │ salt │ check   │ nonce │ chunks of 65536 + 16 (tag)
 *
 *   A chunk's nonce: those 7 bytes, its number (4 bytes), and 1 for the last; the head goes into each tag.
 */
import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from "node:crypto";
import { concat, utf8, writeUint32 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { Gathered, type Pieces } from "./gathered.ts";

const magic = utf8("RWSEALED");
const headBytes = 50;
const chunk = 65_536;
const tagBytes = 16;
/** 64 MB, a tenth of a second or so; what a file may ask of us has an end. */
const usual = { logN: 16, r: 8 } as const;
const mostLogN = 18;

interface Keys {
  readonly key: Uint8Array;
  readonly check: Uint8Array;
}

export const isSealed = (head: Uint8Array): boolean => magic.every((byte, i) => head[i] === byte);

export async function* sealed(pieces: AsyncIterable<Uint8Array>, passphrase: string): Pieces {
  const salt = randomBytes(16);
  const { key, check } = await keysOf(passphrase, salt, usual);
  const head = concat([magic, Uint8Array.of(1, usual.logN, usual.r), salt, check, randomBytes(7)]);
  yield head;
  const gathered = new Gathered(pieces);
  for (let n = 0; ; n++) {
    const plain = await gathered.upTo(chunk);
    const isLast = await gathered.isOver();
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(head, n, isLast));
    cipher.setAAD(head);
    yield concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    if (isLast) return;
  }
}

/** Throws a `Refused` where it is cut, changed, or of another passphrase. */
export async function* unsealed(gathered: Gathered, passphrase: string): Pieces {
  const head = await gathered.upTo(headBytes);
  const opened = await openHead(head, passphrase);
  if (!opened.ok) throw new Refused(opened.problem.code, opened.problem.detail);
  for (let n = 0; ; n++) {
    const data = await gathered.upTo(chunk + tagBytes);
    const isLast = await gathered.isOver();
    yield openChunk(data, opened.value, nonceOf(head, n, isLast), head);
    if (isLast) return;
  }
}

/** Trouble within a stream; it is caught where the stream is read. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

async function openHead(head: Uint8Array, passphrase: string): Promise<Result<Uint8Array>> {
  const [version = 0, logN = 0, r = 0] = head.subarray(8, 11);
  const isOurs = head.length === headBytes && isSealed(head) && version === 1;
  if (!isOurs || logN < 10 || logN > mostLogN || r < 1 || r > 8)
    return fail("store.noBackup", "this is no backup of Ringwise, or of a newer one");
  const { key, check } = await keysOf(passphrase, head.subarray(11, 27), { logN, r });
  return timingSafeEqual(check, head.subarray(27, 43))
    ? ok(key)
    : fail("store.wrongPassphrase", "that is not its passphrase");
}

function openChunk(data: Uint8Array, key: Uint8Array, nonce: Uint8Array, head: Uint8Array) {
  const at = data.length - tagBytes;
  if (at < 0) throw new Refused("store.backupBroken", "the backup is cut");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce);
    decipher.setAAD(head);
    decipher.setAuthTag(data.subarray(at));
    return concat([decipher.update(data.subarray(0, at)), decipher.final()]);
  } catch {
    throw new Refused("store.backupBroken", "the backup is cut, or was changed");
  }
}

function nonceOf(head: Uint8Array, n: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce.set(head.subarray(43, 50));
  writeUint32(nonce, 7, n);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

function keysOf(
  passphrase: string,
  salt: Uint8Array,
  { logN, r }: { readonly logN: number; readonly r: number },
): Promise<Keys> {
  const cost = { N: 2 ** logN, r, p: 1, maxmem: 2 ** logN * r * 128 + (1 << 20) };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize("NFKC"), salt, 48, cost, (error, bytes) => {
      if (error) reject(error);
      else resolve({ key: bytes.subarray(0, 32), check: bytes.subarray(32) });
    });
  });
}
