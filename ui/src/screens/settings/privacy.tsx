import { useSettings, useWords } from "../../kit/page.tsx";
import { Card } from "../../kit/parts.tsx";

const kept = [
  "calls",
  "wires",
  "messages",
  "recordings",
  "people",
  "history",
  "sessions",
  "log",
] as const;
const leaves = ["calls", "elsewhere", "services", "push", "nothing"] as const;

/** What is kept, for how long, and what leaves the house. */
export default function Privacy() {
  const { say } = useWords();
  const mailbox = useSettings()?.["mailbox" as never] as
    | { readonly maxMessages?: number; readonly maxMegabytes?: number }
    | undefined;
  const most = { n: mailbox?.maxMessages ?? 500, mb: mailbox?.maxMegabytes ?? 500 };
  return (
    <div className="stack">
      <Card title={say("privacy.kept")}>
        <dl className="terms">
          {kept.map((one) => (
            <div key={one}>
              <dt>{say(`privacy.kept.${one}`)}</dt>
              <dd>{say(`privacy.text.${one}`, most)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={say("privacy.leaves")}>
        <ul className="sentences">
          {leaves.map((one) => (
            <li key={one}>{say(`privacy.leaves.${one}`)}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
