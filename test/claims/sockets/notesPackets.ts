/**
 * Loaded into a member's process before the program is (`--import`): each SIP packet that any of its
 * sockets gets from the network is written to a file as it comes, so that whoever runs it can count.
 */
import { type Channel, subscribe } from "node:diagnostics_channel";
import type { EventEmitter } from "node:events";
import { appendFileSync } from "node:fs";
import { packetsFile, separator } from "./packets.ts";

const file = process.env[packetsFile];
const sip = /^(SIP\/2\.0 \d|[A-Z]+ sips?:)/;

/** `event`: what the socket tells when something has come. */
function notes(channel: Channel["name"], event: string): void {
  subscribe(channel, (message) => {
    const { socket } = message as { readonly socket: EventEmitter };
    const emit = socket.emit.bind(socket);
    socket.emit = (name: string | symbol, ...args: unknown[]): boolean => {
      const text = name === event ? String(args[0]) : "";
      if (file !== undefined && sip.test(text)) appendFileSync(file, text + separator);
      return emit(name, ...args);
    };
  });
}

notes("udp.socket", "message");
notes("net.client.socket", "data");
notes("net.server.socket", "data");
