import { Plus, WandSparkles } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { ruleSentence } from "../../../words/rule.ts";
import { plain } from "../../../words/say.ts";
import { blank, examplesFor } from "./examples.ts";
import type { RulesInHand } from "./useRules.ts";
import "../../../kit/menu.css";

/** How a rule begins: with nothing much, or with what many owners want. */
export function NewRule({ hand }: { readonly hand: RulesInHand }) {
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const examples = examplesFor(useSettings() ?? {});
  return (
    <div className="row wrap gap-small">
      <MenuTrigger>
        <Button className="button" isDisabled={!mayChange}>
          <WandSparkles size={17} aria-hidden="true" />
          {say("handling.example")}
        </Button>
        <Popover className="menu-popover" placement="bottom end">
          <Menu
            className="menu examples"
            aria-label={say("handling.example")}
            onAction={(key) => {
              const found = examples.find(([id]) => id === key);
              if (found) hand.add(say(`example.${found[0]}`), found[1]);
            }}
          >
            {examples.map(([id, rule]) => (
              <MenuItem key={id} id={id} textValue={say(`example.${id}`)}>
                <Text slot="label">{say(`example.${id}`)}</Text>
                <Text slot="description" className="muted small">
                  {plain(ruleSentence({ ...rule }, words, names))}
                </Text>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <Press
        look="primary"
        isDisabled={!mayChange}
        onPress={() => hand.add(say("handling.newName"), blank)}
      >
        <Plus size={17} aria-hidden="true" />
        {say("handling.add")}
      </Press>
    </div>
  );
}
