/** Takes pictures of scenes: `node test/renderer/browser/shots.ts OUT [name-pattern] [sizes] [themes] [languages]`, lists separated by commas. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startFixture } from './fixturePage.ts';
import { deskSteps } from './deskSteps.ts';
import { deviceSteps } from './deviceSteps.ts';
import { steps } from './steps.ts';

const [out = 'out/shots', pattern = '.', sizes = '1366x768', themes = 'light', languages = 'en'] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const fixture = await startFixture();
for (const step of [...steps, ...deviceSteps, ...deskSteps].filter((entry) => new RegExp(pattern).test(entry.name))) {
  for (const size of sizes.split(',')) for (const theme of themes.split(',')) for (const language of languages.split(',')) {
    const [width = 1366, height = 768] = size.split('x').map(Number);
    const { page, problems } = await fixture.open({ scene: step.scene, display: step.display === true, width, height, language, theme: theme === 'dark' ? 'dark' : 'light' });
    try {
      await step.act?.(page);
      await page.waitForTimeout(300);
    } catch (error) {
      problems.push(String(error).slice(0, 300));
    }
    await page.screenshot({ path: join(out, `${step.name}-${language}-${theme}-${size}.png`) });
    if (problems.length > 0) console.log(step.name, size, theme, language, problems);
  }
}
await fixture.close();
