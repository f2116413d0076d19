import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { wallTime } from "#kit/time.ts";
import type { StreamSocket } from "#world/network.ts";
import { keyNameOf } from "#world/node/certificateKey.ts";
import { issue, makeAuthority } from "#world/node/localAuthority.ts";
import { nodeNetwork } from "#world/node/nodeNetwork.ts";

test("two peers know each other by their keys, whoever signed them; who holds another key is not the one", async () => {
  const now = wallTime(Date.now());
  const made = async () => issue(await makeAuthority(now), ["127.0.0.1"], now);
  const [server, client, stranger] = [await made(), await made(), await made()];
  const accepted: StreamSocket[] = [];
  const arrivals = listeners<undefined>();
  const listening = await nodeNetwork.listen(
    { host: "127.0.0.1", port: 0 },
    (stream) => {
      accepted.push(stream);
      arrivals.tell(undefined);
    },
    { ...server, asksForKeys: true },
  );
  assert.ok(listening.ok);
  const { local, close } = listening.value;
  const reach = (peerKey: string) =>
    nodeNetwork.connect(local, { serverName: "127.0.0.1", peerKey, identity: client });
  /** The other end of that stream, which may arrive a moment later. */
  const farEnd = ({ local: { port } }: StreamSocket): Promise<StreamSocket> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = accepted.find(({ remote }) => remote.port === port);
        if (found) resolve(found);
      };
      arrivals.listen(look);
      look();
    });
  try {
    const right = await reach(keyNameOf(server.certificate));
    assert.ok(right.ok);
    assert.equal(right.value.peerKey, keyNameOf(server.certificate));
    assert.equal((await farEnd(right.value)).peerKey, keyNameOf(client.certificate));
    const wrong = await reach(keyNameOf(stranger.certificate));
    assert.equal(!wrong.ok && wrong.problem.code, "network.badCertificate");
    const plain = await nodeNetwork.connect(local, {
      ...{ serverName: "127.0.0.1", acceptAnyCertificate: true },
    });
    assert.ok(plain.ok, "who shows no key is let in, as a stranger");
    assert.equal((await farEnd(plain.value)).peerKey, undefined);
    right.value.close();
    plain.value.close();
  } finally {
    close();
  }
});
