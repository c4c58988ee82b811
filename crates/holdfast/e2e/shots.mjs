// Pictures of every page each role can reach by links, in three themes and three widths, into target/shots.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crawl, open, target, themes, wear, wide } from "./lib.mjs";

const widths = [390, 1024, 1280];
const folder = join(target, "shots");
const only = process.argv[2];
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const clinic = await open({ fresh: true });
let count = 0;

async function picture(page, shape, role) {
  const name = `${role}${shape}`.replaceAll(/[^\w]+/g, "-").replace(/-$/, "");
  for (const theme of themes) {
    await wear(page, theme);
    for (const width of widths) {
      await page.setViewportSize({ width, height: wide.height });
      if (width === widths[0]) await page.reload();
      await page.screenshot({ path: join(folder, `${name}-${theme}-${width}.png`), fullPage: true });
      count += 1;
    }
  }
}

try {
  for (const role of ["public", ...clinic.people.map((one) => one.role)]) {
    if (only && only !== role) continue;
    const page = role === "public" ? await clinic.visitor() : await clinic.as(role);
    if (role === "public") await page.goto("/");
    const shapes = await crawl(page, { limit: 40, visit: (shown, shape) => picture(shown, shape, role) });
    console.log(`${role}: ${shapes.length} pages`);
    await page.context().close();
  }
} finally {
  await clinic.close();
}
console.log(`${count} pictures in ${folder}`);
