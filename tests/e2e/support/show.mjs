// Brings one of PAGES onto the screen of a Playwright page that is signed in.

/** Announcements would cover parts of a picture. */
export async function show(page, url, { at, ready, then, also, open, shows }) {
  await page.goto(url + at);
  await page.locator(ready).first().waitFor();
  for (const step of [then ?? []].flat()) await page.locator(step).first().click();
  if (also) await page.locator(also).first().waitFor();
  if (open) await page.locator(`${open} > summary`).click();
  if (shows) await page.locator(shows).first().waitFor();
  await page.locator(".toast button").click({ timeout: 200 }).catch(() => {});
}
