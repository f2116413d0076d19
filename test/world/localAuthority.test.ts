import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { test } from "node:test";
import { connect, createServer } from "node:tls";
import { certificateEnd } from "#world/node/certificateEnd.ts";
import { issue, makeAuthority } from "#world/node/localAuthority.ts";

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
  const days = (certificateEnd(certificate) - now) / (24 * 3600_000);
  assert.ok(days > 390 && days <= 397, String(days));
});

test("a certificate names every host and address, however many, and may sign no other", async () => {
  const authority = await makeAuthority(Date.now());
  const names = [...Array(40).keys()].map((i) => `telephone-${i}.house.lan`);
  const hosts = [...names, "192.0.2.7", "::1", "fd00:1::2:3", "::ffff:192.0.2.9"];
  const made = new X509Certificate((await issue(authority, hosts, Date.now())).certificate);
  const issuer = new X509Certificate(authority.certificate);
  assert.ok(made.checkIssued(issuer) && made.verify(issuer.publicKey));
  assert.deepEqual([made.ca, issuer.ca], [false, true]);
  for (const name of names) assert.equal(made.checkHost(name), name);
  for (const address of hosts.slice(40)) assert.equal(made.checkIP(address), address);
  assert.equal(made.checkHost("elsewhere.house.lan"), undefined);
  assert.equal(made.checkIP("fd00:1::2:4"), undefined);
});

test("an authority of the last days before 2050 says its end in four digits of the year", async () => {
  const authority = await makeAuthority(Date.UTC(2045, 0, 1));
  assert.equal(new Date(certificateEnd(authority.certificate)).getUTCFullYear(), 2054);
});
