/** What is asked of the network that the house is in, and of nobody whom the owner did not name. */
import { z } from "zod";
import { hostPort, list, record, secret, someOf } from "./words.ts";

/** Who passes sound on between browsers and us, where they cannot reach each other (TURN, RFC 8656). */
const turn = record({
  urls: someOf(
    z
      .string()
      .max(255)
      .regex(
        /^turns?:(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)(:[0-9]{1,5})?(\?transport=(udp|tcp))?$/,
      )
      .meta({ description: "`turn:turn.example.net`, `turns:turn.example.net:443?transport=tcp`" }),
    4,
  ),
  by: z.enum(["password", "sharedSecret"]).default("password").meta({
    description:
      "`sharedSecret`: each browser gets a login of its own for twelve hours, made from the `secret` (draft-uberti-behave-turn-rest); `password`: all get `username` and `secret`",
  }),
  username: z.string().min(1).max(255).exactOptional(),
  secret,
}).refine((it) => it.by === "sharedSecret" || it.username !== undefined, {
  path: ["username"],
  message: "a password wants a `username`",
});
export type Turn = z.output<typeof turn>;

export const network = record({
  stun: list(hostPort, 4).default([]).meta({
    description: "servers that tell from where they see us (RFC 8489); asked by the network check",
  }),
  timeServers: list(hostPort, 4)
    .default([])
    .meta({ description: "what the clock is compared with (NTP), by the network check" }),
  turn: turn.nullable().default(null),
  keepPortsOpen: z
    .boolean()
    .default(false)
    .meta({ description: "the router is asked to let SIP in from outside, and asked anew" }),
});
