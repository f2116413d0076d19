import { Ellipsis } from "lucide-react";
import { useRef } from "react";
import { Button } from "react-aria-components/Button";
import { Menu, MenuItem, MenuTrigger } from "react-aria-components/Menu";
import { Popover } from "react-aria-components/Popover";
import { Separator } from "react-aria-components/Separator";
import { useMayChange } from "../../../kit/locked.tsx";
import { useWords } from "../../../kit/page.tsx";
import type { RuleSettings } from "../../../words/decision.ts";
import type { Opened } from "./opened.ts";
import type { RulesInHand } from "./useRules.ts";
import "../../../kit/menu.css";

interface MenuProps {
  readonly rule: RuleSettings;
  readonly pinned: boolean;
  readonly hand: RulesInHand;
  readonly open: (what: Opened) => void;
}

/** All that can be done with a rule besides changing its parts. */
export function RuleMenu({ rule, pinned, hand, open }: MenuProps) {
  const { say } = useWords();
  const mayChange = useMayChange();
  const trigger = useRef<HTMLButtonElement>(null);
  const acts: Readonly<Record<string, () => void>> = {
    steps: () => open({ rule, as: "steps" }),
    code: () => open({ rule, as: "code" }),
    name: () =>
      trigger.current && open({ rule, as: "part", place: "name", anchor: trigger.current }),
    duplicate: () => hand.duplicate(rule),
    up: () => hand.moveBy(rule, -1),
    down: () => hand.moveBy(rule, 1),
    top: () => hand.moveTo(rule, 0),
    remove: () => hand.remove(rule),
  };
  const still = [
    ...(hand.canMove(rule, -1) ? [] : ["up", "top"]),
    ...(hand.canMove(rule, 1) ? [] : ["down"]),
  ];
  const name = hand.nameOf(rule);
  return (
    <MenuTrigger>
      <Button
        ref={trigger}
        className="button bare icon"
        isDisabled={!mayChange}
        aria-label={say("handling.menu", { name })}
      >
        <Ellipsis size={18} aria-hidden="true" />
      </Button>
      <Popover className="menu-popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={say("handling.menu", { name })}
          disabledKeys={still}
          onAction={(key) => acts[String(key)]?.()}
        >
          <MenuItem id="steps">{say("handling.menu.steps")}</MenuItem>
          <MenuItem id="code">{say("handling.menu.code")}</MenuItem>
          {!pinned && (
            <>
              <MenuItem id="name">{say("handling.menu.name")}</MenuItem>
              <MenuItem id="duplicate">{say("handling.menu.duplicate")}</MenuItem>
              <Separator />
              <MenuItem id="up">{say("handling.menu.up")}</MenuItem>
              <MenuItem id="down">{say("handling.menu.down")}</MenuItem>
              <MenuItem id="top">{say("handling.menu.top")}</MenuItem>
              <Separator />
              <MenuItem id="remove" className="red">
                {say("handling.menu.remove")}
              </MenuItem>
            </>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
