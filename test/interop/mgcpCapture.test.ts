import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gatewayHouse } from "../calls/gatewayHouse.ts";
import { number } from "../calls/household.ts";
import { pcapOf } from "../phones/pcap.ts";

const tshark = "/usr/bin/tshark";

/** What tshark says of the file, a line a packet. */
function read(file: string, filter: string, ...fields: string[]): readonly string[] {
  const wanted = ["-T", "fields", ...fields.flatMap((field) => ["-e", field])];
  const args = ["-r", file, "-d", "udp.port==2727,mgcp", "-Y", filter, ...wanted];
  const { stdout, stderr, status } = spawnSync(tshark, args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.split("\n").filter((line) => line.trim() !== "");
}

test("a dissector that nobody here wrote reads every message of calls in and out", {
  skip: existsSync(tshark) ? false : "tshark is not installed",
}, async () => {
  const house = await gatewayHouse({ traced: true });
  const { town, carrier, hall } = house;
  await carrier.calls(number, { from: "+442079460123" });
  await town.runs(3000);
  hall.lifts();
  await town.runs(1000);
  hall.flashes();
  await town.runs(1000);
  hall.hangsUp();
  await town.runs(8000);
  hall.lifts();
  hall.hangsUp();
  await town.runs(1000);
  hall.lifts();
  for (const key of "6135550142") {
    hall.presses(key);
    await town.runs(500);
  }
  carrier.talk.lifts();
  await town.runs(2000);
  hall.hangsUp();
  await town.runs(2000);
  const folder = mkdtempSync(join(tmpdir(), "ringwise-capture-"));
  const file = join(folder, "calls.pcap");
  const packets = town.packets.filter(({ from, to }) => from.port === 2727 || to.port === 2727);
  writeFileSync(file, pcapOf(packets));
  const verbs = read(file, "mgcp.req", "mgcp.req.verb").flatMap((line) => line.split(","));
  for (const verb of ["RSIP", "AUEP", "RQNT", "NTFY", "CRCX", "MDCX", "DLCX"])
    assert.ok(verbs.includes(verb), `${verb} is in the capture`);
  assert.equal(read(file, "mgcp", "frame.number").length, packets.length, "all of it is MGCP");
  const malformed = "_ws.malformed || _ws.expert.severity >= 0x00600000 || mgcp.param.invalid";
  assert.deepEqual(
    read(file, malformed, "frame.number", "_ws.expert.message", "mgcp.param.invalid"),
    [],
  );
  rmSync(folder, { recursive: true });
  await house.close();
});
