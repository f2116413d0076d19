import { spawnSync } from "node:child_process";

/** What makes networks here, for a test to skip with. */
export function noNamespaces(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return "network namespaces need root";
  for (const program of ["ip", "nft"])
    if (spawnSync(program, ["-V"]).error !== undefined) return `${program} is not installed`;
  const probe = `rw${process.pid}-probe`;
  if (!works("ip", "netns", "add", probe)) return "no network namespaces can be made here";
  const masks = works("ip", "netns", "exec", probe, "nft", masquerade);
  works("ip", "netns", "del", probe);
  return masks ? undefined : "nft cannot masquerade here";
}

/** A port of its own for each peer that is sent to, by luck: a symmetric NAT. */
const masquerade =
  'add table ip nat; add chain ip nat post { type nat hook postrouting priority 100; }; add rule ip nat post oifname "out" masquerade random,fully-random';

const works = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args).status === 0;

function must(program: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}

/** Where everybody can be reached: 203.0.113.0/24, and a host there. */
export const publicHost = "203.0.113.10";

/**
 *   a  192.168.71.2, 3 192.168.71.1  na  203.0.113.1 ──┐
 *                                                      ├── x  203.0.113.10
 *   b  192.168.72.2 ── 192.168.72.1  nb  203.0.113.2 ──┘
 *
 * Network namespaces of their own, with routers that forget a flow after 20 s.
 */
export class TwoNats {
  readonly #prefix = `rw${process.pid}`;

  static open(): TwoNats {
    const nets = new TwoNats();
    try {
      nets.#make();
    } catch (error) {
      nets.close();
      throw error;
    }
    return nets;
  }

  /** Command and arguments that run a program there. */
  in(place: "x" | "a" | "b"): readonly [string, ...string[]] {
    return ["ip", "netns", "exec", this.#name(place)];
  }

  host(place: "a" | "b"): string {
    return `192.168.7${place === "a" ? 1 : 2}.2`;
  }

  /** Of a telephone beside Ada's server. */
  readonly deskHost = "192.168.71.3";

  /** The router forgets all flows: what is sent next leaves from other ports. */
  rebinds(place: "a" | "b"): void {
    // masquerading drops the flows of a link that goes down
    for (const state of ["down", "up"]) this.#ip(`n${place}`, "link", "set", "out", state);
  }

  close(): void {
    for (const place of ["x", "a", "b", "na", "nb"]) works("ip", "netns", "del", this.#name(place));
  }

  #make(): void {
    for (const place of ["x", "a", "b", "na", "nb"]) {
      must("ip", "netns", "add", this.#name(place));
      this.#ip(place, "link", "set", "lo", "up");
    }
    this.#ip("x", "link", "add", "br0", "type", "bridge");
    this.#ip("x", "addr", "add", `${publicHost}/24`, "dev", "br0");
    this.#ip("x", "link", "set", "br0", "up");
    for (const [i, place] of (["a", "b"] as const).entries()) this.#router(place, i + 1);
    this.#address("a", "eth0", `${this.deskHost}/24`);
  }

  #router(place: "a" | "b", number: number): void {
    const router = `n${place}`;
    const inside = `192.168.7${number}`;
    this.#joins([place, "eth0"], [router, "in"]);
    this.#joins([router, "out"], ["x", `to-${place}`]);
    this.#ip("x", "link", "set", `to-${place}`, "master", "br0");
    this.#address(place, "eth0", `${inside}.2/24`);
    this.#address(router, "in", `${inside}.1/24`);
    this.#address(router, "out", `203.0.113.${number}/24`);
    this.#ip(place, "route", "add", "default", "via", `${inside}.1`);
    const there = ["netns", "exec", this.#name(router)];
    must("ip", ...there, "sysctl", "-qw", "net.ipv4.ip_forward=1");
    must("ip", ...there, "nft", masquerade);
    const conntrack = "net.netfilter.nf_conntrack_udp_timeout";
    works("ip", ...there, "sysctl", "-qw", `${conntrack}=20`, `${conntrack}_stream=20`);
  }

  #joins([one, dev]: Link, [other, peer]: Link): void {
    const far = ["peer", "name", peer, "netns", this.#name(other)];
    must("ip", "link", "add", dev, "netns", this.#name(one), "type", "veth", ...far);
    this.#ip(one, "link", "set", dev, "up");
    this.#ip(other, "link", "set", peer, "up");
  }

  #address(place: string, dev: string, address: string): void {
    this.#ip(place, "addr", "add", address, "dev", dev);
  }

  #ip(place: string, ...args: readonly string[]): void {
    must("ip", "-n", this.#name(place), ...args);
  }

  #name(place: string): string {
    return `${this.#prefix}-${place}`;
  }
}

type Link = readonly [place: string, dev: string];
