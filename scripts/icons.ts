/** `node scripts/icons.ts`: the icons of the installed page, painted by Chromium from ui/src/icon.svg into ui/public. */
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const svg = readFileSync(new URL("../ui/src/icon.svg", import.meta.url), "utf8");
const folder = new URL("../ui/public/", import.meta.url).pathname;
/** A platform that cuts icons to its own shape cuts off the rim: the drawing keeps to the middle, its ground fills all. */
const full = svg.replace('rx="16" ', "").replace('viewBox="0 0 64 64"', 'viewBox="-6 -6 76 76"');
const icons = [
  ["icon-192.png", 192, svg, "transparent"],
  ["icon-512.png", 512, svg, "transparent"],
  ["icon-maskable-512.png", 512, full, "#1d4a3d"],
] as const;

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
for (const [file, size, drawing, ground] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const style = `margin:0;background:${ground}`;
  const sized = drawing.replace("<svg ", `<svg width="${size}" height="${size}" `);
  await page.setContent(`<body style="${style}">${sized}</body>`);
  await page.screenshot({ path: `${folder}${file}`, omitBackground: true });
  await page.close();
}
await browser.close();
