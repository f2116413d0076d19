import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { connect, createServer } from "node:tls";
import { endOf, issue, makeAuthority } from "#world/node/localAuthority.ts";

test("who trusts the authority accepts its certificate, by name and by address, and nobody else does", async () => {
  const authority = await makeAuthority(Date.now());
  const { certificate: cert, key } = await issue(authority, ["localhost", "127.0.0.1"], Date.now());
  const server = createServer({ cert, key }, (socket) => socket.end("hello"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  for (const name of ["localhost", "127.0.0.1"]) {
    const trusting = connect({
      host: "127.0.0.1",
      port,
      servername: name === "localhost" ? name : undefined,
      ca: authority.certificate,
    } as object);
    await once(trusting, "secureConnect");
    assert.equal(trusting.authorized, true, name);
    trusting.destroy();
  }
  const stranger = connect({ host: "127.0.0.1", port } as object);
  const [error] = await once(stranger, "error");
  assert.match(String(error), /self.signed|unable to/i);
  server.close();
});

test("a certificate lasts 397 days at the most, for browsers refuse more", async () => {
  const now = Date.now();
  const authority = await makeAuthority(now);
  const { certificate } = await issue(authority, ["localhost"], now);
  const days = (endOf(certificate) - now) / (24 * 3600_000);
  assert.ok(days > 390 && days <= 397, String(days));
});
