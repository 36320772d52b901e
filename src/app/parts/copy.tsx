// Copies text and says so.
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
