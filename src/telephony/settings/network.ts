/** What is asked of the network that the house is in, and of nobody whom the owner did not name. */
import { z } from "zod";
import { hostPort, list, record } from "./words.ts";

export const network = record({
  stun: list(hostPort, 4).default([]).meta({
    description: "servers that tell from where they see us (RFC 8489); asked by the network check",
  }),
  timeServers: list(hostPort, 4)
    .default([])
    .meta({ description: "what the clock is compared with (NTP), by the network check" }),
  keepPortsOpen: z
    .boolean()
    .default(false)
    .meta({ description: "the router is asked to let SIP in from outside, and asked anew" }),
});
