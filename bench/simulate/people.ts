import { wallTime } from "#kit/time.ts";
import type { Binding } from "#sip/registrar/binding.ts";

/**
 * Everybody's binding as columns of numbers: 16 bytes a user, with where the device really is. What
 * is the same for all, or follows from the user's number, is put back when a binding is read.
 */
export interface People {
  readonly count: number;
  /** Which the registrar knows. */
  binding(n: number): Binding;
  keep(n: number, binding: Binding): void;
  /** Where the device sends from: its router gave it that port. */
  readonly truePort: Uint16Array;
  /** The last CSeq that the device used. */
  readonly saidCseq: Uint32Array;
}

export const own = { host: "192.0.2.1", port: 5060 };
const firstPort = 1024;
/** 10.0.0.0/8 has room for so many. */
export const mostPeople = 2 ** 24;

export const hostOf = (n: number): string => `10.${n >>> 16}.${(n >>> 8) & 255}.${n & 255}`;
export const contactOf = (n: number, port: number): string => `sip:u${n}@${hostOf(n)}:${port}`;
export const instanceOf = (n: number): string =>
  `urn:uuid:00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
export const callIdOf = (n: number): string => `r${n}@${hostOf(n)}`;

/** All registered with CSeq 1 for so many seconds. */
export function people(count: number, expires: number): People {
  const until = new Uint32Array(count).fill(expires);
  const cseq = new Uint32Array(count).fill(1);
  const port = new Uint16Array(count).fill(firstPort);
  return {
    count,
    truePort: new Uint16Array(count).fill(firstPort),
    saidCseq: new Uint32Array(count).fill(1),
    binding: (n) => ({
      contact: contactOf(n, port[n] ?? 0),
      path: [],
      flow: { protocol: "UDP", local: own, remote: { host: hostOf(n), port: port[n] ?? 0 } },
      q: 1,
      expires: wallTime((until[n] ?? 0) * 1000),
      callId: callIdOf(n),
      cseq: cseq[n] ?? 0,
      instanceId: instanceOf(n),
      regId: 1,
    }),
    keep(n, binding) {
      until[n] = Math.ceil(binding.expires / 1000);
      cseq[n] = binding.cseq;
      port[n] = binding.flow.remote.port;
    },
  };
}
