import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumForTests } from '../../src/cli/devices/chromium';

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await chromium.launch(await chromiumForTests());
  page = await browser.newPage();
  // WebGPU wants a secure context: any path of localhost will do, answered here.
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p id="thin">iii</p><p id="wide">WWW</p>' }),
  );
  await page.goto('http://localhost/');
});
afterAll(() => browser?.close());

it('has a WebGPU device on the page', async () => {
  const size = await page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    return (await adapter!.requestDevice()).limits.maxBufferSize;
  });
  expect(size).toBeGreaterThanOrEqual(2 ** 28);
});

it('has a WebGPU device in a dedicated worker', async () => {
  const size = await page.evaluate(async () => {
    const code = `navigator.gpu.requestAdapter()
      .then((adapter) => adapter.requestDevice())
      .then((device) => postMessage(device.limits.maxBufferSize), (error) => postMessage(String(error)))`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
  });
  expect(size).toBeGreaterThanOrEqual(2 ** 28);
});

it('draws text with a proportional font', async () => {
  const [thin, wide] = await page.evaluate(() =>
    ['thin', 'wide'].map((id) => {
      const range = document.createRange();
      range.selectNodeContents(document.getElementById(id)!);
      return range.getBoundingClientRect().width;
    }),
  );
  expect(thin).toBeGreaterThan(0);
  expect(wide).toBeGreaterThan(2 * thin);
});
