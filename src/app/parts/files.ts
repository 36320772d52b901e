// Files for whoever uses the page: text, and pictures.

/** Hands a file over. */
export function saveBlob(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Saves chunks of text or bytes as a file. Lets the page breathe between them. */
export async function save(name: string, type: string, chunks: Iterable<BlobPart>): Promise<void> {
  const parts: BlobPart[] = [];
  let last = performance.now();
  for (const chunk of chunks) {
    parts.push(chunk);
    if (performance.now() - last < 12) continue;
    await new Promise((resume) => setTimeout(resume));
    last = performance.now();
  }
  saveBlob(name, new Blob(parts, { type }));
}

/** Pixels of a PNG for each of the picture's own. */
const SHARPNESS = 2;

/** An SVG that has a size, as PNG. @throws Error where the browser has no memory for it */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SHARPNESS * image.naturalWidth;
  canvas.height = SHARPNESS * image.naturalHeight;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!png) throw new Error('the picture is too large for this browser');
  return png;
}

/** A file name from a title. */
export const fileName = (title: unknown): string =>
  (typeof title === 'string' ? title : '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'study';
