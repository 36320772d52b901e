// A study in the fragment of an address: "v1." + base64url(deflate-raw(JSON)). Nothing is sent to any server.
import { StudyError } from './errors';

const VERSION = 'v1.';
const BROKEN =
  'this link is damaged or was cut short; copy the whole address, or load the study as a file';

/** The fragment (without "#") that holds a study document. */
export async function toFragment(document: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const packed = await through(new CompressionStream('deflate-raw'), bytes);
  const text = Array.from(packed, (byte) => String.fromCharCode(byte)).join('');
  return VERSION + btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The study document in a fragment (with or without "#"); not yet validated.
 * @throws StudyError when it is cut short, damaged, or of a later version
 */
export async function fromFragment(fragment: string): Promise<unknown> {
  const text = fragment.replace(/^#/, '');
  if (!text.startsWith(VERSION)) {
    const later = /^v\d+\./.test(text);
    throw new StudyError(
      'link',
      later ? 'made by a later version of Unstuck; reload the page' : BROKEN,
    );
  }
  try {
    const base64 = text.slice(VERSION.length).replaceAll('-', '+').replaceAll('_', '/');
    const packed = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bytes = await through(new DecompressionStream('deflate-raw'), packed);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new StudyError('link', BROKEN);
  }
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const body = new Response(bytes).body!.pipeThrough(stream);
  return new Uint8Array(await new Response(body).arrayBuffer());
}
