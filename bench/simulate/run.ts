/**
 * `npm run simulate [-- USERS …]`: 100,000, 1 million and 10 million users unless said. No sockets;
 * each run has as many events, however many users there are. docs/scaling.md says what it shows.
 */
import { loadavg } from "node:os";
import { mostPeople } from "./people.ts";
import { simulate } from "./simulate.ts";

const asked = process.argv.slice(2).map(Number);
const [registrations, calls, workers] = [20_000, 20_000, 4];
simulate({ users: 1000, registrations: 2000, calls: 2000, workers, seed: 1 }); // warms up

for (const users of asked.length > 0 ? asked : [100_000, 1_000_000, 10_000_000]) {
  if (!(users >= 1 && users <= mostPeople)) throw new Error(`1 to ${mostPeople} users`);
  const began = performance.now();
  const done = simulate({ users, registrations, calls, workers, seed: users });
  const took = Math.round(performance.now() - began);
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  const uses = { register: done.registered + done.stale, call: calls };
  const each = (spent: number, by: number): string => (spent / by / 1000).toFixed(2);
  const { parse, home, register, targets, fork, forward } = done.spent;
  console.log(`${users} users: ${took} ms, ${memory} MB, load ${loadavg()[0]?.toFixed(1)}`);
  const requests = uses.register + uses.call;
  console.log(`  µs a message: read ${each(parse, requests)}, owner ${each(home, requests)}`);
  console.log(`  µs a registration: registrar ${each(register, uses.register)}`);
  const ofCall = [each(targets, calls), each(fork, calls), each(forward, calls)];
  console.log(`  µs a call: targets ${ofCall[0]}, fork ${ofCall[1]}, copy ${ofCall[2]}`);
  const { registered, lost, stale, answered, astray, owned } = done;
  console.log(`  ${JSON.stringify({ registered, lost, stale, answered, astray, owned })}`);
  console.log(
    `  bytes: ${Math.round(done.registerBytes / uses.register)} a REGISTER with its answer, ${Math.round(done.callBytes / calls)} an INVITE in and out`,
  );
  if (astray > 0 || answered !== calls) process.exitCode = 1;
}
