import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../../../kit/page.tsx";
import { Segments } from "../../../kit/segments.tsx";
import type { MessageId } from "../../../words/en.ts";
import { type FieldSpec, type Item, ItemField } from "../itemField.tsx";
import type { AccountItem } from "../parts/document.ts";
import type { Part } from "../parts/usePart.ts";
import {
  basics,
  callsThrough,
  forHelp,
  login,
  numberField,
  signing,
  wayThere,
} from "./accountFields.ts";

interface FormProps {
  readonly part: Part<AccountItem>;
}

/** All of an account; what only some carriers want is folded away. */
export function AccountFields({ part }: FormProps) {
  const { say } = useWords();
  return (
    <>
      <Specs part={part} specs={basics} />
      <Knows part={part} />
      <Specs part={part} specs={[numberField]} />
      <Fold title="account.fold.way">
        <Specs part={part} specs={wayThere} />
      </Fold>
      <Fold title="account.fold.calls">
        <Specs part={part} specs={callsThrough} />
      </Fold>
      <Fold title="account.fold.signature">
        <p className="hint">{say("account.signature.hint")}</p>
        <Specs part={part} specs={signing} within="signature" />
      </Fold>
      <Fold title="account.fold.help">
        <Specs part={part} specs={forHelp} within="emergency" />
      </Fold>
    </>
  );
}

/** Whether it knows us by a password or by our address; the one asks for more. */
export function Knows({ part }: FormProps) {
  const { say } = useWords();
  const { username, secret, register = username !== undefined } = part.value;
  const choose = (by: string): void => {
    if (by === "password") part.set({ ...part.value, register: true });
    else {
      const { username: _, secret: __, authUsername: ___, ...rest } = part.value;
      part.set({ ...rest, register: false } as AccountItem);
    }
  };
  const byPassword = register || username !== undefined || secret !== undefined;
  return (
    <>
      <div className="field">
        <span className="label">{say("account.knows")}</span>
        <div>
          <Segments
            label={say("account.knows")}
            value={byPassword ? "password" : "address"}
            onChange={choose}
            options={[
              ["password", say("account.knows.password")],
              ["address", say("account.knows.address")],
            ]}
          />
        </div>
        <p className="hint">
          {say(byPassword ? "account.knows.password.hint" : "account.knows.address.hint")}
        </p>
      </div>
      {byPassword && <Specs part={part} specs={login} />}
    </>
  );
}

interface SpecsProps extends FormProps {
  readonly specs: readonly FieldSpec[];
  /** They stand in an object of the account's. */
  readonly within?: "emergency" | "signature";
}

export function Specs({ part, specs, within }: SpecsProps) {
  const { value } = part;
  const item: Item = within ? { id: "", ...value[within] } : value;
  const change = (next: Item): void => {
    const { id: _, ...rest } = next;
    const { server = "" } = next as Partial<AccountItem>; // emptied, it is not gone
    part.set(within ? { ...value, [within]: rest } : ({ ...next, server } as AccountItem));
  };
  return (
    <div className="fields">
      {specs.map((spec) => (
        <ItemField
          key={spec.key}
          spec={spec}
          item={item}
          wrong={part.wrongAt(within ? `/${within}/${spec.key}` : `/${spec.key}`)}
          change={change}
        />
      ))}
    </div>
  );
}

export function Fold({
  title,
  children,
}: {
  readonly title: MessageId;
  readonly children: ReactNode;
}) {
  const { say } = useWords();
  return (
    <details className="fold">
      <summary>
        <ChevronRight size={16} aria-hidden="true" />
        {say(title)}
      </summary>
      <div className="stack">{children}</div>
    </details>
  );
}
