import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The environment variable that says where a process writes what its sockets get. */
export const packetsFile = "TEST_PACKETS";
export const separator = "\0";

const notes = fileURLToPath(new URL("./notesPackets.ts", import.meta.url));

/** The environment of a member whose packets are written to that file. */
export const noting = (file: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --import ${notes}`,
  [packetsFile]: file,
});

/** All SIP packets that its sockets have got, oldest first, as they were. */
export const packetsIn = (file: string): readonly string[] =>
  existsSync(file) ? readFileSync(file, "utf8").split(separator).slice(0, -1) : [];
