import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { usePage } from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { SecretLink } from "./link.tsx";
import { useAct } from "./useAct.ts";

/** A secret that was made this moment, with the words beside it. */
export interface Made {
  readonly label: string;
  readonly hint: string;
  readonly secret: string;
}

export interface MakerProps {
  readonly made: (made: Made) => void;
  readonly close: () => void;
}

interface GivenOutProps<T> {
  /** Of the list of them that was asked for. */
  readonly of: string;
  readonly title: string;
  readonly text: ReactNode;
  readonly add: ReactNode;
  /** Where a new one is made. */
  readonly maker: (props: MakerProps) => ReactNode;
  readonly asked: UseQueryResult<readonly T[]>;
  /** What it is for, and since when. */
  readonly below: (one: T) => ReactNode;
  readonly takeBack: readonly [text: string, label: (name: string) => string];
  readonly remove: (id: string) => Promise<unknown>;
}

/** What somebody who is no member may come in with: each secret is shown once, and taken back here. */
export function GivenOut<T extends { readonly id: string; readonly name: string }>(
  of: GivenOutProps<T>,
) {
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Made>();
  const remove = useAct(of.of, of.remove);
  const [text, label] = of.takeBack;
  return (
    <Card
      title={of.title}
      action={
        <Press isDisabled={adding} onPress={() => setAdding(true)}>
          {of.add}
        </Press>
      }
    >
      <p className="muted small">{of.text}</p>
      {adding && of.maker({ made: setMade, close: () => setAdding(false) })}
      {made && (
        <SecretLink
          label={made.label}
          hint={made.hint}
          path={made.secret}
          close={() => setMade(undefined)}
        />
      )}
      <Loaded asked={of.asked}>
        {(all) => (
          <ul className="list">
            {all.map((one) => (
              <li key={one.id}>
                <div className="grow">
                  <div className="name" dir="auto">
                    {one.name}
                  </div>
                  <div className="muted small num">{of.below(one)}</div>
                </div>
                <Press
                  aria-label={label(one.name)}
                  isDisabled={remove.isPending}
                  onPress={() => remove.mutate(one.id)}
                >
                  {text}
                </Press>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <Trouble error={remove.error} />
    </Card>
  );
}

interface MakerFormProps {
  readonly act: string;
  readonly isReady: boolean;
  readonly making: { readonly isPending: boolean; readonly error: unknown };
  readonly make: () => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

export function MakerForm({ act, isReady, making, make, close, children }: MakerFormProps) {
  const { say } = usePage().words;
  return (
    <form
      className="stack family-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) make();
      }}
    >
      {children}
      <Trouble error={making.error} />
      <div className="row wrap">
        <Press look="primary" type="submit" isDisabled={!isReady || making.isPending}>
          {act}
        </Press>
        <Press look="bare" onPress={close}>
          {say("family.cancel")}
        </Press>
      </div>
    </form>
  );
}
