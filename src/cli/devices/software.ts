// The software adapter and the test browser that come with `npm ci`: SwiftShader's Vulkan driver and a
// headless Chromium, unpacked once from the files of the npm package @sparticuz/chromium (Linux x64 only)
// into node_modules/.cache/unstuck/<its version>/, or a private folder below the system's temporary one.
// Several processes may ask at once: each unpacks beside the target, and the first rename wins.

import { createReadStream, createWriteStream } from 'node:fs';
import * as files from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/** SwiftShader as files: the driver's manifest for VK_ICD_FILENAMES, and a Vulkan loader to go with it. */
export interface SoftwareVulkan {
  icd: string;
  loader: string;
}

/** A Chromium that runs where nothing but Node is installed, and the environment it needs to do so. */
export interface PackagedChromium {
  executablePath: string;
  env: Record<string, string>;
}

/** Nothing can be unpacked here: another platform, or the package is missing. The text says what to install. */
export class NoSoftwareHere extends Error {
  override readonly name = 'NoSoftwareHere';
}

/** @returns where SwiftShader's driver and loader lie, unpacked on first use. @throws NoSoftwareHere */
export async function softwareVulkan(): Promise<SoftwareVulkan> {
  const folder = await unpacked('swiftshader', async (into, bin) => {
    await untar(join(bin, 'swiftshader.tar.br'), into);
  });
  return { icd: join(folder, 'vk_swiftshader_icd.json'), loader: join(folder, 'libvulkan.so.1') };
}

/** @returns the packaged headless Chromium, unpacked on first use. @throws NoSoftwareHere */
export async function packagedChromium(): Promise<PackagedChromium> {
  const folder = await unpacked('chromium', async (into, bin) => {
    const executable = join(into, 'chromium');
    await Promise.all([
      pipeline(
        createReadStream(join(bin, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(executable),
      ),
      // SwiftShader must lie beside the executable; al2023 holds the libraries Chromium links, in lib/.
      untar(join(bin, 'swiftshader.tar.br'), into),
      untar(join(bin, 'al2023.tar.br'), into),
      untar(join(bin, 'fonts.tar.br'), into),
    ]);
    await files.chmod(executable, 0o755);
    await files.writeFile(join(into, 'fonts.conf'), FONTS_CONF);
  });
  const libraries = [join(folder, 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

// Only the packaged font, whatever the machine has: pictures of the page look the same everywhere.
const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** The folder `name` of the cache; `fill(into, bin)` makes it from the package's files when it is absent. */
async function unpacked(name: string, fill: (into: string, bin: string) => Promise<void>) {
  const source = await findPackage();
  const near = join(dirname(dirname(source.root)), '.cache', 'unstuck', source.version);
  if (await isThere(join(near, name))) return join(near, name);
  const target = join(await cacheFolder(near, source.version), name);
  await makeOnce(target, (into) => fill(into, join(source.root, 'bin')));
  return target;
}

/**
 * Makes a folder unless it is there. `fill(into)` writes its contents into a temporary folder beside it, which
 * then takes the name at once: nobody sees half of it, and of several makers the first one wins.
 */
export async function makeOnce(
  target: string,
  fill: (into: string) => Promise<void>,
): Promise<void> {
  if (await isThere(target)) return;
  const temporary = await files.mkdtemp(`${target}-`);
  try {
    await fill(temporary);
    await files.chmod(temporary, 0o755);
    await files.rename(temporary, target);
  } catch (error) {
    await files.rm(temporary, { recursive: true, force: true });
    if (!(await isThere(target))) throw error; // else another process was first
  }
}

interface Package {
  root: string;
  version: string;
}

async function findPackage(): Promise<Package> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new NoSoftwareHere(
      `No software adapter comes with Unstuck for ${process.platform} ${process.arch} (only for Linux x64). ` +
        'Use a machine with a GPU, install Chrome for the page, or take --engine cpu.',
    );
  }
  try {
    // The package exports only its entry, build/index.js.
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const root = dirname(dirname(entry));
    const text = await files.readFile(join(root, 'package.json'), 'utf8');
    return { root, version: (JSON.parse(text) as { version: string }).version };
  } catch (cause) {
    throw new NoSoftwareHere(
      'The npm package @sparticuz/chromium is missing: run "npm ci" again.',
      {
        cause,
      },
    );
  }
}

async function cacheFolder(near: string, version: string): Promise<string> {
  if (await makeWritable(near, 0o755)) return near;
  const user = process.getuid?.() ?? 0;
  const far = join(tmpdir(), `unstuck-${user}-${version}`);
  if ((await makeWritable(far, 0o700)) && (await files.lstat(far)).uid === user) return far;
  throw new NoSoftwareHere(`Neither ${near} nor ${far} is a folder of yours that can be written.`);
}

async function makeWritable(folder: string, mode: number): Promise<boolean> {
  try {
    await files.mkdir(folder, { recursive: true, mode });
    await files.access(folder, files.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function isThere(path: string): Promise<boolean> {
  return files.access(path).then(
    () => true,
    () => false,
  );
}

async function untar(archive: string, cwd: string): Promise<void> {
  const { extract } = await import('tar');
  await pipeline(
    createReadStream(archive),
    createBrotliDecompress(),
    extract({ cwd, preserveOwner: false }),
  );
}
