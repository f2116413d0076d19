/** `ringwise exchange`: serves, or changes who its users are; each in a file beside this one. */
import { stop } from "./exit.ts";

type Command = (args: readonly string[]) => void | Promise<void>;

const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["serve", async () => (await import("./exchangeServe.ts")).serveExchange],
  ["invite", async () => (await import("./exchangeInvite.ts")).invite],
  ["unhost", async () => (await import("./exchangeInvite.ts")).unhost],
  ["remove", async () => (await import("./exchangeUsers.ts")).remove],
  ["users", async () => (await import("./exchangeUsers.ts")).users],
  ["setup-link", async () => (await import("./exchangeSetupLink.ts")).setupLink],
  ["status", async () => (await import("./exchangeAsk.ts")).status],
  ["trunks", async () => (await import("./exchangeAsk.ts")).trunks],
  ["audit", async () => (await import("./exchangeAsk.ts")).audit],
  ["calls", async () => (await import("./exchangeAsk.ts")).calls],
  ["suspend", async () => (await import("./exchangeAsk.ts")).suspend],
  ["resume", async () => (await import("./exchangeAsk.ts")).resume],
  ["check", async () => (await import("./exchangeUsers.ts")).check],
]);

export async function exchange(args: readonly string[]): Promise<void> {
  const [first = "serve", ...rest] = args;
  const isFlag = first.startsWith("-");
  const command = await commands.get(isFlag ? "serve" : first)?.();
  if (command === undefined) stop(2, `ringwise exchange: no command ${first}; try ringwise --help`);
  await command(isFlag ? args : rest);
}
