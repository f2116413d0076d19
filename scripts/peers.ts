/**
 * The real peers that the tests talk to, and the programs that judge what we say. On Debian as root
 * the missing ones are installed, and none of their daemons is started: the tests start their own,
 * on their own ports.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";

/** Each package, and what is there when it is. */
const peers = {
  "sip-tester": "/usr/bin/sipp",
  baresip: "/usr/bin/baresip",
  chromium: "/usr/bin/chromium",
  tshark: "/usr/bin/tshark",
  minimodem: "/usr/bin/minimodem",
  "multimon-ng": "/usr/bin/multimon-ng",
  sox: "/usr/bin/sox", // by which multimon-ng reads a WAV file
  radicale: "/usr/bin/radicale",
  "espeak-ng": "/usr/bin/espeak-ng",
  iproute2: "/usr/sbin/ip",
  nftables: "/usr/sbin/nft",
  "redis-server": "/usr/bin/redis-server",
  postgresql: "/usr/lib/postgresql/*/bin/postgres",
};
type Peer = keyof typeof peers;
const policy = "/usr/sbin/policy-rc.d"; // exit code 101: start no service
const noCluster = "/etc/postgresql-common/createcluster.d/none.conf";

const missing = () =>
  (Object.keys(peers) as Peer[]).filter((peer) => globSync(peers[peer]).length === 0);

/** Installs what can be; gives back a reason for each peer that is not there. */
export function installPeers(): ReadonlyMap<string, string> {
  const wanted = missing();
  const debian = process.platform === "linux" && existsSync("/etc/debian_version");
  const root = process.getuid?.() === 0;
  if (wanted.length === 0) return new Map();
  if (!debian || !root) return reasons(wanted, debian ? "apt needs root" : "not a Debian machine");
  console.log(`installing ${wanted.join(", ")} with apt …`);
  const failed = withoutDaemons(() => apt(wanted));
  return reasons(missing(), failed ?? "apt did not install it");
}

const reasons = (names: readonly string[], why: string): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name, why]));

/** Runs apt; a package list that is old or absent is fetched once, and apt tried again. */
function apt(names: readonly string[]): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...args: string[]) =>
    spawnSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=120", ...args], {
      env,
      encoding: "utf8",
    });
  const install = () =>
    run(
      "install",
      "-y",
      "--no-install-recommends",
      "-o",
      "Dpkg::Options::=--force-confdef",
      ...names,
    );
  if (install().status === 0) return undefined;
  run("update");
  const again = install();
  return again.status === 0 ? undefined : again.stderr.trim().split("\n").at(-1);
}

function withoutDaemons<T>(work: () => T): T {
  const ours = [
    { file: policy, text: "#!/bin/sh\nexit 101\n", mode: 0o755 },
    { file: noCluster, text: "create_main_cluster = false\n", mode: 0o644 },
  ].filter(({ file }) => !existsSync(file));
  mkdirSync("/etc/postgresql-common/createcluster.d", { recursive: true });
  for (const { file, text, mode } of ours) writeFileSync(file, text, { mode });
  try {
    return work();
  } finally {
    for (const { file } of ours) rmSync(file);
  }
}
