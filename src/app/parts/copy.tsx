// Copies text and says so; saves text as a file.
import { useState } from 'preact/hooks';
import { StudyError } from '../../study/errors';

interface Props {
  readonly text: () => string | Promise<string>;
  readonly children: string;
}

export function CopyButton({ text, children }: Props) {
  const [said, say] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(await text());
      say('Copied');
    } catch (error) {
      say(error instanceof StudyError ? 'Not possible' : 'Copying is not allowed here');
    }
    setTimeout(() => say(undefined), 1600);
  };
  return (
    <button type="button" class="link" onClick={() => void copy()}>
      <span aria-live="polite">{said ?? children}</span>
    </button>
  );
}

/** Saves chunks of text as a file. Lets the page breathe between them. */
export async function save(name: string, type: string, chunks: Iterable<string>): Promise<void> {
  const parts: string[] = [];
  let last = performance.now();
  for (const chunk of chunks) {
    parts.push(chunk);
    if (performance.now() - last < 12) continue;
    await new Promise((resume) => setTimeout(resume));
    last = performance.now();
  }
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A file name from a title. */
export const fileName = (title: unknown): string =>
  (typeof title === 'string' ? title : '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'study';
