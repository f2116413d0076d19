import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { House } from "../phones/house.ts";

/** The owner of a new house, signed in: name and password are set by the printed link. */
export async function becomeOwner(page: Page, house: House): Promise<string> {
  const link = readFileSync(join(house.folder, "data", "setup-link.txt"), "utf8").trim();
  await page.goto(link);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByText("With a password").click();
  await page.getByRole("textbox", { name: "Password" }).fill("four words make one");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByLabel(/Your number/).waitFor();
  return new URL(link).origin;
}

/** The page is the telephone of that name, and waits for calls. */
export async function becomeTelephone(page: Page, origin: string, name: string): Promise<void> {
  await page.goto(`${origin}/phone`);
  const [be, lift] = [
    page.getByRole("button", { name }),
    page.getByRole("button", { name: "Lift" }),
  ];
  await be.or(lift).first().waitFor();
  if (await be.isVisible()) await be.click();
  await lift.waitFor();
}
