import { fail, ok, type Result } from "#kit/result.ts";
import { after, millis } from "#kit/time.ts";
import type {
  Address,
  Listener,
  StreamSocket,
  TlsClient,
  TlsIdentity,
  TlsServer,
} from "#world/network.ts";
import {
  type Door,
  type Ether,
  freePort,
  type Host,
  isWildcard,
  ownAddress,
  reaches,
  seenFrom,
  written,
} from "#world/sim/ether.ts";
import { pipe } from "#world/sim/simPipe.ts";
import { cannotBind } from "#world/sim/simUdp.ts";

export function simListen(
  ether: Ether,
  host: Host,
  asked: Address,
  door: Pick<Door, "accept" | "tls">,
): Result<Listener> {
  const refused = cannotBind(host, asked, host.tcp);
  if (refused) return refused;
  const port = asked.port === 0 ? freePort(host, host.tcp) : asked.port;
  const name = `TCP ${written({ host: ownAddress(host), port })}`;
  const taken = new Set<StreamSocket>();
  host.tcp.set(port, {
    at: isWildcard(asked.host) ? undefined : asked.host,
    tls: door.tls,
    accept(stream) {
      taken.add(stream);
      stream.closed(() => taken.delete(stream));
      door.accept(stream);
    },
  });
  ether.open.add(name);
  return ok({
    local: { host: asked.host, port },
    close() {
      host.tcp.delete(port);
      ether.open.delete(name);
      for (const stream of taken) stream.close();
    },
  });
}

const noAnswerAfter = millis(10_000);

export function simConnect(
  ether: Ether,
  host: Host,
  remote: Address,
  tls?: TlsClient,
): Promise<Result<StreamSocket>> {
  const { clock } = ether;
  const own = { host: ownAddress(host, remote.host), port: freePort(host, host.tcp) };
  const from = seenFrom(ether, host, own, remote);
  const weather = ether.weather(own.host, remote.host);
  const isThere = ether.hosts.has(remote.host) && weather.loss !== 1;
  return new Promise((resolve) => {
    const later = (wait: number, then: () => void) =>
      clock.at(after(clock.now(), millis(wait)), then);
    if (!isThere) {
      const detail = `${written(remote)} does not answer`;
      later(noAnswerAfter, () => resolve(fail("network.timeout", detail)));
      return;
    }
    later(weather.delay, () => {
      const door = doorAt(ether, from, remote);
      const trouble = door ? handshake(door, tls) : fail("network.refused", written(remote));
      const ends =
        door && trouble.ok ? pipe(ether, { own, seen: from, remote }, host.behind) : undefined;
      const { theirs, ours } = keysShown(door?.tls, tls);
      if (ends) door?.accept(shows(ends.there, ours));
      later(weather.delay, () =>
        resolve(ends ? ok(shows(ends.here, theirs)) : (trouble as Result<never>)),
      );
    });
  });
}

function doorAt(ether: Ether, from: Address, to: Address): Door | undefined {
  const target = reaches(ether, from, to);
  const door = target && ether.hosts.get(target.host)?.tcp.get(target.port);
  return door && (door.at === undefined || door.at === target.host) ? door : undefined;
}

/** TLS without its mathematics: who speaks it, whose name is on it, who vouches for it. */
function handshake({ tls: identity }: Door, tls: TlsClient | undefined): Result<void> {
  if (!identity && !tls) return ok(undefined);
  if (!identity || !tls) return fail("network.reset", "one side speaks TLS, the other does not");
  if (tls.acceptAnyCertificate) return ok(undefined);
  if (tls.peerKey !== undefined)
    return tls.peerKey === keyOf(identity)
      ? ok(undefined)
      : fail("network.badCertificate", "another key");
  const { names, authority } = JSON.parse(identity.certificate) as SimCertificate;
  const isTrusted = tls.authorities?.includes(authority) && names.includes(tls.serverName);
  return isTrusted ? ok(undefined) : fail("network.badCertificate", names.join());
}

/** The server's to the client, and the client's to a server that asks. */
function keysShown(server: TlsServer | undefined, client: TlsClient | undefined) {
  const asked = server?.asksForKeys ? client?.identity : undefined;
  return { theirs: server && client && keyOf(server), ours: asked && keyOf(asked) };
}

const shows = (socket: StreamSocket, peerKey: string | undefined): StreamSocket =>
  peerKey === undefined ? socket : { ...socket, peerKey };

/** The name of its key; here whoever shows a certificate holds its key. */
const keyOf = ({ certificate }: TlsIdentity): string =>
  (JSON.parse(certificate) as SimCertificate).peerKey;

interface SimCertificate {
  readonly names: readonly string[];
  readonly authority: string;
  readonly peerKey: string;
}

/** A certificate as this network reads it. */
export const simIdentity = (
  names: readonly string[],
  authority: string,
  peerKey = `key of ${names.join()}`,
): TlsIdentity => ({
  certificate: JSON.stringify({ names, authority, peerKey } satisfies SimCertificate),
  key: "",
});
