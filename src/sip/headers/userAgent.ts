import { textHeader } from "#sip/headers/shapes.ts";

/** The asker's product (RFC 3261 §20.41). */
export const UserAgent = textHeader("User-Agent");

/** The answerer's product (§20.35). */
export const Server = textHeader("Server");
