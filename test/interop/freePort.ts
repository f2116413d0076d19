import { createSocket } from "node:dgram";
import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that the system gives to who asks for none, and below those of our media. */
const [lowest, beyond] = [10_000, 16_384];
const given = new Set<number>();

/**
 * A port of the loopback that is free by UDP and TCP, for whoever must know it before it is opened.
 * None is given twice in a process, and none that somebody's own connection might take meanwhile.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 1000; tries++) {
    const port = lowest + Math.floor(Math.random() * (beyond - lowest));
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`no port from ${lowest} to ${beyond - 1} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const socket = createSocket("udp4");
  const server = createServer();
  try {
    const bound = once(socket, "listening");
    socket.bind(port, "127.0.0.1");
    await bound;
    const listening = once(server, "listening");
    server.listen(port, "127.0.0.1");
    await listening;
    return true;
  } catch {
    return false;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, "close");
    }
    socket.close();
  }
}
