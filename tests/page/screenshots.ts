// Makes docs/page.png, the picture in the README: the real page, light, after a finished run of the init-schemes preset.
// Run by `npm run screenshots` after a build; takes a few minutes on a software adapter.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import study from '../../studies/init-schemes.json' with { type: 'json' };
import { openStudy, runToEnd } from './support';

const root = join(import.meta.dirname, '../..');

const { page, errors, close } = await openStudy(study, {
  context: {
    viewport: { width: 1280, height: 1320 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    locale: 'en-US',
  },
});
await runToEnd(page, 30 * 60_000);
await page.mouse.move(0, 0);
await mkdir(join(root, 'docs'), { recursive: true });
await page.screenshot({ path: join(root, 'docs/page.png') });
await close();
if (errors.length > 0) throw new Error(errors.join('\n'));
process.exit(0);
