/** How far ahead our clock is, by time servers, else by the Date of the accounts' servers. */
import { seconds } from "#kit/time.ts";
import type { World } from "#world/world.ts";
import { datagrams } from "./datagrams.ts";
import type { AccountProbe } from "./facts.ts";
import { ntpRequest, readNtpAnswer } from "./ntp.ts";
import { placeOf } from "./stunProbe.ts";

const ntpPort = 123;

/** Ms; undefined when nobody says. A Date has whole seconds and may be half a second old. */
export async function clockAhead(
  servers: readonly string[],
  probes: readonly AccountProbe[],
  world: Pick<World, "network" | "clock" | "random">,
): Promise<number | undefined> {
  for (const text of servers) {
    const ahead = await aheadOf(text, world);
    if (ahead !== undefined) return ahead;
  }
  const [date] = probes.flatMap(({ answer }) => answer?.date ?? []);
  return date === undefined ? undefined : world.clock.wallTime() - date;
}

async function aheadOf(
  text: string,
  { network, clock, random }: Pick<World, "network" | "clock" | "random">,
): Promise<number | undefined> {
  const to = await placeOf(text, network, ntpPort);
  if (!to) return undefined;
  const socket = await network.udp({ host: to.host.includes(":") ? "::" : "0.0.0.0", port: 0 });
  if (!socket.ok) return undefined;
  const talk = datagrams(socket.value, clock);
  const nonce = random(8);
  const answer = await talk.ask({
    data: ntpRequest(nonce),
    to,
    within: seconds(3),
    read: (data) => readNtpAnswer(data, nonce),
  });
  talk.close();
  if (!answer) return undefined;
  const halfWay = clock.wallTime() - answer.after / 2;
  return halfWay - (answer.value.came + answer.value.left) / 2;
}
