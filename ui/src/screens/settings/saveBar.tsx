import { useQuery } from "@tanstack/react-query";
import { statusQuery } from "../../api/queries.ts";
import { usePage, useTroubleText, useWords } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";
import type { Draft } from "./draft.ts";

/** Settings that a file dictates are changed there. */
export function Locked() {
  const { api, words } = usePage();
  const file = useQuery(statusQuery(api)).data?.settingsLockedBy;
  return file === undefined ? null : <Notice>{words.say("settings.locked", { file })}</Notice>;
}

export function SaveBar({ draft }: { readonly draft: Draft }) {
  const { say } = useWords();
  return (
    <>
      <Refused draft={draft} />
      {draft.state === "conflict" && (
        <Notice look="amber">
          <p>{say("settings.conflict")}</p>
          <div className="row wrap">
            <Press onPress={() => void draft.keepMine()}>{say("settings.keepMine")}</Press>
            <Press onPress={draft.takeTheirs}>{say("settings.takeTheirs")}</Press>
          </div>
        </Notice>
      )}
      <div className="row wrap save-bar">
        <Press look="primary" type="submit" isDisabled={!draft.changed || draft.state === "saving"}>
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
