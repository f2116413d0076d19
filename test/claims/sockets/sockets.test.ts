import { test } from "node:test";
import { playOverSockets } from "./play.ts";
import { socketClaims } from "./rows.ts";
import { noSockets } from "./socketHouse.ts";

for (const claim of socketClaims)
  test(`claim ${claim.number} over real sockets`, { skip: noSockets() ?? false }, () =>
    playOverSockets(claim),
  );
