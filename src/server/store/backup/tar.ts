import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { badName } from "#world/files.ts";

/**
 * What a backup is inside: a POSIX tar (IEEE 1003.1, ustar) of plain files, so that any tar opens one
 * that is not sealed. Blocks of 512 bytes; the first of a file:
 *
 *    0      100    108   116   124    136     148       156    157    257     263  265      345     500
 *   ├──────┼──────┼─────┼─────┼──────┼───────┼─────────┼──────┼──────┼───────┼────┼────────┼───────┤
 *   │ name │ mode │ uid │ gid │ size │ mtime │ checksum│ type │ link │ ustar │ 00 │ owners │ prefix│
 */
export const block = 512;

export interface Entry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** 0 to 511: zeros that end its last block. */
export const padding = (size: number): number => (block - (size % block)) % block;

/** `at`: seconds since 1970. Names of more than 100 bytes are split at a slash; undefined where they cannot be. */
export function tarHeader({ name, size }: Entry, at: number): Uint8Array | undefined {
  const parts = splitName(name);
  if (!parts || size >= 8 ** 11) return undefined;
  const data = new Uint8Array(block);
  const put = (text: string, start: number): void => data.set(utf8(text), start);
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");
  put(parts.name, 0);
  put("0000600\0", 100);
  put("0000000\0", 108);
  put("0000000\0", 116);
  put(`${octal(size, 11)}\0`, 124);
  put(`${octal(at, 11)}\0`, 136);
  put("        ", 148);
  put("0", 156);
  put("ustar\0", 257);
  put("00", 263);
  put(parts.prefix, 345);
  const sum = data.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)}\0 `, 148);
  return data;
}

/** Whether a file of that name can be in a backup: those of a household can. Hidden ones and the like are others'. */
export const isKeepable = (name: string): boolean => isPlain(name) && splitName(name) !== undefined;

const isPlain = (name: string): boolean =>
  !badName(name) && /^\w[\w.@+ -]*(\/\w[\w.@+ -]*)*$/.test(name);

function splitName(name: string): { readonly name: string; readonly prefix: string } | undefined {
  if (utf8(name).length <= 100) return { name, prefix: "" };
  const at = name.lastIndexOf("/");
  const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
  const fits = at > 0 && utf8(prefix).length <= 155 && utf8(rest).length <= 100;
  return fits ? { name: rest, prefix } : undefined;
}

/** `end`: the block of zeros behind the last file. Links, devices, folders, and names that lead elsewhere are none of ours. */
export function readTarHeader(data: Uint8Array): Result<Entry | "end"> {
  if (data.every((byte) => byte === 0)) return ok("end");
  const text = (start: number, length: number): string =>
    fromUtf8(data.subarray(start, start + length)).split("\0", 1)[0] ?? "";
  const sum = data.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
  if (Number.parseInt(text(148, 8), 8) !== sum || text(257, 5) !== "ustar") return noBackup;
  const type = text(156, 1);
  const sizeText = text(124, 12).trim();
  if ((type !== "0" && type !== "") || !/^[0-7]{1,11}$/.test(sizeText)) return noBackup;
  const prefix = text(345, 155);
  const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`;
  return isPlain(name) ? ok({ name, size: Number.parseInt(sizeText, 8) }) : noBackup;
}

const noBackup = fail("store.noBackup", "this is no backup of Ringwise, or it was changed");
