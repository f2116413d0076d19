/** The `ringwise` command: which one. Each is a file beside this one, loaded when it is asked for. */
import { stop } from "./exit.ts";

type Command = (args: readonly string[]) => void | Promise<void>;

const help = `ringwise: the server behind one person's telephone

  ringwise [serve]                     starts the server (flags and RINGWISE_… as in the README)
  ringwise supervise                   the same, and another one when it dies or hangs
  ringwise upgrade [--data FOLDER]     what is installed now takes over from a supervised one; calls go on
  ringwise check SETTINGS [--json]     names every problem of a settings file, and what is hardly meant
  ringwise decide --from +1… [--to …] [--via ACCOUNT] [--at MOMENT] [--busy DEVICE]
                  [--settings FILE] [--json]      what would happen, and why
  ringwise decide --replay CALLID|last|all [--settings FILE] [--json]
                                       what was decided then, and what would be now
  ringwise ladder CALLID|last [--mermaid | --json]
                                       what went over the wires
  ringwise setup-link                  a fresh one-time link, also while the server runs
  ringwise backup NAME.backup | restore NAME.backup [--dry-run]
                                       the household in one file, also while the server runs;
                                       sealed with RINGWISE_PASSPHRASE; a FOLDER works as well
  ringwise doctor [--json] [--network]
                                                  looks at all that a server needs; 1 when something is wrong
An exchange, above many such servers:
  ringwise exchange [serve] [--data FOLDER] [--domain NAME] [--sip HOST:PORT] [--workers N] …
  ringwise exchange invite NAME [--number +1…] [--extension N] [--tier ID] [--hosted [--port N]]
  ringwise exchange unhost NAME        whose server ran here takes it to a box of their own
  ringwise exchange remove NAME | users | check
  ringwise exchange --node NAME --database postgres://… --redis redis://… [--shared-name HOST]
                                       one of several machines that are one exchange
  ringwise exchange setup-link         a fresh one-time link to the operator's pages
With a running exchange (RINGWISE_URL, RINGWISE_TOKEN):
  ringwise exchange status | trunks | audit [--json]
  ringwise exchange calls tail
  ringwise exchange suspend NAME REASON | resume NAME
With a running server (RINGWISE_URL, RINGWISE_TOKEN):
  ringwise status [--json]
  ringwise mode MODE [--until 14:00]
  ringwise settings export | settings apply FILE
  ringwise calls tail
  ringwise rules test [--from +1…] [--to …] [--via ACCOUNT] [--at MOMENT] [--busy DEVICE] [--json]
  ringwise say TEXT [--device ID]… [--language en|de]      speaks it into telephones
  ringwise people import FILE.vcf
  ringwise join INVITATION | leave ACCOUNT        becomes a user of an exchange, or is none any more
  ringwise policy-key [rotate]         what your word at exchanges is signed with
  ringwise subscriptions [refresh calendar|list|addressBook ID] [--json]
`;

const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["serve", async () => (await import("./serve.ts")).serve],
  ["supervise", async () => (await import("./supervise.ts")).supervise],
  ["media", async () => (await import("./media.ts")).media],
  ["upgrade", async () => (await import("./upgrade.ts")).upgrade],
  ["check", async () => (await import("./check.ts")).check],
  ["decide", async () => (await import("./decide.ts")).decide],
  ["ladder", async () => (await import("./ladder.ts")).ladder],
  ["backup", async () => (await import("./backup.ts")).backup],
  ["restore", async () => (await import("./backup.ts")).restore],
  ["doctor", async () => (await import("./doctor.ts")).doctor],
  ["setup-link", async () => (await import("./setupLink.ts")).setupLink],
  ["exchange", async () => (await import("./exchange.ts")).exchange],
  ["status", async () => (await import("./running.ts")).status],
  ["mode", async () => (await import("./running.ts")).mode],
  ["settings", async () => (await import("./running.ts")).settings],
  ["say", async () => (await import("./say.ts")).say],
  ["people", async () => (await import("./people.ts")).people],
  ["subscriptions", async () => (await import("./subscriptions.ts")).subscriptions],
  ["join", async () => (await import("./join.ts")).join],
  ["leave", async () => (await import("./join.ts")).leave],
  ["policy-key", async () => (await import("./policyKey.ts")).policyKey],
  ["rules", async () => (await import("./rules.ts")).rules],
  ["calls", async () => (await import("./calls.ts")).calls],
]);

process.umask(0o077); // secrets, messages, who called: whatever is written is its owner's alone

const [first = "serve", ...rest] = process.argv.slice(2);
const isFlag = first.startsWith("-");
if (first === "help" || [first, ...rest].includes("--help")) console.log(help);
else {
  const command = await commands.get(isFlag ? "serve" : first)?.();
  if (command === undefined) stop(2, `ringwise: no command ${first}; try --help`);
  try {
    await command(isFlag ? [first, ...rest] : rest);
  } catch (error) {
    stop(2, `ringwise ${isFlag ? "serve" : first}: ${(error as Error).message}`);
  }
}
