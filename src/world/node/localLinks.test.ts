import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import type { FrameLink } from "#world/frameLink.ts";
import { connectLocally, listenLocally } from "#world/node/localLinks.ts";

async function linked(t: TestContext): Promise<readonly [FrameLink, FrameLink, string]> {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-links-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "media.sock");
  const accepted = Promise.withResolvers<FrameLink>();
  const listening = await listenLocally(path, 100, accepted.resolve);
  assert.ok(listening.ok);
  t.after(() => listening.value.close());
  const ours = await connectLocally(path, 100);
  assert.ok(ours);
  return [ours, await accepted.promise, path];
}

const next = (link: FrameLink): Promise<string> =>
  new Promise((resolve) => link.receive((frame) => resolve(fromUtf8(frame))));
const closed = (link: FrameLink): Promise<undefined> =>
  new Promise((resolve) => void link.closed(resolve));

test("what one says the other hears, and when one goes the other knows; the socket is its owner's alone", async (t) => {
  const [ours, theirs, path] = await linked(t);
  ours.send(utf8("hello"));
  assert.equal(await next(theirs), "hello");
  theirs.send(utf8("welcome"));
  assert.equal(await next(ours), "welcome");
  assert.equal(statSync(path).mode & 0o777, 0o600);
  theirs.close();
  await closed(ours);
});

test("who sends more than a frame may have is cut off", async (t) => {
  const [ours, theirs] = await linked(t);
  theirs.receive(() => assert.fail());
  ours.send(new Uint8Array(101));
  await closed(ours);
});

test("where nobody listens there is no link", async () => {
  assert.equal(await connectLocally(join(tmpdir(), "ringwise-nobody.sock"), 100), undefined);
});
