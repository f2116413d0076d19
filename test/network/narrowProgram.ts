/** Sends 200 datagrams at once through a narrow network, then one more, and prints what came. */
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { batchUdp } from "#world/node/batchUdp.ts";
import { dgramUdp } from "#world/node/dgramUdp.ts";

const open = process.argv[2] === "batchUdp" ? batchUdp() : dgramUdp;
const local = { host: "127.0.0.1", port: 0 };
const [ada, bob] = [await open?.(local), await open?.(local, { receiveBuffer: 4 << 20 })];
if (!ada?.ok || !bob?.ok) throw new Error("no sockets");
const sent = Array.from({ length: 200 }, (_, i) => `${i}`.padEnd(1200, "."));
const heard: string[] = [];
bob.value.receive((data) => {
  heard.push(fromUtf8(data));
  if (heard.length === sent.length) ada.value.send(utf8("afterwards"), bob.value.local);
  if (heard.at(-1) !== "afterwards") return;
  heard.pop();
  const inOrder = heard.every((text, i) => text === sent[i]);
  console.log(JSON.stringify({ count: heard.length, inOrder, afterwards: true }));
  ada.value.close();
  bob.value.close();
});
for (const text of sent) ada.value.send(utf8(text), bob.value.local);
