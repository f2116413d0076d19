import { once } from "node:events";
import { createServer, isIP, type Server, type Socket, connect as tcpConnect } from "node:net";
import {
  checkServerIdentity,
  createServer as createTlsServer,
  rootCertificates,
  TLSSocket,
  connect as tlsConnect,
} from "node:tls";
import { listeners } from "#kit/listeners.ts";
import type { Problem } from "#kit/problem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Address, Listener, StreamSocket, TlsClient, TlsServer } from "#world/network.ts";
import { keyNameOf } from "#world/node/certificateKey.ts";
import { bindTrouble, networkTrouble } from "#world/node/networkTrouble.ts";
import { plainHost } from "#world/node/ownInterfaces.ts";

const connectWithin = 10_000;
const handshakeWithin = 10_000;
const lingersFor = 5_000;
/** More waiting than this, and `write` says so. */
const enoughWaiting = 256 * 1024;

export interface ListenOptions {
  /** Other processes of ours may have the same port. */
  readonly shared?: boolean;
  /** A socket that is bound already. */
  readonly fd?: number;
}

export interface NodeListener extends Listener {
  /** Connections that are there stay. */
  takesNoMore(): void;
}

export async function listen(
  local: Address,
  accept: (stream: StreamSocket) => void,
  tls?: TlsServer,
  { shared = false, fd }: ListenOptions = {},
): Promise<Result<NodeListener>> {
  const open = new Set<Socket>();
  const taken = (socket: Socket): void => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    accept(streamOf(socket));
  };
  const server = tls
    ? tlsServer(tls, taken)
    : createServer({ noDelay: true, keepAlive: true }, taken);
  try {
    const { host, port } = local;
    const at = fd === undefined ? { host, port, reusePort: shared } : { fd };
    server.listen({ ...at, exclusive: true });
    await once(server, "listening");
  } catch (error) {
    return bindTrouble(error, local, "tcp");
  }
  server.on("error", () => undefined); // out of descriptors: this connection is lost, the next may come
  return ok({
    local: addressOf(server),
    takesNoMore: () => void server.close(),
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  });
}

function tlsServer(
  { certificate, key, asksForKeys = false }: TlsServer,
  taken: (socket: Socket) => void,
): Server {
  const asks = { requestCert: asksForKeys, rejectUnauthorized: false };
  const options = { cert: certificate, key, handshakeTimeout: handshakeWithin, ...asks };
  const server = createTlsServer({ ...options, noDelay: true, keepAlive: true }, taken);
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}

function addressOf(server: Server): Address {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error(`no port: ${address}`);
  return { host: address.address, port: address.port };
}

export function connect(remote: Address, tls?: TlsClient): Promise<Result<StreamSocket>> {
  const { host } = remote;
  const socket = tls ? tlsConnect(secured(remote, tls)) : tcpConnect(remote.port, remote.host);
  return new Promise((resolve) => {
    const lost = (trouble: Result<never>): void => {
      socket.destroy();
      resolve(trouble);
    };
    socket.on("error", (error) => lost(networkTrouble(error, remote)));
    socket.setTimeout(connectWithin, () =>
      lost(fail("network.timeout", `${remote.host}:${remote.port} does not answer`)),
    );
    socket.once(tls ? "secureConnect" : "connect", () => {
      socket.removeAllListeners("error");
      socket.setTimeout(0);
      socket.setNoDelay(true).setKeepAlive(true, 60_000);
      const stream = streamOf(socket);
      if (tls?.peerKey === undefined || tls.peerKey === stream.peerKey) resolve(ok(stream));
      else lost(fail("network.badCertificate", `${host} holds another key`));
    });
  });
}

/** RFC 5922 §7.2: the certificate must carry the name that was looked up, whatever address it led to. */
function secured({ host, port }: Address, tls: TlsClient) {
  const { serverName, authorities = [], identity, acceptAnyCertificate, peerKey } = tls;
  return {
    host,
    port,
    ...(isIP(serverName) === 0 && { servername: serverName }),
    ca: [...rootCertificates, ...authorities],
    rejectUnauthorized: acceptAnyCertificate !== true && peerKey === undefined,
    checkServerIdentity: (_host: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(serverName, certificate),
    ...(identity && { cert: identity.certificate, key: identity.key }),
  };
}

/** TLS has had it prove that it holds the key. */
function keyShownBy(socket: Socket): string | undefined {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  return certificate && keyNameOf(certificate);
}

/** Bytes wait in the kernel until somebody listens. */
function streamOf(socket: Socket): StreamSocket {
  const bytes = listeners<Uint8Array>();
  const closed = listeners<Problem | undefined>();
  const remote = { host: plainHost(socket.remoteAddress ?? ""), port: socket.remotePort ?? 0 };
  const peerKey = keyShownBy(socket);
  let trouble: Problem | undefined;
  socket.on("error", (error) => {
    const failed = networkTrouble(error, remote);
    if (!failed.ok) trouble = failed.problem;
  });
  socket.on("close", () => closed.tell(trouble));
  return {
    local: { host: plainHost(socket.localAddress ?? ""), port: socket.localPort ?? 0 },
    remote,
    ...(peerKey !== undefined && { peerKey }),
    write(data) {
      if (socket.writable) socket.write(data);
      return socket.writableLength < enoughWaiting;
    },
    bytes(listener) {
      const cancel = bytes.listen(listener);
      if (socket.listenerCount("data") === 0)
        socket.on("data", ({ buffer, byteOffset, length }: Buffer) =>
          bytes.tell(new Uint8Array(buffer, byteOffset, length)),
        );
      return cancel;
    },
    closed: closed.listen,
    close() {
      socket.destroySoon();
      socket.setTimeout(lingersFor, () => socket.destroy()); // a peer that does not read
    },
  };
}
