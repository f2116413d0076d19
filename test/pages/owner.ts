import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { ExchangeHouse } from "../phones/exchangeHouse.ts";
import type { House } from "../phones/house.ts";

/** The owner of a new house, signed in: name and password are set by the printed link. */
export async function becomeOwner(page: Page, house: House): Promise<string> {
  const link = readFileSync(join(house.folder, "data", "setup-link.txt"), "utf8").trim();
  await signUp(page, link);
  return new URL(link).origin;
}

/** By that link, with name and password. */
export async function signUp(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByText("With a password").click();
  await page.getByRole("textbox", { name: "Password" }).fill("four words make one");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByLabel(/Your number/).waitFor();
}

/** The operator of a new exchange, signed in, by the link that was printed at its start. */
export async function becomeOperator(page: Page, { folder }: ExchangeHouse): Promise<void> {
  const file = join(folder, "setup-link.txt");
  while (!existsSync(file)) await page.waitForTimeout(100);
  await page.goto(readFileSync(file, "utf8").trim());
  await page.getByLabel("Your name").fill("Olga");
  await page.getByRole("textbox", { name: "Password" }).fill("four words make one");
  await page.getByRole("button", { name: "Set up" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
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
