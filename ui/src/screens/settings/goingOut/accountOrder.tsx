import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";

interface OrderProps {
  readonly label: string;
  readonly ids: readonly string[];
  readonly set: (ids: readonly string[]) => void;
}

/** Accounts in the order in which they are tried. */
export function AccountOrder({ label, ids, set }: OrderProps) {
  const { say } = useWords();
  const names = useNames();
  const all = (useSettings()?.accounts ?? []).map(({ id }) => id);
  const others = all.filter((id) => !ids.includes(id));
  const moved = (at: number, by: 1 | -1): readonly string[] => {
    const [one = "", ...rest] = [ids[at] ?? "", ...ids.filter((_id, i) => i !== at)];
    return [...rest.slice(0, at + by), one, ...rest.slice(at + by)];
  };
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      {ids.length > 0 && (
        <ol className="order">
          {ids.map((id, i) => {
            const name = names.account(id);
            return (
              <li key={id} className="row gap-small">
                <span className="order-at num" aria-hidden="true">
                  {i + 1}
                </span>
                <span className="grow" dir="auto">
                  {name}
                </span>
                <Press
                  look="bare icon"
                  isDisabled={i === 0}
                  aria-label={say("order.up", { name })}
                  onPress={() => set(moved(i, -1))}
                >
                  <ArrowUp size={16} aria-hidden="true" />
                </Press>
                <Press
                  look="bare icon"
                  isDisabled={i === ids.length - 1}
                  aria-label={say("order.down", { name })}
                  onPress={() => set(moved(i, 1))}
                >
                  <ArrowDown size={16} aria-hidden="true" />
                </Press>
                <Press
                  look="bare icon"
                  aria-label={say("settings.removeLabel", { name })}
                  onPress={() => set(ids.filter((one) => one !== id))}
                >
                  <X size={16} aria-hidden="true" />
                </Press>
              </li>
            );
          })}
        </ol>
      )}
      {others.length > 0 && (
        <select
          className="input"
          aria-label={say("order.add", { to: label })}
          value=""
          onChange={({ target }) => set([...ids, target.value])}
        >
          <option value="">{say(ids.length === 0 ? "order.choose" : "order.then")}</option>
          {others.map((id) => (
            <option key={id} value={id}>
              {names.account(id)}
            </option>
          ))}
        </select>
      )}
    </fieldset>
  );
}
