// node screenshots.mjs --url http://127.0.0.1:8787/ --out folder
// Pictures of every page for people to look at: desktop, phone, dark; and the printed sheets as PDF. Run by `cargo xtask screenshots`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { assertFits, DESKTOP, launch, open, PHONE } from "./support/browser.mjs";
import { signInAs } from "./support/center.mjs";
import { PAGES } from "./support/pages.mjs";
import { show } from "./support/show.mjs";
import { signIn } from "./support/steps.mjs";

const { values } = parseArgs({ options: { url: { type: "string" }, out: { type: "string" }, only: { type: "string", default: "" } } });
if (!values.url || !values.out) {
  console.error("usage: node screenshots.mjs --url http://127.0.0.1:8787/ --out folder [--only name]");
  process.exit(2);
}
const url = new URL("/", values.url).href;
await mkdir(values.out, { recursive: true });

const looks = [
  { look: "desktop", viewport: DESKTOP, colorScheme: "light" },
  { look: "phone", viewport: PHONE, colorScheme: "light" },
  { look: "desktop-dark", viewport: DESKTOP, colorScheme: "dark" },
  { look: "phone-dark", viewport: PHONE, colorScheme: "dark" },
];

const browser = await launch();
let failed = 0;
try {
  for (const { look, ...options } of looks) {
    const { page, close } = await open(browser, { ...options, expectHttpErrors: true });
    const shoot = async ({ name, ...how }) => {
      if (values.only && !name.startsWith(values.only)) return;
      try {
        await show(page, url, how);
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(values.out, `${look}-${name}.png`), fullPage: true });
        if (how.paper && look === "desktop") await page.pdf({ path: join(values.out, `${name}.pdf`), preferCSSPageSize: true });
        await assertFits(page, `${look} ${name}`);
        console.log(`ok      ${look} ${name}`);
      } catch (error) {
        failed += 1;
        console.error(`failed  ${look} ${name}: ${error.message.split("\n")[0]}`);
        await page.screenshot({ path: join(values.out, `${look}-${name}-failed.png`) }).catch(() => {});
      }
    };
    for (const one of PAGES.filter(({ name }) => name.startsWith("sign-in"))) await shoot(one);
    await signIn(page, url);
    for (const one of PAGES.filter(({ needs }) => needs === "panda")) await shoot(one);
    await signInAs(page, url, "李华", "#/sign-in?to=center", { fresh: false });
    for (const one of PAGES.filter(({ name, needs }) => needs !== "panda" && !name.startsWith("sign-in"))) await shoot(one);
    await close();
  }
} finally {
  await browser.close();
}
console.log(`${values.out}: ${failed === 0 ? "all pages" : `${failed} pages failed`}`);
process.exit(failed === 0 ? 0 : 1);
