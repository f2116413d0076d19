/**
 * server/network: what the outside looks like from this house, and what its router does for it. Pure
 * readers and writers of STUN, PCP, NAT-PMP and UPnP, thin questions over UDP and HTTP, the network
 * check made of them, and port mappings that are kept. Nothing here asks anybody whom the owner or
 * the settings did not name, but the house's own router.
 *
 * This file: questions by UDP, asked again until answered or late.
 */
import { after, type Instant, type Millis, millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Address, UdpSocket } from "#world/network.ts";

export interface Question<T> {
  readonly data: Uint8Array;
  readonly to: Address;
  /** What a datagram says to it; undefined: it is no answer to this. */
  readonly read: (data: Uint8Array, from: Address) => T | undefined;
  readonly within: Millis;
  /** The answer may come from somewhere else than where the question went. */
  readonly anySource?: boolean;
  /** It is not sent again: a lost one counts. */
  readonly once?: boolean;
}

export interface Answered<T> {
  readonly value: T;
  /** From the first sending to the answer. */
  readonly after: Millis;
}

/** Several questions at a time over one socket. */
export interface Datagrams {
  ask<T>(question: Question<T>): Promise<Answered<T> | undefined>;
  /** What answers within the time, or until it is `enough`. */
  gather<T>(question: Question<T>, enough: (all: readonly T[]) => boolean): Promise<readonly T[]>;
  close(): void;
}

/** RFC 6886 §3.1: 250 ms, then twice as long each time; STUN is content with it (RFC 8489 §6.2.1). */
const firstWait = 250;
const longestWait = 2000;
/** No answer that we understand is longer. */
const longestDatagram = 8192;

type Ear = (data: Uint8Array, from: Address, at: Instant) => void;

export function datagrams(socket: UdpSocket, clock: Clock): Datagrams {
  const ears = new Set<Ear>();
  const ends = new Set<() => void>();
  socket.receive((data, from, at) => {
    if (data.length <= longestDatagram) for (const ear of [...ears]) ear(data, from, at);
  });

  function listen<T>(question: Question<T>, heard: (value: T, at: Instant) => boolean) {
    return new Promise<void>((resolve) => {
      const { data, to, read, within, anySource = false, once = false } = question;
      const late = clock.at(after(clock.now(), within), end);
      let again = send(firstWait);
      ears.add(ear);
      ends.add(end);

      function send(wait: number) {
        socket.send(data, to);
        if (once) return () => undefined;
        const next = Math.min(2 * wait, longestWait);
        return clock.at(after(clock.now(), millis(wait)), () => {
          again = send(next);
        });
      }
      function ear(got: Uint8Array, from: Address, at: Instant): void {
        if (!anySource && (from.host !== to.host || from.port !== to.port)) return;
        const value = read(got, from);
        if (value !== undefined && heard(value, at)) end();
      }
      function end(): void {
        ears.delete(ear);
        ends.delete(end);
        late();
        again();
        resolve();
      }
    });
  }

  return {
    async ask<T>(question: Question<T>) {
      const began = clock.now();
      let answer: Answered<T> | undefined;
      await listen(question, (value, at) => {
        answer = { value, after: millis(Math.max(0, at - began)) };
        return true;
      });
      return answer;
    },
    async gather(question, enough) {
      const all: Parameters<typeof enough>[0][number][] = [];
      await listen(question, (value) => {
        all.push(value);
        return enough(all);
      });
      return all;
    },
    close() {
      for (const end of [...ends]) end();
      socket.close();
    },
  };
}
