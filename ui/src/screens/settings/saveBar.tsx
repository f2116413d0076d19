import { useMayChange } from "../../kit/locked.tsx";
import { useNames, useTroubleText, useWords } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";
import { changes } from "../../words/changed.ts";
import type { Draft } from "./draft.ts";

export function SaveBar({ draft }: { readonly draft: Draft }) {
  const { say } = useWords();
  const mayChange = useMayChange();
  return (
    <>
      <Refused draft={draft} />
      {draft.state === "conflict" && (
        <Notice look="amber">
          <p>{say("settings.conflict")}</p>
          <Both draft={draft} />
          <div className="row wrap">
            <Press onPress={() => void draft.keepMine()}>{say("settings.keepMine")}</Press>
            <Press onPress={draft.takeTheirs}>{say("settings.takeTheirs")}</Press>
          </div>
        </Notice>
      )}
      <div className="row wrap save-bar">
        <Press
          look="primary"
          type="submit"
          isDisabled={!(mayChange && draft.changed) || draft.state === "saving"}
        >
          {say("settings.save")}
        </Press>
        {draft.changed && (
          <Press look="bare" onPress={draft.takeTheirs}>
            {say("settings.undo")}
          </Press>
        )}
        <span role="status" className="muted small">
          {draft.state === "saved" && say("settings.saved")}
        </span>
      </div>
    </>
  );
}

/** What the two have done, side by side. */
function Both({ draft: { document, conflict } }: { readonly draft: Draft }) {
  const words = useWords();
  const names = useNames();
  if (!conflict) return null;
  const sides = [
    [words.say("conflict.mine"), document],
    [words.say("conflict.theirs"), conflict.theirs],
  ] as const;
  return (
    <div className="both">
      {sides.map(([title, side]) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {changes(conflict.from, side, words, names).map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Each problem with the place where it is. */
function Refused({ draft: { error, problems } }: { readonly draft: Draft }) {
  const { say } = useWords();
  const trouble = useTroubleText();
  if (error === undefined) return null;
  return (
    <Notice look="clay">
      {problems.length === 0 ? (
        <p>{trouble(error)}</p>
      ) : (
        <>
          <p>{say("settings.problems", { n: problems.length })}</p>
          <ul className="problems">
            {problems.map(({ path, detail }) => (
              <li key={path + detail}>
                <code>{path === "" ? "/" : path}</code> {detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
