/** Links of one machine, by Unix sockets: nobody else's program gets in but by the file's rights. */
import { once } from "node:events";
import { chmodSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { FrameLink } from "#world/frameLink.ts";
import { framed, unframed } from "#world/node/frames.ts";

/** In the place of whoever listened there and was killed. `most`: octets of a frame; who sends longer ones is cut off. */
export async function listenLocally(
  path: string,
  most: number,
  accept: (link: FrameLink) => void,
): Promise<Result<{ close(): void }>> {
  const server = createServer((socket) => accept(linkOn(socket, most)));
  try {
    rmSync(path, { force: true });
    server.listen(path);
    await once(server, "listening");
    chmodSync(path, 0o600);
  } catch (error) {
    return fail("network.failed", `${path}: ${(error as Error).message}`);
  }
  return ok({ close: () => void server.close() });
}

/** Undefined: nobody is there. */
export function connectLocally(path: string, most: number): Promise<FrameLink | undefined> {
  const socket = connect(path);
  return new Promise((resolve) => {
    socket.once("error", () => resolve(undefined));
    socket.once("connect", () => resolve(linkOn(socket, most)));
  });
}

function linkOn(socket: Socket, most: number): FrameLink {
  const closed = listeners<undefined>();
  let early: Uint8Array[] = [];
  let each = (frame: Uint8Array): void => void early.push(frame);
  socket.on("error", () => undefined); // `close` follows
  socket.on("close", () => closed.tell(undefined));
  socket.on("end", () => socket.destroy());
  // A frame is a part of what was read: it is copied, for its owner may keep it.
  const read = unframed((frame) => each(frame.slice()), { most, tooLong: () => socket.destroy() });
  socket.on("data", read);
  return {
    send: (frame) => void (socket.writable && socket.write(framed(frame))),
    receive(to) {
      each = to;
      for (const frame of early.splice(0)) to(frame);
      early = [];
    },
    closed: closed.listen,
    close: () => void socket.destroy(),
  };
}
